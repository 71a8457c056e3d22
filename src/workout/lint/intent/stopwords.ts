/** Words that only join the parts of a step, or name a domain without a number. In a step in its usual order they say nothing. */
const STOPWORDS = new Set(
  "@ + / - | & → < > ≤ ≥ ~ x at of in for on by then and with w/ from to until between about approx ca à a au de com con avec mit bei von med på hr lthr pace".split(
    " ",
  ),
);

export function isStopword(word: string): boolean {
  return word === "" || STOPWORDS.has(word.toLowerCase());
}

/** Longer words stay as they are. */
const LONGEST = 40;

export function withoutBrackets(word: string): string {
  return word.length > LONGEST ? word : word.replace(/^[([{@~,;:`]+|[)\]},;:`]+$/g, "");
}
