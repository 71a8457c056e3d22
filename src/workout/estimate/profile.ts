/** How hard a workout is over its time: seconds in zones, and the shape to draw. */

import type { Domain } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";
import { type Effort, thresholdOf } from "./effort.ts";
import { zoneIndexOf, zoneTopsOf } from "./zones.ts";

/** The efforts of a workout in its structure. */
export type Part = Effort | { reps: number; parts: readonly Part[] };

/** Percent of threshold from the beginning to the end of a part; 0 where nothing is asked. */
export interface ProfilePart {
  secs: number;
  from: number;
  to: number;
}

/** More parts than a screen has columns are not drawn. */
const MOST_PARTS = 1000;

/** The parts in the order in which they are done, repeats expanded; cut after a thousand. */
export function profileOf(parts: readonly Part[], domain: Domain, thresholds: Thresholds): ProfilePart[] {
  const profile: ProfilePart[] = [];
  addTo(profile, parts, (effort) => percentOf(effort, domain, thresholds));
  return profile;
}

function addTo(profile: ProfilePart[], parts: readonly Part[], percent: (effort: Effort) => [number, number]): void {
  for (const part of parts) {
    if (profile.length >= MOST_PARTS) return;
    if ("reps" in part) {
      for (let rep = 0; rep < part.reps && part.parts.length > 0 && profile.length < MOST_PARTS; rep++) {
        addTo(profile, part.parts, percent);
      }
    } else {
      const [from, to] = percent(part);
      profile.push({ secs: Math.round(part.seconds), from: round(from), to: round(to) });
    }
  }
}

function round(percent: number): number {
  return Math.round(percent * 10) / 10;
}

function percentOf(effort: Effort, domain: Domain, thresholds: Thresholds): [number, number] {
  const range = effort.counted[domain];
  const threshold = thresholdOf(domain, thresholds);
  return range === null || threshold === null ? [0, 0] : [(range[0] / threshold) * 100, (range[1] / threshold) * 100];
}

/** Seconds in each zone that is visited; a ramp spends in each the share of its way. Steps without a target are in none. */
export function zoneTimesOf(
  efforts: readonly { effort: Effort; times: number }[],
  domain: Domain,
  thresholds: Thresholds,
): { id: string; secs: number }[] {
  const tops = zoneTopsOf(domain, thresholds);
  const seconds = tops.map(() => 0);
  for (const { effort, times } of efforts) {
    if (effort.counted[domain] === null || thresholdOf(domain, thresholds) === null) continue;
    const [from, to] = percentOf(effort, domain, thresholds);
    const [low, high] = from < to ? [from, to] : [to, from];
    const all = effort.seconds * times;
    for (let zone = zoneIndexOf(low, tops); zone <= zoneIndexOf(high, tops); zone++) {
      const foot = zone === 0 ? 0 : (tops[zone - 1] ?? 0);
      const top = zone === tops.length - 1 ? Number.POSITIVE_INFINITY : (tops[zone] ?? 0);
      const share = high - low < 1e-9 ? 1 : (Math.min(high, top) - Math.max(low, foot)) / (high - low);
      seconds[zone] = (seconds[zone] ?? 0) + all * share;
    }
  }
  return seconds.flatMap((secs, zone) =>
    Math.round(secs) > 0 ? [{ id: `Z${zone + 1}`, secs: Math.round(secs) }] : [],
  );
}
