/** What a planned workout amounts to for one athlete: time, distance, power, load, time in zones, its profile. */

import { sportFamilyOf } from "../sports.ts";
import { type Domain, isRepeat, type Step } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";
import { type Effort, effortOf, middle, thresholdOf } from "./effort.ts";
import { type HeartRates, heartRateLoadOf, loadOf, swimLoadOf } from "./load.ts";
import { normalizedPower, type PowerPart } from "./normalized-power.ts";
import { type Part, type ProfilePart, profileOf, zoneTimesOf } from "./profile.ts";

export interface Estimate {
  /** Seconds and metres, those that follow from a pace included. */
  duration: number;
  distance: number;
  /** Watts; null without power targets. */
  averagePower: number | null;
  normalizedPower: number | null;
  /** Percent of the threshold, as the server's `icu_intensity`. */
  intensity: number | null;
  /** Whole points, from the first domain of the athlete's load order that has targets; null where none has. */
  load: number | null;
  loads: Record<Domain, number | null>;
  /** The domain of `load`, `intensity`, `zoneTimes` and `profile`. */
  domain: Domain | null;
  zoneTimes: { id: string; secs: number }[];
  /** For drawing: percent of threshold at the beginning and the end of each part, repeats expanded. */
  profile: ProfilePart[];
  /** What had to be assumed, in words. */
  assumptions: string[];
}

/**
 * Counted as Intervals.icu counts, as far as that is known: a band at its middle, a zone at the middle of its watts,
 * power load from normalized power (hours × IF² × 100), heart rate load as HRSS, pace load from the mean pace of the
 * steps that have one (https://forum.intervals.icu/t/running-load-threshold-intervals-vs-easy-runs/100899).
 * Every assumption beyond that is said in `assumptions`.
 */
export function estimateWorkout(steps: readonly Step[], thresholds: Thresholds): Estimate {
  const parts = steps.map((step) => toPart(step, thresholds));
  const efforts = repeatedEffortsOf(parts, 1);
  const duration = sum(efforts, ({ seconds }) => seconds);
  const counts = {
    power: countPower(parts, efforts, duration, thresholds),
    hr: countHeartRate(efforts, duration, thresholds),
    pace: countPace(efforts, thresholds),
  };
  const order = orderOf(thresholds);
  const domain = order.find((it) => counts[it]?.load != null) ?? order.find((it) => counts[it] !== null) ?? null;
  const counted = domain === null ? null : counts[domain];
  return {
    duration,
    distance: sum(efforts, ({ meters }) => meters),
    averagePower: counts.power?.average ?? null,
    normalizedPower: counts.power?.normalized ?? null,
    intensity: counted?.intensity ?? null,
    load: whole(counted),
    loads: { power: whole(counts.power), hr: whole(counts.hr), pace: whole(counts.pace) },
    domain,
    zoneTimes: domain === null ? [] : zoneTimesOf(efforts, domain, thresholds),
    profile: domain === null ? [] : profileOf(parts, domain, thresholds),
    assumptions: assumptionsOf(efforts, domain, thresholds),
  };
}

/** Load in points and intensity in percent of the threshold; null where only the threshold is missing. */
interface Count {
  load: number | null;
  intensity: number | null;
}

type RepeatedEffort = { effort: Effort; times: number };

function toPart(step: Step, thresholds: Thresholds): Part {
  if (!isRepeat(step)) return effortOf(step, thresholds);
  return { reps: step.reps, parts: step.steps.map((inner) => toPart(inner, thresholds)) };
}

function repeatedEffortsOf(parts: readonly Part[], times: number): RepeatedEffort[] {
  return parts.flatMap((part) =>
    "reps" in part ? repeatedEffortsOf(part.parts, times * part.reps) : [{ effort: part, times }],
  );
}

function sum(efforts: readonly RepeatedEffort[], value: (effort: Effort) => number): number {
  return efforts.reduce((total, { effort, times }) => total + value(effort) * times, 0);
}

function whole(count: Count | null): number | null {
  return count?.load == null ? null : Math.round(count.load);
}

function has(domain: Domain, efforts: readonly RepeatedEffort[]): boolean {
  return efforts.some(({ effort }) => effort.own[domain] !== null);
}

function orderOf({ loadOrder = "POWER_HR_PACE" }: Thresholds): Domain[] {
  const domains: Domain[] = ["power", "hr", "pace"];
  const rank = (domain: Domain) => loadOrder.toLowerCase().indexOf(domain);
  return domains.sort((a, b) => rank(a) - rank(b));
}

// ---- the three domains ----------------------------------------------------------------------------------------

function countPower(
  parts: readonly Part[],
  efforts: readonly RepeatedEffort[],
  seconds: number,
  thresholds: Thresholds,
): (Count & { average: number; normalized: number }) | null {
  if (!has("power", efforts) || seconds === 0) return null;
  const average =
    sum(efforts, ({ counted, seconds }) => (counted.power === null ? 0 : middle(counted.power) * seconds)) / seconds;
  const normalized = normalizedPower(parts.map(toPowerPart));
  const ftp = thresholdOf("power", thresholds);
  if (ftp === null) return { average, normalized, load: null, intensity: null };
  return { average, normalized, load: loadOf(seconds, normalized / ftp), intensity: (normalized / ftp) * 100 };
}

function toPowerPart(part: Part): PowerPart {
  if ("reps" in part) return { reps: part.reps, parts: part.parts.map(toPowerPart) };
  return { seconds: part.seconds, watts: part.counted.power ?? [0, 0] };
}

/** Where the athlete has not told: adults rest around 60, and threshold lies around 90% of the maximum. */
const USUAL_RESTING_HR = 60;
const USUAL_SHARE_OF_MAX = 0.9;

function heartRatesOf({ lthr, maxHr, restingHr }: Thresholds): HeartRates | null {
  if (lthr === undefined || lthr <= 0) return null;
  const max = Math.max(maxHr ?? lthr / USUAL_SHARE_OF_MAX, lthr + 1);
  return { threshold: lthr, max, resting: Math.min(restingHr ?? USUAL_RESTING_HR, lthr / 2) };
}

function countHeartRate(efforts: readonly RepeatedEffort[], seconds: number, thresholds: Thresholds): Count | null {
  if (!has("hr", efforts) || seconds === 0) return null;
  const rates = heartRatesOf(thresholds);
  if (rates === null) return { load: null, intensity: null };
  const load = sum(efforts, ({ counted, seconds }) =>
    counted.hr === null ? 0 : heartRateLoadOf(seconds, counted.hr, rates),
  );
  return { load, intensity: Math.sqrt(load / (seconds / 3600) / 100) * 100 };
}

function countPace(efforts: readonly RepeatedEffort[], thresholds: Thresholds): Count | null {
  if (!has("pace", efforts)) return null;
  const moving = efforts.filter(({ effort }) => effort.counted.pace !== null && effort.seconds > 0);
  const seconds = sum(moving, (effort) => effort.seconds);
  const meters = sum(moving, (effort) =>
    effort.counted.pace === null ? 0 : middle(effort.counted.pace) * effort.seconds,
  );
  const threshold = thresholdOf("pace", thresholds);
  if (threshold === null || seconds === 0) return { load: null, intensity: null };
  const intensity = meters / seconds / threshold;
  const load = sportFamilyOf(thresholds.sport) === "swim" ? swimLoadOf : loadOf;
  return { load: load(seconds, intensity), intensity: intensity * 100 };
}

// ---- what was assumed -----------------------------------------------------------------------------------------

const NAMES: Record<Domain, { target: string; threshold: string }> = {
  power: { target: "power", threshold: "FTP" },
  hr: { target: "heart rate", threshold: "threshold heart rate" },
  pace: { target: "pace", threshold: "threshold pace" },
};

function assumptionsOf(efforts: readonly RepeatedEffort[], domain: Domain | null, thresholds: Thresholds): string[] {
  const assumptions = new Set(efforts.flatMap(({ effort }) => effort.assumptions));
  if (domain === null) return [...assumptions];
  const { target, threshold } = NAMES[domain];
  if (thresholdOf(domain, thresholds) === null) return [...assumptions.add(`${threshold} is not known: no load`)];
  const isBorrowed = ({ effort }: RepeatedEffort) => effort.own[domain] === null && effort.counted[domain] !== null;
  const said: [boolean, string][] = [
    [
      efforts.some(isBorrowed),
      `steps without a ${target} target count with the percent of threshold of their other target`,
    ],
    [efforts.some(({ effort }) => effort.counted[domain] === null), "steps without a target add time and no load"],
    [domain === "hr" && thresholds.restingHr === undefined, `resting heart rate is not known: ${USUAL_RESTING_HR} bpm`],
    [
      domain === "hr" && thresholds.maxHr === undefined,
      "maximum heart rate is not known: threshold is taken for 90% of it",
    ],
  ];
  for (const [isSo, sentence] of said) if (isSo) assumptions.add(sentence);
  return [...assumptions];
}
