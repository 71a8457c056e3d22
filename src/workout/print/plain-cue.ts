/** The words of a cue that stay a cue when they are printed before a duration. */
import type { ParseContext } from "../syntax/context.ts";
import { PACE_UNITS } from "../syntax/grammar.ts";
import { leavesCue } from "../syntax/step-line.ts";
import { tokenAt } from "../syntax/tokenize.ts";
import { plainCharacters, wordsOf } from "../syntax/words.ts";

/** Which words are tokens depends on the sport only for `SS` and `free`, which rides have. */
const RIDE: ParseContext = { family: "ride", paceUnit: PACE_UNITS[0], expectsPower: true };

/** No token has more words. */
const LONGEST_TOKEN = 6;

/** Leaves out the words that would be read as targets and options. */
export function plainCue(text: string): string {
  const kept: string[] = [];
  const rest = [
    "1m",
    ...plainCharacters(text)
      .split(/\s+/)
      .filter((word) => word !== "" && word !== "-")
      .reverse(),
  ];
  while (rest.length > 1) {
    const token = tokenAt(wordsOf(rest.slice(-LONGEST_TOKEN).reverse().join(" ")), 0, RIDE);
    if (token === null || !leavesCue(token) || (token.lead ?? 0) > 0) {
      kept.push(rest.pop() ?? "");
    } else {
      rest.length = Math.max(1, rest.length - token.next);
      // Without it, the words before it meet the words behind it: look at them again.
      rest.push(...kept.splice(-LONGEST_TOKEN).reverse());
    }
  }
  return kept.join(" ");
}
