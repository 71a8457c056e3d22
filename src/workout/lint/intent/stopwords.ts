/** Words that join the parts of a step, or name a domain without a number. A step in canonical order does not need them. */
const STOPWORDS = new Set(
  "@ + / - | & → < > ≤ ≥ ~ x at of in for on by then and with w/ from to until between about approx ca à a au de com con avec mit bei von med på hr lthr pace".split(
    " ",
  ),
);

export function isStopword(word: string): boolean {
  return word === "" || STOPWORDS.has(word.toLowerCase());
}

/** Longer words are not changed. */
const MAX_LENGTH = 40;

export function withoutBrackets(word: string): string {
  return word.length > MAX_LENGTH ? word : word.replace(/^[([{@~,;:`]+|[)\]},;:`]+$/g, "");
}
