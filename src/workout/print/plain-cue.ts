import type { ParseContext } from "../syntax/context.ts";
import { PACE_UNITS } from "../syntax/grammar.ts";
import { leavesCue } from "../syntax/step-line.ts";
import { tokenAt } from "../syntax/tokenize.ts";
import { plainCharacters, wordsOf } from "../syntax/words.ts";

/** The sport matters only for `SS` and `free`, which are tokens in a ride. */
const RIDE: ParseContext = { family: "ride", paceUnit: PACE_UNITS[0], expectsPower: true };

/** The number of words of the longest token. */
const MAX_TOKEN_WORDS = 6;

/**
 * A cue without the words that would be parsed as targets or options.
 *
 * @example
 * plainCue("Z2 easy spin") // "easy spin"
 */
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
    const words = wordsOf(rest.slice(-MAX_TOKEN_WORDS).reverse().join(" "));
    const token = tokenAt({ words, first: 0, context: RIDE });
    if (token === null || !leavesCue(token) || (token.lead ?? 0) > 0) {
      kept.push(rest.pop() ?? "");
    } else {
      rest.length = Math.max(1, rest.length - token.next);
      // The words before and after the removed token are now adjacent and may form a token: check them again.
      rest.push(...kept.splice(-MAX_TOKEN_WORDS).reverse());
    }
  }
  return kept.join(" ");
}
