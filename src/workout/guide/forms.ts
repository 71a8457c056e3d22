import type { Domain } from "../steps.ts";
import type { Evidence } from "../syntax/grammar.ts";

/** A kind of target, with examples that the parser recognizes. */
export interface TargetForm {
  domain: Domain | "cadence";
  what: string;
  forms: readonly string[];
  units: string;
  evidence: Evidence;
  /** Listed in the cheat sheet. */
  isCommon?: true;
}

export const TARGET_FORMS: readonly TargetForm[] = [
  {
    domain: "power",
    what: "percent of FTP",
    forms: ["75%", "95-105%"],
    units: "%ftp",
    evidence: "live",
    isCommon: true,
  },
  { domain: "power", what: "watts", forms: ["220w", "200-240w"], units: "w", evidence: "live", isCommon: true },
  {
    domain: "power",
    what: "power zone",
    forms: ["Z2", "Z3-Z4"],
    units: "power_zone",
    evidence: "live",
    isCommon: true,
  },
  {
    domain: "power",
    what: "percent of the best power for a duration",
    forms: ["60% MMP 5m"],
    units: "%mmp",
    evidence: "guide",
  },
  { domain: "power", what: "custom zone", forms: ["CZ1", "CZ2-CZ3"], units: "custom_zone", evidence: "guide" },
  {
    domain: "pace",
    what: "percent of threshold speed; higher is faster",
    forms: ["78-82% Pace"],
    units: "%pace",
    evidence: "live",
    isCommon: true,
  },
  {
    domain: "pace",
    what: "time per distance",
    forms: ["5:00/km Pace", "1:45-1:40/100m Pace"],
    units: "secs/…",
    evidence: "live",
    isCommon: true,
  },
  {
    domain: "pace",
    what: "pace zone",
    forms: ["Z2 Pace", "Z2-Z3 Pace"],
    units: "pace_zone",
    evidence: "guide",
    isCommon: true,
  },
  {
    domain: "hr",
    what: "percent of threshold heart rate",
    forms: ["95% LTHR", "90-95% LTHR"],
    units: "%lthr",
    evidence: "guide",
    isCommon: true,
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
    isCommon: true,
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

/** How devices and Intervals.icu use a parsed workout. */
export const USES: readonly { evidence: Evidence; text: string }[] = [
  {
    evidence: "live",
    text: "A range is sent to the watch as a corridor. A zone is sent as a zone number, and the watch applies its own zones.",
  },
  {
    evidence: "live",
    text: "A step may have power, heart rate and pace targets. The device uses one of them, according to the `target` of the workout or the sport settings.",
  },
  { evidence: "live", text: "Only `intensity=rest` makes a rest step in a FIT file. ZWO files have no step types." },
  {
    evidence: "live",
    text: "Load from pace needs a threshold pace in the sport settings, also for swims; load from power needs an FTP, load from heart rate a threshold heart rate.",
  },
  { evidence: "live", text: 'Devices show a repeat as "Main Set 1/5". The label comes from the repeat line.' },
  {
    evidence: "forum",
    text: "For Zwift, a cue can have times: `First 60^30 Second 120^30 Third` shows the second text after 60 seconds, for 30 seconds. It can also have languages: `en/Hello fr/Bonjour`.",
  },
];
