/** Words that only join the parts of a step, or name a domain without a number: nothing, once the parts stand in their order. */
const FILLERS = new Set(
  "@ + / - | & → < > ≤ ≥ ~ x at of in for on by then and with w/ from to until between about approx ca à a au de com con avec mit bei von med på hr lthr pace".split(
    " ",
  ),
);

export function isFiller(word: string): boolean {
  return word === "" || FILLERS.has(word.toLowerCase());
}

/** Longer words are left as they are. */
const LONGEST = 40;

export function withoutBrackets(word: string): string {
  return word.length > LONGEST ? word : word.replace(/^[([{@~,;:`]+|[)\]},;:`]+$/g, "");
}
