import type { Domain } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";
import { type Effort, type StartEnd, thresholdOf } from "./effort.ts";
import { zoneIndexOf, zoneTopsOf } from "./zones.ts";

/** The efforts of a workout in their structure. */
export type Part = Effort | { reps: number; parts: readonly Part[] };

/** Percent of threshold from the start to the end of a part; 0 without a target. */
export interface ProfilePart {
  secs: number;
  from: number;
  to: number;
}

/** What an effort is measured against. */
interface Measure {
  domain: Domain;
  thresholds: Thresholds;
}

/** A chart has no room for more. This project's own limit. */
const MAX_PARTS = 1000;

/** The parts in execution order, repeats expanded; the first 1000. */
export function profileOf(parts: readonly Part[], measure: Measure): ProfilePart[] {
  const profile: ProfilePart[] = [];
  for (const effort of effortsIn(parts)) {
    if (profile.length >= MAX_PARTS) break;
    const [from, to] = percentOf(effort, measure);
    profile.push({ secs: Math.round(effort.seconds), from: round(from), to: round(to) });
  }
  return profile;
}

function* effortsIn(parts: readonly Part[]): Generator<Effort> {
  for (const part of parts) {
    if (!("reps" in part)) yield part;
    else if (part.parts.length > 0) for (let rep = 0; rep < part.reps; rep++) yield* effortsIn(part.parts);
  }
}

function round(percent: number): number {
  return Math.round(percent * 10) / 10;
}

function percentOf(effort: Effort, { domain, thresholds }: Measure): StartEnd {
  const range = effort.counted[domain];
  const threshold = thresholdOf(domain, thresholds);
  return range === null || threshold === null ? [0, 0] : [(range[0] / threshold) * 100, (range[1] / threshold) * 100];
}

/** Seconds in each zone of the workout. A ramp spends time in every zone that it crosses; steps without a target count in none. */
export function zoneTimesOf(
  efforts: readonly { effort: Effort; times: number }[],
  { domain, thresholds }: Measure,
): { id: string; secs: number }[] {
  const tops = zoneTopsOf(domain, thresholds);
  const seconds = tops.map(() => 0);
  for (const { effort, times } of efforts) {
    if (effort.counted[domain] === null || thresholdOf(domain, thresholds) === null) continue;
    const [from, to] = percentOf(effort, { domain, thresholds });
    const [low, high] = from < to ? [from, to] : [to, from];
    const all = effort.seconds * times;
    for (let zone = zoneIndexOf(low, tops); zone <= zoneIndexOf(high, tops); zone++) {
      const bottom = zone === 0 ? 0 : (tops[zone - 1] ?? 0);
      const top = zone === tops.length - 1 ? Number.POSITIVE_INFINITY : (tops[zone] ?? 0);
      const share = high - low < 1e-9 ? 1 : (Math.min(high, top) - Math.max(low, bottom)) / (high - low);
      seconds[zone] = (seconds[zone] ?? 0) + all * share;
    }
  }
  return seconds.flatMap((secs, zone) =>
    Math.round(secs) > 0 ? [{ id: `Z${zone + 1}`, secs: Math.round(secs) }] : [],
  );
}
