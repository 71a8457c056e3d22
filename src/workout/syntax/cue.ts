/** The cue of a step: the words before its first number with a unit. */

import type { SportFamily } from "../sports.ts";
import { DOMAIN_WORDS, PACE_UNITS } from "./grammar.ts";
import { tokenAt } from "./recognize.ts";
import type { Setting, Token } from "./token.ts";
import { plainCharacters, wordsOf } from "./words.ts";

/** Tokens end the cue or are taken out of it; keywords, names of paces and `4x` stay in it as text. */
export function leavesCue({ endsCue, reads }: Token): boolean {
  return endsCue || reads.some((it) => it.kind === "intensity" || it.kind === "window" || isLapPress(it));
}

function isLapPress(reading: Token["reads"][number]): boolean {
  return reading.kind === "flag" && reading.flag === "until_lap_press";
}

/** Digits in cues have broken swims; elsewhere `Build 1` and `VO2` are proven, `2nd` and `50+50` are not. */
export function isRiskyInCue(word: string, family: SportFamily): boolean {
  return !word.includes("^") && (family === "swim" ? /\d/ : /^\d+[^\d.:,)]/).test(word);
}

/** Which words are tokens does not depend on the sport, save for `SS`, which only rides have. */
const RIDE: Setting = {
  family: "ride",
  paceUnit: PACE_UNITS[0],
  hasPower: true,
  bareMeans: DOMAIN_WORDS[0],
  beats: null,
};

/** No token has more words. */
const LONGEST_TOKEN = 6;

/** The words of a cue that stay a cue when a duration follows them; the others would be read as targets and options. */
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
