/** What a token is to the writer of a step. */
import { isText, isZone } from "../../syntax/step-line.ts";
import { isExtent, isTarget } from "../../syntax/token.ts";
import { type IntendedBody, type IntendedToken, isNameOnly } from "./intended-body.ts";

/** `text`: a word of the cue or a remark. `omitted`: left out of the corrected line. `unknown`: only the writer knows. */
export type Role = "text" | "omitted" | "meant" | "unknown";

export function roleOf(token: IntendedToken, body: IntendedBody): Role {
  const { means } = token;
  if (isNameOnly(token, body)) return "text";
  const isRampOfOne = means.some((it) => it.kind === "flag" && it.flag === "ramp") && !hasRange(body);
  if (isRampOfOne && isText(token, body)) return "text";
  if (means.length === 0) return "unknown";
  // "on 2:00" is neither a pace nor a duration, but when to start again.
  if (means[0]?.kind === "clock" && body.words[token.first - 1]?.core === "on") return "unknown";
  return means.some(isZone) && isZoneBesideTarget(token, body) ? "omitted" : "meant";
}

function hasRange({ tokens }: IntendedBody): boolean {
  return tokens.some(({ means }) => means.some((it) => "target" in it && it.target.end !== undefined));
}

/** A zone before the duration is part of the cue, where another target follows. */
function isZoneBesideTarget(token: IntendedToken, { tokens }: IntendedBody): boolean {
  const extent = tokens.find(({ means }) => means.some(isExtent))?.first ?? 0;
  return token.first < extent && tokens.some((other) => other !== token && other.means.some(isTarget));
}
