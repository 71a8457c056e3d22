import { createHash } from "node:crypto";
import { OpenApi } from "./openapi.ts";

const WIDTH = 120;

/**
 * An OpenAPI file without descriptions, printed so that equal shapes give equal text and a changed field is one changed
 * line. It is an OpenAPI file itself, with the SHA-256 of its content.
 */
export function printDigest(document: OpenApi): string {
  const { openapi, info, paths, components } = document;
  const digest = { openapi, info, "x-sha256": hashOf(document), paths, components };
  return `${print(inOrder(digest))}\n`;
}

/** @throws Error if the text was edited by hand or is not a digest. */
export function parseDigest(text: string): OpenApi {
  const file: unknown = JSON.parse(text);
  const document = OpenApi.parse(file);
  if (printDigest(document) !== text) throw new Error("The digest is not as it was generated.");
  return document;
}

export function hashOf({ info, paths, components }: OpenApi): string {
  return createHash("sha256")
    .update(JSON.stringify(inOrder({ info, paths, components })))
    .digest("hex");
}

/** Sorts lists and fields. Every list of a digest is a set: parameters, enum values or required fields. */
function inOrder(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(inOrder).sort((one, other) => compareText(sortKey(one), sortKey(other)));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([, value]) => value !== undefined)
      .sort(([one], [other]) => compareText(one, other))
      .map(([key, value]) => [key, inOrder(value)]),
  );
}

const sortKey = (node: unknown): string => (typeof node === "string" ? node : JSON.stringify(node));

/** Compares code units, so that the result does not depend on the locale. */
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** JSON in which a value that fits on a line is on one line, and long lists of words are wrapped. */
function print(node: unknown, indent = "", before = 0): string {
  const line = printLine(node);
  if (typeof node !== "object" || node === null || indent.length + before + line.length < WIDTH) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(node)) {
    const lines = node.every((item) => typeof item !== "object")
      ? fill(node.map(printLine), WIDTH - deeper.length)
      : node.map((item) => print(item, deeper));
    return `[\n${lines.map((one) => deeper + one).join(",\n")}\n${indent}]`;
  }
  const lines = Object.entries(node).map(([key, value]) => {
    const name = `${JSON.stringify(key)}: `;
    return deeper + name + print(value, deeper, name.length);
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function fill(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 3 <= width) lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return lines;
}

function printLine(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(printLine).join(", ")}]`;
  if (typeof node !== "object" || node === null) return JSON.stringify(node);
  const entries = Object.entries(node).map(([key, value]) => `${JSON.stringify(key)}: ${printLine(value)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
