import { type SportFamily, sportFamilyOf } from "../sports.ts";
import type { Domain, Step, Target } from "../steps.ts";
import { PACE_UNITS } from "../syntax/grammar.ts";
import type { Thresholds } from "../thresholds.ts";
import { zoneRange, zoneTopsOf } from "./zones.ts";

/** The values at the start and end of a step, equal unless it is a ramp. Watts, beats per minute or metres per second. */
export type StartEnd = readonly [start: number, end: number];

/** What one step requires: duration, distance, and intensity in each domain. */
export interface Effort {
  seconds: number;
  meters: number;
  /** The targets of the step. */
  own: Record<Domain, StartEnd | null>;
  /** The same, but a domain without a target takes the percentage of threshold of another one. */
  counted: Record<Domain, StartEnd | null>;
  /** What was assumed for this, as sentences. */
  assumptions: readonly string[];
}

export function effortOf(step: Step, thresholds: Thresholds): Effort {
  const assumptions: string[] = [];
  const ownIn = (domain: Domain): StartEnd | null => {
    const target = step[domain];
    if (target === undefined) return null;
    const range = startEndOf({ domain, target, isRamp: step.ramp === true }, thresholds);
    if (range === null) {
      assumptions.push(`${referenceOf(target.units)} is not known: targets relative to it are not counted`);
    }
    return range;
  };
  const own = { power: ownIn("power"), hr: ownIn("hr"), pace: ownIn("pace") };
  const share = shareOf(own, thresholds);
  const countedIn = (domain: Domain): StartEnd | null => {
    const threshold = thresholdOf(domain, thresholds);
    if (own[domain] !== null || share === null || threshold === null) return own[domain];
    return [share[0] * threshold, share[1] * threshold];
  };
  const counted = { power: countedIn("power"), hr: countedIn("hr"), pace: countedIn("pace") };
  const { seconds, meters, assumption } = amountsOf(step, { pace: own.pace, share, thresholds });
  if (assumption !== undefined) assumptions.push(assumption);
  return { seconds, meters, own, counted, assumptions };
}

interface Intensity {
  /** Metres per second, if the step has a pace target. */
  pace: StartEnd | null;
  /** Fraction of the threshold. */
  share: StartEnd | null;
  thresholds: Thresholds;
}

type Amounts = Pick<Effort, "seconds" | "meters"> & { assumption?: string };

/** The duration of a distance follows from its pace, and the distance of a duration as well, if it has a pace. */
function amountsOf({ duration = 0, distance }: Step, intensity: Intensity): Amounts {
  const { pace } = intensity;
  if (distance === undefined) return { seconds: duration, meters: pace === null ? 0 : duration * middle(pace) };
  const { speed, assumption } = pace === null ? assumedSpeed(intensity) : { speed: middle(pace) };
  const seconds = duration + (speed > 0 ? distance / speed : 0);
  return { seconds, meters: distance, ...(assumption !== undefined && { assumption }) };
}

/** The fraction of the threshold, from the first target whose threshold is known. */
function shareOf(own: Record<Domain, StartEnd | null>, thresholds: Thresholds): StartEnd | null {
  for (const domain of ["power", "hr", "pace"] as const) {
    const range = own[domain];
    const threshold = thresholdOf(domain, thresholds);
    if (range !== null && threshold !== null) return [range[0] / threshold, range[1] / threshold];
  }
  return null;
}

export function middle([start, end]: StartEnd): number {
  return (start + end) / 2;
}

/** FTP in watts, LTHR in beats per minute or threshold pace in metres per second; null if it is not known. */
export function thresholdOf(domain: Domain, { ftp, lthr, thresholdPace }: Thresholds): number | null {
  const threshold = { power: ftp, hr: lthr, pace: thresholdPace }[domain];
  return threshold !== undefined && threshold > 0 ? threshold : null;
}

interface DomainTarget {
  domain: Domain;
  target: Target<string>;
  isRamp: boolean;
}

/** A band counts as its middle, as on the server. Null if the target refers to something unknown. */
function startEndOf({ domain, target, isRamp }: DomainTarget, thresholds: Thresholds): StartEnd | null {
  const start = target.start ?? target.value;
  const end = target.end ?? target.value ?? start;
  if (start === undefined || end === undefined) return null;
  if (target.units.endsWith("_zone")) {
    return zonesStartEnd({ domain, units: target.units, start, end, isRamp }, thresholds);
  }
  const from = nativeValue({ units: target.units, value: start }, thresholds);
  const to = nativeValue({ units: target.units, value: end }, thresholds);
  if (from === null || to === null) return null;
  return isRamp ? [from, to] : [(from + to) / 2, (from + to) / 2];
}

interface ZoneTarget {
  domain: Domain;
  units: string;
  start: number;
  end: number;
  isRamp: boolean;
}

function zonesStartEnd({ domain, units, start, end, isRamp }: ZoneTarget, thresholds: Thresholds): StartEnd | null {
  const threshold = thresholdOf(domain, thresholds);
  if (units === "custom_zone" || threshold === null) return null;
  const tops = zoneTopsOf(domain, thresholds);
  const middleOf = (from: number, to: number) => {
    const value = middle(zoneRange({ domain, from, to, threshold, tops }));
    return domain === "pace" ? value : Math.round(value);
  };
  if (isRamp) return [middleOf(start, start), middleOf(end, end)];
  const value = middleOf(Math.min(start, end), Math.max(start, end));
  return [value, value];
}

/** Watts, beats per minute or metres per second. */
function nativeValue({ units, value }: { units: string; value: number }, thresholds: Thresholds): number | null {
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

/** Easy speeds in metres per second for athletes without a threshold pace. This project's own. */
const EASY_SPEEDS: Record<SportFamily, number> = {
  ride: 25 / 3.6,
  run: 10 / 3.6,
  swim: 100 / 130,
  row: 500 / 150,
  other: 6 / 3.6,
};

/** Fraction of the threshold speed for a distance without any target. This project's own. */
const EASY_SHARE = 0.75;

function assumedSpeed({ share, thresholds }: Intensity): { speed: number; assumption: string } {
  const threshold = thresholdOf("pace", thresholds);
  if (threshold === null) {
    const speed = EASY_SPEEDS[sportFamilyOf(thresholds.sport)];
    const kmh = (speed * 3.6).toFixed(1);
    return { speed, assumption: `threshold pace is not known: distances without a pace are timed at ${kmh} km/h` };
  }
  return {
    speed: (share === null ? EASY_SHARE : middle(share)) * threshold,
    assumption:
      "distances without a pace are timed at the percentage of threshold of their target, or at 75% without a target",
  };
}
