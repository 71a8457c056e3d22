import { isText, parseStepBody, type StepBody } from "../../syntax/step-line.ts";
import { isTarget } from "../../syntax/token.ts";
import type { Token } from "../../syntax/tokenize.ts";
import type { LintContext } from "../context.ts";
import { type Meaning, meaningOf, statesDurationOrDistance } from "./meaning.ts";

export type IntendedToken = Token & { means: readonly Meaning[] };

/** A step line with what its author means by each token. */
export interface IntendedBody extends StepBody {
  tokens: readonly IntendedToken[];
  /** At least one token other than a name is intended as a target. */
  hasTarget: boolean;
}

export function intendedBodyOf(body: StepBody, context: LintContext): IntendedBody {
  const tokens = body.tokens.map((token) => ({ ...token, means: meaningOf(token, context) }));
  const hasTarget = tokens.some(({ kind, means }) => kind !== "name" && means.some(isTarget));
  return { ...body, tokens, hasTarget };
}

/** `from`: the index in `source` after a bullet. */
export function intendedBodyIn({ source, from }: { source: string; from: number }, context: LintContext): IntendedBody {
  return intendedBodyOf(parseStepBody({ source, line: 1, from }, context), context);
}

/** A named pace, or "max effort", whose loss changes nothing because it is in the cue or the step has a target. */
export function isNameOnly(token: Token, body: IntendedBody): boolean {
  return isName(token) && (isText(token, body) || body.hasTarget);
}

function isName(token: Token): boolean {
  if (token.kind !== "keyword") return token.kind === "name";
  return token.spelling === "text" || (token.spelling === "claimed" && token.flag === "freeride");
}

export function isIntendedAsDurationOrDistance({ means }: IntendedToken): boolean {
  return statesDurationOrDistance(means);
}

/** The seconds of a token that continues the duration before it, such as `30m` in `1h 30m`; null if it does not. */
export function continuedSeconds(previous: IntendedToken | undefined, token: IntendedToken): number | null {
  const before = previous?.means.find((it) => it.kind === "duration");
  const time = token.means.find((it) => it.kind === "duration");
  if (previous?.next !== token.first || before === undefined || time === undefined) return null;
  const isFiner = [3600, 60].some((unit) => before.seconds % unit === 0 && time.seconds < unit);
  return isFiner ? time.seconds : null;
}

/** Words that make the duration before them a rest. */
export function isRestWord(word = ""): boolean {
  return /^(rest|recovery|recover|off|pause|ri)$/.test(word.toLowerCase());
}

/** In a swim any digit in a cue may be misread. In other sports `Build 1` and `VO2` are confirmed, `2nd` and `50+50` are not. */
export function isRiskyInCue(word: string, { family }: LintContext): boolean {
  return !word.includes("^") && (family === "swim" ? /\d/ : /^\d+[^\d.:,)]/).test(word);
}
