import { isText, isZone } from "../../syntax/step-line.ts";
import { isDurationOrDistance, isTarget } from "../../syntax/token.ts";
import { type IntendedBody, type IntendedToken, isNameOnly } from "./intended-body.ts";

/**
 * How the corrected line uses a token. `text`: as a word of the cue or a remark. `omitted`: not at all. `intended`: by its
 * meaning. `unknown`: only the author knows.
 */
export type Role = "text" | "omitted" | "intended" | "unknown";

export function roleOf(token: IntendedToken, body: IntendedBody): Role {
  const { means } = token;
  if (isNameOnly(token, body)) return "text";
  const isRampWithoutRange = means.some((it) => it.kind === "flag" && it.flag === "ramp") && !hasRange(body);
  if (isRampWithoutRange && isText(token, body)) return "text";
  if (means.length === 0) return "unknown";
  // "on 2:00" is a send-off time, neither a pace nor a duration.
  if (means[0]?.kind === "clock" && body.words[token.first - 1]?.core === "on") return "unknown";
  return means.some(isZone) && isZoneBesideTarget(token, body) ? "omitted" : "intended";
}

function hasRange({ tokens }: IntendedBody): boolean {
  return tokens.some(({ means }) => means.some((it) => "target" in it && it.target.end !== undefined));
}

/** Whether a token is a zone before the duration and the step has another target: the zone is part of the cue. */
function isZoneBesideTarget(token: IntendedToken, { tokens }: IntendedBody): boolean {
  const firstAmount = tokens.find(({ means }) => means.some(isDurationOrDistance))?.first ?? 0;
  return token.first < firstAmount && tokens.some((other) => other !== token && other.means.some(isTarget));
}
