/** A step line with what its writer means by each token. */
import { isText, parseStepBody, type StepBody } from "../../syntax/step-line.ts";
import { isTarget } from "../../syntax/token.ts";
import type { Token } from "../../syntax/tokenize.ts";
import type { LintContext } from "../context.ts";
import { isExtentMeant, type Meaning, meaningOf } from "./meaning.ts";

export type IntendedToken = Token & { means: readonly Meaning[] };

export interface IntendedBody extends StepBody {
  tokens: readonly IntendedToken[];
  /** Some target is meant, other than by a name. */
  hasTarget: boolean;
}

export function intendedBodyOf(body: StepBody, context: LintContext): IntendedBody {
  const tokens = body.tokens.map((token) => ({ ...token, means: meaningOf(token, context) }));
  const hasTarget = tokens.some(({ kind, means }) => kind !== "name" && means.some(isTarget));
  return { ...body, tokens, hasTarget };
}

/** `from`: the index behind a bullet. */
export function intendedBodyIn(source: string, from: number, context: LintContext): IntendedBody {
  return intendedBodyOf(parseStepBody({ source, line: 1, from }, context), context);
}

/** A pace by name, or "max effort": in the cue or beside a target nothing is lost with it. */
export function isNameOnly(token: Token, body: IntendedBody): boolean {
  return isName(token) && (isText(token, body) || body.hasTarget);
}

function isName(token: Token): boolean {
  if (token.kind !== "keyword") return token.kind === "name";
  return token.spelling === "text" || (token.spelling === "claimed" && token.flag === "freeride");
}

export function meansExtent({ means }: IntendedToken): boolean {
  return isExtentMeant(means);
}

/** The seconds of a token that continues the time before it: the `30m` of `1h 30m`. Null where it does not. */
export function continuedSeconds(previous: IntendedToken | undefined, token: IntendedToken): number | null {
  const before = previous?.means.find((it) => it.kind === "duration");
  const time = token.means.find((it) => it.kind === "duration");
  if (previous?.next !== token.first || before === undefined || time === undefined) return null;
  const isFiner = [3600, 60].some((unit) => before.seconds % unit === 0 && time.seconds < unit);
  return isFiner ? time.seconds : null;
}

/** Words that make a rest of the time before them. */
export function isRestWord(word = ""): boolean {
  return /^(rest|recovery|recover|off|pause|ri)$/.test(word.toLowerCase());
}

/** In a swim any digit of a cue is a risk; elsewhere `Build 1` and `VO2` are proven, `2nd` and `50+50` are not. */
export function isRiskyInCue(word: string, { family }: LintContext): boolean {
  return !word.includes("^") && (family === "swim" ? /\d/ : /^\d+[^\d.:,)]/).test(word);
}
