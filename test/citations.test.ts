import { describe, expect, it } from "vitest";
import reference from "../docs/intervals-api.md?raw";

const files: Record<string, string> = import.meta.glob(
  ["../src/**/*.{ts,tsx}", "../test/**/*.ts", "../docs/**/*.md", "../*.md", "!../docs/intervals-api.md"],
  { query: "?raw", import: "default", eager: true },
);

/** `§1.6`, `Q59`, `S7` or `B3`, as headings and bold list items of docs/intervals-api.md define them. */
const ANCHORS = new Set([
  ...[...reference.matchAll(/^#{2,3} (\d+(?:\.\d+)?) /gm)].map(([, section]) => `§${section}`),
  ...[...reference.matchAll(/\*\*([QSB]\d+)\*\*/g)].map(([, item]) => item),
]);
const ANCHOR = /§\d+(?:\.\d+)?|\b[QSB]\d+\b/g;
/** A citation may continue on the next line of a comment. */
const CITATION = /docs\/intervals-api\.md(?:(?:,| and)?[\s*/]+(?:§\d+(?:\.\d+)?|[QSB]\d+\b))+/g;

const citations = Object.entries(files).flatMap(([path, text]) =>
  [...text.matchAll(CITATION)].flatMap(([citation]) =>
    [...citation.matchAll(ANCHOR)].map(([anchor]) => ({ path: path.replace("../", ""), anchor })),
  ),
);

const unresolved = (found: readonly { path: string; anchor: string }[]) =>
  found.filter(({ anchor }) => !ANCHORS.has(anchor)).map(({ path, anchor }) => `${path}: ${anchor}`);

describe("docs/intervals-api.md", () => {
  it("has every section and item that the repository cites", () => {
    expect(citations.length).toBeGreaterThan(40);
    expect(unresolved(citations)).toEqual([]);
  });

  it("has every section and item that it refers to itself", () => {
    // Sections of other documents are written with their document: "RFC 9110 §10.2.3".
    const own = reference.replaceAll(/RFC \d+ §[\d.]+/g, "");
    const anchors = [...own.matchAll(ANCHOR)].map(([anchor]) => ({ path: "docs/intervals-api.md", anchor }));
    expect(unresolved(anchors)).toEqual([]);
  });

  it("has every fact that the known deviations of the contract check name", () => {
    const path = "test/contract/deviations.ts";
    const facts = [...(files[`../${path}`] ?? files["./contract/deviations.ts"] ?? "").matchAll(/fact: "([^"]+)"/g)];
    expect(facts.length).toBeGreaterThan(0);
    expect(unresolved(facts.map(([, anchor = ""]) => ({ path, anchor })))).toEqual([]);
  });

  it("is named wherever the source cites one of its quirks", () => {
    const bare = Object.entries(files)
      .filter(([path]) => path.startsWith("../src/"))
      .flatMap(([path, text]) =>
        [...text.replaceAll(CITATION, "").matchAll(/\bQ\d+\b/g)].map(
          ([quirk]) => `${path.replace("../", "")}: ${quirk}`,
        ),
      );
    expect(bare).toEqual([]);
  });
});
