/** What a token of a step is to its writer. */
import { type Body, isExtent, isTarget, isText, isZone, type Located } from "../syntax/step-line.ts";
import { isNameOnly } from "./step-traps.ts";

/** Whether a token is text to its writer too, is left out, means something, or what it means cannot be known. */
export function roleOf(token: Located, body: Body): "text" | "left out" | "meant" | "unknown" {
  const { trap, means } = token;
  if (isNameOnly(token, body)) return "text";
  const isRampOfOne = means.some((it) => it.kind === "flag" && it.flag === "ramp") && !hasRange(body);
  if (isRampOfOne && isText(token, body)) return "text";
  if (trap !== undefined && means.length === 0) return "unknown";
  // "on 2:00" is neither a pace nor a duration, but when to start again.
  if (means[0]?.kind === "clock" && body.words[token.first - 1]?.core === "on") return "unknown";
  return means.some(isZone) && isZoneBesideTarget(token, body) ? "left out" : "meant";
}

function hasRange({ tokens }: Body): boolean {
  return tokens.some(({ means }) => means.some((it) => "target" in it && it.target.end !== undefined));
}

/** A zone before the duration is part of the cue, where another target follows. */
function isZoneBesideTarget(token: Located, { tokens }: Body): boolean {
  const extent = tokens.find(({ means }) => means.some(isExtent))?.first ?? 0;
  return token.first < extent && tokens.some((other) => other !== token && other.means.some(isTarget));
}
