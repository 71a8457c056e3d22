import { sportFamilyOf } from "../sports.ts";
import { type Domain, isRepeat, type Step } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";
import { assumptionsOf } from "./assumptions.ts";
import { type Effort, effortOf, middle, thresholdOf } from "./effort.ts";
import { heartRateLoadOf, heartRatesOf, loadOf, swimLoadOf } from "./load.ts";
import { normalizedPower, type PowerPart } from "./normalized-power.ts";
import { type Part, type ProfilePart, profileOf, zoneTimesOf } from "./profile.ts";

/** What a planned workout amounts to for one athlete. */
export interface Estimate {
  /** Seconds, including those of distances. */
  duration: number;
  /** Metres, including those of durations with a pace. */
  distance: number;
  /** Watts; null without power targets. */
  averagePower: number | null;
  /** Watts; null without power targets. */
  normalizedPower: number | null;
  /** Percent of the threshold, like `icu_intensity` of the server. */
  intensity: number | null;
  /** Whole points, from the first domain in the athlete's load order that has targets; null if none has. */
  load: number | null;
  /** Whole points by domain. */
  loads: Record<Domain, number | null>;
  /** The domain of `load`, `intensity`, `zoneTimes` and `profile`. */
  domain: Domain | null;
  /** Seconds in each zone. */
  zoneTimes: { id: string; secs: number }[];
  /** For charts: percent of threshold at the start and end of each part, repeats expanded. */
  profile: ProfilePart[];
  /** What was assumed, as sentences. */
  assumptions: string[];
}

/**
 * Estimates duration, distance, power, load and time in zones of a workout in the way that Intervals.icu does, as far as
 * that is known: a band counts as its middle, a zone as the middle of its watts, power load comes from normalized power
 * (hours × IF² × 100), heart rate load is HRSS, and pace load comes from the mean pace of the steps with a pace. Everything
 * else that is assumed is reported in `assumptions`. Never throws.
 *
 * @param steps durations in seconds, distances in metres
 * @param thresholds FTP in watts, heart rates in beats per minute, threshold pace in metres per second
 * @see docs/intervals-api.md §4
 * @see https://forum.intervals.icu/t/running-load-threshold-intervals-vs-easy-runs/100899
 * @example
 * const { steps } = parseWorkout("- 1h 100%", { sport: "Ride" });
 * estimateWorkout(steps, { sport: "Ride", ftp: 286 }).load // 100
 */
export function estimateWorkout(steps: readonly Step[], thresholds: Thresholds): Estimate {
  const parts = steps.map((step) => toPart(step, thresholds));
  const efforts = repeatedEffortsOf(parts, 1);
  const duration = sum(efforts, ({ seconds }) => seconds);
  const plan: Plan = { parts, efforts, seconds: duration, thresholds };
  const counts = { power: countPower(plan), hr: countHeartRate(plan), pace: countPace(plan) };
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
    zoneTimes: domain === null ? [] : zoneTimesOf(efforts, { domain, thresholds }),
    profile: domain === null ? [] : profileOf(parts, { domain, thresholds }),
    assumptions: assumptionsOf(
      efforts.map(({ effort }) => effort),
      { domain, thresholds },
    ),
  };
}

type RepeatedEffort = { effort: Effort; times: number };

interface Plan {
  parts: readonly Part[];
  efforts: readonly RepeatedEffort[];
  seconds: number;
  thresholds: Thresholds;
}

/** Load in points and intensity in percent of the threshold; null if the threshold is not known. */
interface Count {
  load: number | null;
  intensity: number | null;
}

/** Watts. */
interface PowerCount extends Count {
  average: number;
  normalized: number;
}

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

function countPower({ parts, efforts, seconds, thresholds }: Plan): PowerCount | null {
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

function countHeartRate({ efforts, seconds, thresholds }: Plan): Count | null {
  if (!has("hr", efforts) || seconds === 0) return null;
  const rates = heartRatesOf(thresholds);
  if (rates === null) return { load: null, intensity: null };
  const load = sum(efforts, ({ counted, seconds }) =>
    counted.hr === null ? 0 : heartRateLoadOf({ seconds, bpm: counted.hr }, rates),
  );
  return { load, intensity: Math.sqrt(load / (seconds / 3600) / 100) * 100 };
}

/** Only steps with a pace count. */
function countPace({ efforts, thresholds }: Plan): Count | null {
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
