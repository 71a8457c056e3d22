/** More than any request of ours has: JSON with more of it costs seconds before a tool could refuse it. */
const MOST_NESTING = 64;
const MOST_NAMES = 50_000;
const MOST_MESSAGES = 100;

export type Body = { bytes: Uint8Array<ArrayBuffer> } | { refused: 400 | 413; says: string };

/** Reads a body of at most `most` bytes, counted as they come: a length may be missing or a lie. */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  { most, isJsonRpc }: { most: number; isJsonRpc: boolean },
): Promise<Body> {
  const bytes = await readAtMost(body, most);
  if (!bytes) return { refused: 413, says: "The request is too large." };
  const problem = isJsonRpc ? problemOf(bytes) : undefined;
  return problem === undefined ? { bytes } : { refused: 400, says: problem };
}

async function readAtMost(
  body: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** What is no JSON at all is left to the protocol, which has an answer for it. */
function problemOf(bytes: Uint8Array): string | undefined {
  const { nesting, names } = shapeOf(bytes);
  if (nesting > MOST_NESTING) return `The request nests deeper than ${MOST_NESTING} levels.`;
  if (names > MOST_NAMES) return `The request has more than ${MOST_NAMES} names.`;
  const json = parseJson(bytes);
  if (json === undefined) return undefined;
  if (Array.isArray(json) && json.length > MOST_MESSAGES) return `A batch has at most ${MOST_MESSAGES} messages.`;
  const contents = lookInto(json);
  // Of a repeated name one value wins; which one should not depend on who reads it.
  if (contents.names < names) return "A name is repeated within an object.";
  return contents.isNonsense
    ? "A text holds what no text holds: half a character, NUL, or the name __proto__."
    : undefined;
}

/** Brackets and colons outside strings, counted without parsing; stops at what is too deep. */
function shapeOf(bytes: Uint8Array): { nesting: number; names: number } {
  let [depth, nesting, names, inString] = [0, 0, 0, false];
  for (let index = 0; index < bytes.length && nesting <= MOST_NESTING; index++) {
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

interface Contents {
  names: number;
  isNonsense: boolean;
}

function lookInto(value: unknown, seen: Contents = { names: 0, isNonsense: false }): Contents {
  if (typeof value === "string") seen.isNonsense ||= isNoText(value);
  if (typeof value !== "object" || value === null) return seen;
  if (!Array.isArray(value)) {
    const names = Object.keys(value);
    seen.names += names.length;
    // Some parsers set the prototype by this name, others lose it.
    seen.isNonsense ||= names.some((name) => name === "__proto__" || isNoText(name));
  }
  for (const inner of Object.values(value)) lookInto(inner, seen);
  return seen;
}

const isNoText = (text: string): boolean => !text.isWellFormed() || text.includes("\0");

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
