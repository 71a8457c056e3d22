/**
 * The vocabulary of the workout language. Parser, printer and guide use these tables; a word that is not in them is not
 * part of the language.
 */
import type { CadenceUnits, HrUnits, Intensity, PaceUnits, PowerUnits } from "../steps.ts";

/** How certain it is that Intervals.icu parses a form in this way. */
export type Evidence = "live" | "forum" | "guide" | "inferred" | "claimed";

export const EVIDENCE: Record<Evidence, string> = {
  live: "observed on the live service",
  forum: "stated by the maintainer of Intervals.icu in the forum",
  guide: "documented in the syntax guide of the forum",
  inferred: "follows from confirmed behaviour, but was not observed itself",
  claimed: "recommended somewhere, but never confirmed; do not use it",
};

interface Entry {
  token: string;
  evidence: Evidence;
}

export const TIME_UNITS = [
  { token: "h", seconds: 3600, evidence: "guide" },
  { token: "m", seconds: 60, evidence: "live" },
  { token: "s", seconds: 1, evidence: "live" },
] as const satisfies (Entry & { seconds: number })[];

export const DISTANCE_UNITS: readonly (Entry & { meters: number })[] = [
  { token: "mtr", meters: 1, evidence: "live" },
  { token: "km", meters: 1000, evidence: "live" },
  { token: "mi", meters: 1609.344, evidence: "guide" },
  { token: "yrd", meters: 0.9144, evidence: "live" },
  { token: "yards", meters: 0.9144, evidence: "claimed" },
  { token: "y", meters: 0.9144, evidence: "claimed" },
];

/** `setting`: the value of `pace_units` in the sport settings that makes it the default unit. */
export interface PaceUnit extends Entry {
  units: PaceUnits;
  meters: number;
  setting: string;
}

export const PACE_UNITS: readonly [PaceUnit, ...PaceUnit[]] = [
  { token: "/km", units: "secs/km", meters: 1000, setting: "MINS_KM", evidence: "live" },
  { token: "/mi", units: "secs/mi", meters: 1609.344, setting: "MINS_MILE", evidence: "guide" },
  { token: "/100m", units: "secs/100m", meters: 100, setting: "SECS_100M", evidence: "live" },
  { token: "/100y", units: "secs/100y", meters: 91.44, setting: "SECS_100Y", evidence: "live" },
  { token: "/250m", units: "secs/250m", meters: 250, setting: "SECS_250M", evidence: "guide" },
  { token: "/400m", units: "secs/400m", meters: 400, setting: "SECS_400M", evidence: "guide" },
  { token: "/500m", units: "secs/500m", meters: 500, setting: "SECS_500M", evidence: "guide" },
];

/** A unit directly after a number: `220w`, `90rpm`. */
export type ValueUnit = Entry &
  (
    | { domain: "power"; units: PowerUnits }
    | { domain: "hr"; units: HrUnits }
    | { domain: "cadence"; units: CadenceUnits }
  );

export const VALUE_UNITS: readonly ValueUnit[] = [
  { token: "w", domain: "power", units: "w", evidence: "live" },
  { token: "rpm", domain: "cadence", units: "rpm", evidence: "live" },
  { token: "bpm", domain: "hr", units: "bpm", evidence: "claimed" },
  { token: "spm", domain: "cadence", units: "rpm", evidence: "claimed" },
];

/** A word after a percentage or zone that names its reference. Without one, the reference is power. */
export type DomainWord = Entry &
  (
    | { domain: "power"; percent: PowerUnits; zone?: PowerUnits }
    | { domain: "hr"; percent: HrUnits; zone?: HrUnits }
    | { domain: "pace"; percent: PaceUnits; zone?: PaceUnits }
  );

export const DOMAIN_WORDS: readonly [DomainWord, ...DomainWord[]] = [
  { token: "HR", domain: "hr", percent: "%hr", zone: "hr_zone", evidence: "guide" },
  { token: "LTHR", domain: "hr", percent: "%lthr", evidence: "guide" },
  { token: "Pace", domain: "pace", percent: "%pace", zone: "pace_zone", evidence: "live" },
  { token: "MMP", domain: "power", percent: "%mmp", evidence: "guide" },
];

/** Words without a value. `anywhere`: recognized in the cue too; the others only after it. */
export const KEYWORDS = [
  {
    token: "ramp",
    evidence: "live",
    anywhere: false,
    effect: "changes the target linearly from the first value to the second",
  },
  {
    token: "freeride",
    evidence: "guide",
    anywhere: false,
    effect: "turns ERG mode off; a range after it only counts for the load",
  },
  { token: "maxeffort", evidence: "guide", anywhere: false, effect: "maximum effort" },
  { token: "hidepower", evidence: "claimed", anywhere: false, effect: "hides the target in Zwift" },
  { token: "press lap", evidence: "live", anywhere: true, effect: "ends the step on the lap button" },
] as const satisfies (Entry & { anywhere: boolean; effect: string })[];

export const INTENSITIES: readonly (Entry & { token: Intensity })[] = [
  { token: "warmup", evidence: "live" },
  { token: "active", evidence: "live" },
  { token: "rest", evidence: "live" },
  { token: "cooldown", evidence: "live" },
  { token: "recovery", evidence: "claimed" },
  { token: "interval", evidence: "claimed" },
  { token: "other", evidence: "claimed" },
  { token: "auto", evidence: "claimed" },
];

/** Averaging windows that the device compares with the target: `power=3s`, `hr=lap`. */
export const WINDOWS: Record<"power" | "hr", readonly string[]> = {
  power: ["1s", "3s", "10s", "30s", "lap"],
  hr: ["1s", "lap"],
};

export const SECTIONS = {
  warmup: ["Warmup", "Warm up", "Warm-up"],
  cooldown: ["Cooldown", "Cool down", "Cool-down"],
} as const;

/** Sweet spot, in percent of FTP: the defaults of Intervals.icu. `SS` stands for it. */
export const SWEET_SPOT = { from: 84, to: 97 };
