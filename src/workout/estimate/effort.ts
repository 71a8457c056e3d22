/** What one step asks of the athlete: how long, how far, and how hard in each domain. */

import { type SportFamily, sportFamilyOf } from "../sports.ts";
import type { Domain, Step, Target } from "../steps.ts";
import { PACE_UNITS } from "../syntax/grammar.ts";
import type { Thresholds } from "../thresholds.ts";
import { zoneRange, zoneTopsOf } from "./zones.ts";

/** From the beginning to the end of the step; equal unless it ramps. Watts, beats per minute, metres per second. */
export type Range = readonly [from: number, to: number];

export interface Effort {
  seconds: number;
  meters: number;
  /** What the step's own targets ask. */
  own: Record<Domain, Range | null>;
  /** The same, where a domain without a target takes over the percent of threshold of another one. */
  counted: Record<Domain, Range | null>;
  /** What had to be assumed to say so. */
  assumptions: readonly string[];
}

export function effortOf(step: Step, thresholds: Thresholds): Effort {
  const assumptions: string[] = [];
  const ownIn = (domain: Domain): Range | null => {
    const target = step[domain];
    const range = target === undefined ? null : rangeOf(domain, target, step.ramp === true, thresholds);
    if (target !== undefined && range === null) {
      assumptions.push(`${referenceOf(target.units)} is not known: targets in percent or zones of it are left out`);
    }
    return range;
  };
  const own = { power: ownIn("power"), hr: ownIn("hr"), pace: ownIn("pace") };
  const share = shareOf(own, thresholds);
  const countedIn = (domain: Domain): Range | null => {
    const threshold = thresholdOf(domain, thresholds);
    if (own[domain] !== null || share === null || threshold === null) return own[domain];
    return [share[0] * threshold, share[1] * threshold];
  };
  const counted = { power: countedIn("power"), hr: countedIn("hr"), pace: countedIn("pace") };
  return { ...extentOf(step, own.pace, share, thresholds, assumptions), own, counted, assumptions };
}

/** A distance takes the time that its pace gives it; a time goes the distance of its pace, if it has one. */
function extentOf(
  { duration = 0, distance }: Step,
  pace: Range | null,
  share: Range | null,
  thresholds: Thresholds,
  assumptions: string[],
): { seconds: number; meters: number } {
  if (distance === undefined) return { seconds: duration, meters: pace === null ? 0 : duration * middle(pace) };
  const speed = pace === null ? assumedSpeed(share, thresholds, assumptions) : middle(pace);
  return { seconds: duration + (speed > 0 ? distance / speed : 0), meters: distance };
}

/** Fraction of the threshold, from the first target that has one. */
function shareOf(own: Record<Domain, Range | null>, thresholds: Thresholds): Range | null {
  for (const domain of ["power", "hr", "pace"] as const) {
    const range = own[domain];
    const threshold = thresholdOf(domain, thresholds);
    if (range !== null && threshold !== null) return [range[0] / threshold, range[1] / threshold];
  }
  return null;
}

export function middle([from, to]: Range): number {
  return (from + to) / 2;
}

/** The value against which a domain is measured. */
export function thresholdOf(domain: Domain, { ftp, lthr, thresholdPace }: Thresholds): number | null {
  const threshold = { power: ftp, hr: lthr, pace: thresholdPace }[domain];
  return threshold !== undefined && threshold > 0 ? threshold : null;
}

/** A band is counted at its middle, as the server does. Null where the target refers to something unknown. */
function rangeOf(domain: Domain, target: Target<string>, isRamp: boolean, thresholds: Thresholds): Range | null {
  const start = target.start ?? target.value;
  const end = target.end ?? target.value ?? start;
  if (start === undefined || end === undefined) return null;
  if (target.units.endsWith("_zone")) return zoneTarget(domain, target.units, start, end, isRamp, thresholds);
  const from = nativeValue(target.units, start, thresholds);
  const to = nativeValue(target.units, end, thresholds);
  if (from === null || to === null) return null;
  return isRamp ? [from, to] : [(from + to) / 2, (from + to) / 2];
}

function zoneTarget(
  domain: Domain,
  units: string,
  start: number,
  end: number,
  isRamp: boolean,
  thresholds: Thresholds,
): Range | null {
  const threshold = thresholdOf(domain, thresholds);
  if (units === "custom_zone" || threshold === null) return null;
  const tops = zoneTopsOf(domain, thresholds);
  const targetOf = (low: number, high: number) => {
    const value = middle(zoneRange(domain, Math.min(low, high), Math.max(low, high), threshold, tops));
    return domain === "pace" ? value : Math.round(value);
  };
  return isRamp ? [targetOf(start, start), targetOf(end, end)] : [targetOf(start, end), targetOf(start, end)];
}

function nativeValue(units: string, value: number, thresholds: Thresholds): number | null {
  const pace = PACE_UNITS.find((unit) => unit.units === units);
  if (pace !== undefined) return value > 0 ? pace.meters / value : null;
  if (units === "w" || units === "bpm") return value;
  const reference = {
    "%ftp": thresholds.ftp,
    "%lthr": thresholds.lthr,
    "%hr": thresholds.maxHr,
    "%pace": thresholds.thresholdPace,
  }[units];
  return reference === undefined || reference <= 0 ? null : (value / 100) * reference;
}

function referenceOf(units: string): string {
  const names: Record<string, string> = {
    "%ftp": "FTP",
    power_zone: "FTP",
    "%lthr": "threshold heart rate",
    hr_zone: "threshold heart rate",
    "%hr": "maximum heart rate",
    "%pace": "threshold pace",
    pace_zone: "threshold pace",
    "%mmp": "the power curve",
    custom_zone: "the custom zone",
  };
  return names[units] ?? units;
}

/** Metres per second of easy going, where nothing is known of the athlete. */
const USUAL_SPEEDS: Record<SportFamily, number> = {
  ride: 25 / 3.6,
  run: 10 / 3.6,
  swim: 100 / 130,
  row: 500 / 150,
  other: 6 / 3.6,
};

/** Of the threshold speed: a distance without any target is taken easy. */
const EASY = 0.75;

function assumedSpeed(share: Range | null, thresholds: Thresholds, assumptions: string[]): number {
  const threshold = thresholdOf("pace", thresholds);
  if (threshold === null) {
    const usual = USUAL_SPEEDS[sportFamilyOf(thresholds.sport)];
    assumptions.push(
      `threshold pace is not known: distances without a pace are timed at ${(usual * 3.6).toFixed(1)} km/h`,
    );
    return usual;
  }
  const percent = share === null ? EASY : middle(share);
  assumptions.push("distances without a pace are timed at the percent of threshold of their target, or at 75%");
  return percent * threshold;
}
