/*
 * Removes what a reader does not see from text: people and models would otherwise read different texts.
 * Categories and properties: Unicode Standard Annex #44.
 */

const LINE_BREAK = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** Scripts that are spelled with zero-width joiners and non-joiners, such as Persian (Unicode Standard, §23.2). */
const JOINING =
  "[\\p{Script=Arabic}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}]";

/** Invisible characters that change how a visible neighbour looks: within emoji and within words of joining scripts. */
const VISIBLE_IN_CONTEXT = [
  "[\\n\\t]",
  "(?<=\\p{Extended_Pictographic})\\ufe0f",
  "(?<=[0-9#*])\\ufe0f(?=\\u20e3)",
  "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})",
  `(?<=${JOINING})[\\u200c\\u200d](?=${JOINING})`,
].join("|");

const INVISIBLE = new RegExp(
  `(?!${VISIBLE_IN_CONTEXT})[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}]`,
  "gu",
);

const PLAIN = /^[\n\t -~]*$/;

/**
 * The text without control, format (bidirectional, zero-width, tag), private-use and other invisible characters. Line
 * breaks become `\n`.
 */
export function visibleText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(LINE_BREAK, "\n").replace(INVISIBLE, "");
}

/** Far deeper than any record of the API, and as deep as a request to this server may be. */
const MAX_DEPTH = 64;

/**
 * Cleans parsed JSON in place: all text as in `visibleText`; a key with invisible characters, and what is nested deeper
 * than `MAX_DEPTH`, is dropped. Numbers that no record can mean become `null` or 0: `1e999` is parsed as `Infinity`, and
 * `1e308` becomes it in the next multiplication.
 */
export function cleanJson(json: unknown): unknown {
  const root = { json };
  let level: object[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    const next: object[] = [];
    for (const node of level) cleanNode(node, depth < MAX_DEPTH ? next : undefined);
    level = next;
  }
  return root.json;
}

/** Cleans the values of an object or array, and collects those that have values of their own, or drops them. */
function cleanNode(node: object, nested: object[] | undefined): void {
  // Both kinds are read and written by key; the type of parsed JSON does not say so.
  const values = node as Record<string | number, unknown>;
  const clean = (key: string | number) => {
    const value = values[key];
    if (typeof value === "number") {
      if (!isMeaningful(value)) values[key] = Math.abs(value) < 1 ? 0 : null;
    } else if (typeof value === "string") values[key] = visibleText(value);
    else if (typeof value === "object" && value !== null) {
      if (nested) nested.push(value);
      else values[key] = null;
    }
  };
  if (Array.isArray(node)) for (let index = 0; index < node.length; index++) clean(index);
  else {
    for (const key of Object.keys(node)) {
      if (visibleText(key) === key) clean(key);
      else delete values[key];
    }
  }
}

/** Within these bounds no conversion of units overflows. */
function isMeaningful(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= 1e-9 && size <= Number.MAX_SAFE_INTEGER);
}
