/** Forms of targets and facts about workouts as the guide states them. */
import type { Domain } from "../steps.ts";
import type { Evidence } from "../syntax/grammar.ts";

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
