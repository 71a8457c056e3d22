import { readWhole } from "../bounded-body.ts";
import { parseJson } from "../json.ts";

/** Limits of one JSON-RPC body, far above what tools need: larger JSON costs seconds before a tool can reject it. */
const MAX_NESTING = 64;
const MAX_NAMES = 50_000;
const MAX_MESSAGES = 100;

/** Bytes of an id or a progress token: the server stores and repeats them with every message. Our choice: UUIDs have 36. */
const MAX_ID_BYTES = 256;
/** Bytes of an `initialize` message, which a session stores as long as it exists. Our choice: room for icons. */
const MAX_INITIALIZE_BYTES = 64 * 1024;

export type BodyResult =
  | { ok: true; value: Uint8Array<ArrayBuffer> }
  | { ok: false; error: { status: 400 | 413; message: string } };

/** Reads the body of a request, and checks the shape of JSON-RPC. */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  { maxBytes, isJsonRpc }: { maxBytes: number; isJsonRpc: boolean },
): Promise<BodyResult> {
  const bytes = await readWhole(body, { maxBytes });
  if (!bytes) return { ok: false, error: { status: 413, message: "The request body is too large." } };
  const problem = isJsonRpc ? findProblem(bytes) : undefined;
  return problem === undefined ? { ok: true, value: bytes } : { ok: false, error: { status: 400, message: problem } };
}

/** Invalid JSON is left to the MCP SDK, which answers it with a parse error. */
function findProblem(bytes: Uint8Array): string | undefined {
  const { nesting, names } = measureShape(bytes);
  if (nesting > MAX_NESTING) return `The request nests deeper than ${MAX_NESTING} levels.`;
  if (names > MAX_NAMES) return `The request has more than ${MAX_NAMES} property names.`;
  const json = parseJson(new TextDecoder().decode(bytes));
  if (json === undefined) return undefined;
  const messages: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (messages.length > MAX_MESSAGES) return `A batch may have at most ${MAX_MESSAGES} messages.`;
  if (messages.some(hasLongId)) return `Ids and progress tokens may have at most ${MAX_ID_BYTES} bytes.`;
  if (messages.some(isLongInitialize)) return `initialize may have at most ${MAX_INITIALIZE_BYTES} bytes.`;
  const contents = inspect(json);
  // Parsers disagree on which value of a duplicate name wins.
  if (contents.names < names) return "A property name is repeated within an object.";
  return contents.isInvalid
    ? "A string contains a lone surrogate or a NUL character, or a property is named __proto__."
    : undefined;
}

/** Counts brackets and colons outside strings without parsing, and stops at the nesting limit. */
function measureShape(bytes: Uint8Array): { nesting: number; names: number } {
  let [depth, nesting, names, inString] = [0, 0, 0, false];
  for (let index = 0; index < bytes.length && nesting <= MAX_NESTING; index++) {
    const byte = bytes[index];
    if (inString) {
      if (byte === 0x5c) index++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x3a) names++;
    else if (byte === 0x7b || byte === 0x5b) nesting = Math.max(nesting, ++depth);
    else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return { nesting, names };
}

/** The request id, the progress token, and the ids that notifications about another request name. */
function hasLongId(message: unknown): boolean {
  const params = fieldOf(message, "params");
  const ids = [
    fieldOf(message, "id"),
    fieldOf(fieldOf(params, "_meta"), "progressToken"),
    fieldOf(params, "progressToken"),
    fieldOf(params, "requestId"),
  ];
  return ids.some((id) => byteLengthOf(id) > MAX_ID_BYTES);
}

const isLongInitialize = (message: unknown): boolean =>
  fieldOf(message, "method") === "initialize" && byteLengthOf(message) > MAX_INITIALIZE_BYTES;

/** As UTF-8; values other than text as JSON. */
function byteLengthOf(value: unknown): number {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return new TextEncoder().encode(text).length;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

interface Contents {
  names: number;
  isInvalid: boolean;
}

function inspect(value: unknown, seen: Contents = { names: 0, isInvalid: false }): Contents {
  if (typeof value === "string") seen.isInvalid ||= isInvalidText(value);
  if (typeof value !== "object" || value === null) return seen;
  if (!Array.isArray(value)) {
    const names = Object.keys(value);
    seen.names += names.length;
    // Some parsers set the prototype with this name, others drop it.
    seen.isInvalid ||= names.some((name) => name === "__proto__" || isInvalidText(name));
  }
  for (const inner of Object.values(value)) inspect(inner, seen);
  return seen;
}

const isInvalidText = (text: string): boolean => !text.isWellFormed() || text.includes("\0");
