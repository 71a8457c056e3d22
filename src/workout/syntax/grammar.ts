/**
 * Every word of the workout language, once. The parser looks its tokens up here, the printer takes its spelling
 * from here, and the guide is written from here: a form that stands in no table is not part of the language.
 */
import type { CadenceUnits, Domain, HrUnits, Intensity, PaceUnits, PowerUnits } from "../steps.ts";

/** How well it is known that Intervals.icu reads a form in this way. */
export type Evidence = "live" | "forum" | "guide" | "inferred" | "claimed";

export const EVIDENCE: Record<Evidence, string> = {
  live: "seen on the live service",
  forum: "said by the maintainer of Intervals.icu",
  guide: "stands in the forum's syntax guide",
  inferred: "follows from a proven rule, not seen itself",
  claimed: "taught somewhere, never proven: avoid",
};

interface Word {
  token: string;
  evidence: Evidence;
}

export const TIME_UNITS = [
  { token: "h", seconds: 3600, evidence: "guide" },
  { token: "m", seconds: 60, evidence: "live" },
  { token: "s", seconds: 1, evidence: "live" },
] as const satisfies (Word & { seconds: number })[];

export const DISTANCE_UNITS: readonly (Word & { meters: number })[] = [
  { token: "mtr", meters: 1, evidence: "live" },
  { token: "km", meters: 1000, evidence: "live" },
  { token: "mi", meters: 1609.344, evidence: "guide" },
  { token: "yrd", meters: 0.9144, evidence: "live" },
  { token: "yards", meters: 0.9144, evidence: "claimed" },
  { token: "y", meters: 0.9144, evidence: "claimed" },
];

/** `setting`: the `pace_units` of the sport settings that make it the unit of a pace written without one. */
export interface PaceUnit extends Word {
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

/** A unit written at the number itself: `220w`, `90rpm`. */
export type ValueUnit = Word &
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

/** The word after a percentage, a zone or a pace that says what it is a percentage, zone or pace of. Without one: power. */
export type DomainWord = Word &
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

/** Words that stand alone. `anywhere`: read in the cue too; the others only after the cue. */
export const KEYWORDS = [
  { token: "ramp", evidence: "live", anywhere: false, does: "sweeps the target from the first value to the second" },
  {
    token: "freeride",
    evidence: "guide",
    anywhere: false,
    does: "switches ERG mode off; a range after it is for the load only",
  },
  { token: "maxeffort", evidence: "guide", anywhere: false, does: "asks for everything" },
  { token: "hidepower", evidence: "claimed", anywhere: false, does: "hides the target in Zwift" },
  { token: "press lap", evidence: "live", anywhere: true, does: "ends the step on the lap button" },
] as const satisfies (Word & { anywhere: boolean; does: string })[];

export const INTENSITIES: readonly (Word & { token: Intensity })[] = [
  { token: "warmup", evidence: "live" },
  { token: "active", evidence: "live" },
  { token: "rest", evidence: "live" },
  { token: "cooldown", evidence: "live" },
  { token: "recovery", evidence: "claimed" },
  { token: "interval", evidence: "claimed" },
  { token: "other", evidence: "claimed" },
  { token: "auto", evidence: "claimed" },
];

/** `power=3s`, `hr=lap`: what the device compares with the target. */
export const WINDOWS: Record<"power" | "hr", readonly string[]> = {
  power: ["1s", "3s", "10s", "30s", "lap"],
  hr: ["1s", "lap"],
};

export const SECTIONS = {
  warmup: ["Warmup", "Warm up", "Warm-up"],
  cooldown: ["Cooldown", "Cool down", "Cool-down"],
} as const;

/** The athlete's defaults at Intervals.icu, percent of FTP: what the claimed zone `SS` (sweet spot) stands for. */
export const SWEET_SPOT = { from: 84, to: 97 };

/** The targets as the guide shows them; the domain words and value units above are what the parser reads. */
export interface TargetForm {
  domain: Domain | "cadence";
  what: string;
  forms: readonly string[];
  units: string;
  evidence: Evidence;
  /** Belongs into the shortest sheet. */
  isUsual?: true;
}

export const TARGET_FORMS: readonly TargetForm[] = [
  {
    domain: "power",
    what: "percent of FTP",
    forms: ["75%", "95-105%"],
    units: "%ftp",
    evidence: "live",
    isUsual: true,
  },
  { domain: "power", what: "watts", forms: ["220w", "200-240w"], units: "w", evidence: "live", isUsual: true },
  { domain: "power", what: "power zone", forms: ["Z2", "Z3-Z4"], units: "power_zone", evidence: "live", isUsual: true },
  {
    domain: "power",
    what: "percent of the best for a duration",
    forms: ["60% MMP 5m"],
    units: "%mmp",
    evidence: "guide",
  },
  { domain: "power", what: "custom zone", forms: ["CZ1", "CZ2-CZ3"], units: "custom_zone", evidence: "guide" },
  {
    domain: "pace",
    what: "percent of threshold speed, more is faster",
    forms: ["78-82% Pace"],
    units: "%pace",
    evidence: "live",
    isUsual: true,
  },
  {
    domain: "pace",
    what: "time per distance",
    forms: ["5:00/km Pace", "1:45-1:40/100m Pace"],
    units: "secs/…",
    evidence: "live",
    isUsual: true,
  },
  {
    domain: "pace",
    what: "pace zone",
    forms: ["Z2 Pace", "Z2-Z3 Pace"],
    units: "pace_zone",
    evidence: "guide",
    isUsual: true,
  },
  {
    domain: "hr",
    what: "percent of threshold heart rate",
    forms: ["95% LTHR", "90-95% LTHR"],
    units: "%lthr",
    evidence: "guide",
    isUsual: true,
  },
  {
    domain: "hr",
    what: "percent of maximum heart rate",
    forms: ["70% HR", "75-80% HR"],
    units: "%hr",
    evidence: "guide",
  },
  {
    domain: "hr",
    what: "heart rate zone",
    forms: ["Z2 HR", "Z2-Z3 HR"],
    units: "hr_zone",
    evidence: "live",
    isUsual: true,
  },
  { domain: "hr", what: "beats per minute", forms: ["145bpm"], units: "bpm", evidence: "claimed" },
  {
    domain: "cadence",
    what: "revolutions, steps or strokes per minute",
    forms: ["90rpm", "85-95rpm"],
    units: "rpm",
    evidence: "live",
  },
];

/** What becomes of a workout behind its text. */
export const CONSEQUENCES: readonly { evidence: Evidence; text: string }[] = [
  {
    evidence: "live",
    text: "A range reaches the watch as that corridor; a zone as a zone, which the watch takes for its own.",
  },
  {
    evidence: "live",
    text: "A step may have power, heart rate and pace targets; the device uses one, by the workout's `target` or the sport settings.",
  },
  { evidence: "live", text: "Only `intensity=rest` makes a rest step in a FIT file; ZWO files know no step types." },
  {
    evidence: "live",
    text: "Pace load needs a threshold pace in the sport settings, swims included; power load an FTP, heart rate load a threshold heart rate.",
  },
  { evidence: "live", text: 'A repeat is shown as "Main Set 1/5": its label comes from the line of the repeat.' },
  {
    evidence: "forum",
    text: "A cue can carry times, for Zwift: `First 60^30 Second 120^30 Third` shows the second text after 60 seconds for 30; and languages: `en/Hello fr/Bonjour`.",
  },
];
