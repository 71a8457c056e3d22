/** The tokens of a step: one or more words, how they are spelled, and what the server parses from them. */
import type { CadenceUnits, HrUnits, Intensity, PaceUnits, PowerUnits, Target } from "../steps.ts";
import type { DomainWord } from "./grammar.ts";
import type { Joiner, NumberFlaw, Range } from "./ranges.ts";

export type Flag = "ramp" | "freeride" | "maxeffort" | "hidepower" | "until_lap_press";

export type TargetReading =
  | { kind: "power"; target: Target<PowerUnits> }
  | { kind: "hr"; target: Target<HrUnits> }
  | { kind: "pace"; target: Target<PaceUnits> }
  | { kind: "cadence"; target: Target<CadenceUnits> };

/** What a token contributes to its step. */
export type Reading =
  | { kind: "duration"; seconds: number }
  | { kind: "distance"; meters: number }
  | TargetReading
  | { kind: "flag"; flag: Flag }
  | { kind: "intensity"; value: Intensity }
  | { kind: "window"; domain: "power" | "hr"; value: string };

/** A token without its position in the line. */
export type TokenForm =
  | DurationForm
  | QuantityForm
  | PercentForm
  | ZoneForm
  | SweetSpotForm
  | PaceForm
  | ClockForm
  | SpeedForm
  | NameForm
  | WordFirstForm
  | KeywordForm
  | OptionForm
  | RepetitionForm
  | LengthForm;

export type TokenKind = TokenForm["kind"];

interface Form {
  /** The index of the word after it. */
  next: number;
  /** What the server parses from it; empty if the server treats the words as text. */
  reads: readonly Reading[];
  /** It ends the cue: a number with a unit does, a word does not. */
  endsCue: boolean;
  /** The number of its first words that the server treats as text: 2 in `20 to 30m`. */
  lead?: number;
}

/** A duration in one word: `1h30m`, `1m30`, `1'30"`. */
export interface DurationForm extends Form {
  kind: "duration";
  /** The word in lower case. */
  text: string;
  seconds: number;
  /** The number of minutes, if the word consists of whole minutes only: `400m`. */
  minutes: number | null;
  /** `short`: the last unit is missing. `open`: the last prime is missing. The server does not recognize `comma` and `unit`. */
  spelling: "units" | "short" | "primes" | "open" | "comma" | "unit";
}

/** A number with a unit: a distance, power, heart rate or cadence; or a time that is a range or has a space before its unit. */
export interface QuantityForm extends Form, Range {
  kind: "quantity";
  /** The unit as written. */
  unit: string;
  /** The unit of the language that it stands for. */
  canonical: string;
  value: Reading;
  /** The value if the point of `1.000mtr` separates thousands; null if it cannot. */
  thousands: { from: number; value: Reading } | null;
  joiner: Joiner;
  /** `range`: a range of durations or distances. */
  flaw: "unit" | "range" | NumberFlaw | null;
}

/** `75%`, `95-105% LTHR`. */
export interface PercentForm extends Form, Range {
  kind: "percent";
  reference: Reference;
  joiner: Joiner;
  mmpSeconds: number | null;
  /** `attached`: no space before the word. `unknown`: no such reference. `word`: the server parses only the number. */
  flaw: "attached" | "unknown" | "word" | NumberFlaw | null;
}

/** `Z2`, `Z2-Z3 HR`, `CZ1`. */
export interface ZoneForm extends Form, Range {
  kind: "zone";
  isCustom: boolean;
  reference: Reference;
  joiner: Joiner;
  flaw: "word" | "spelling" | "joiner" | null;
}

/** What the words after a number make it a percentage or zone of; null if there are none. */
export type Reference = DomainWord | "power" | null;

/** `SS`. */
export interface SweetSpotForm extends Form {
  kind: "sweet-spot";
}

/** `5:00/km Pace`. */
export interface PaceForm extends Form, Range {
  kind: "pace";
  /** In the unit as written, or the athlete's unit if there is none; null if the unit is not part of the language. */
  target: Target<PaceUnits> | null;
  joiner: Joiner;
  hasUnit: boolean;
  /** `bare`: neither unit nor `Pace`. `no-word`: only `Pace` is missing. */
  flaw: "bare" | "unit" | "no-word" | "joiner" | null;
}

/** `1:02:03`, which the server does not recognize. */
export interface ClockForm extends Form {
  kind: "clock";
  seconds: number;
}

/** `12km/h`, which the server does not recognize. */
export interface SpeedForm extends Form {
  kind: "speed";
  /** The equivalent pace in the athlete's unit. */
  target: Target<PaceUnits>;
}

/** `CSS`, `5K pace`, and in a ride `sweet spot`, which the server treats as text. */
export interface NameForm extends Form {
  kind: "name";
  /** Percent of threshold; null if the name does not determine it. */
  percent: Range | null;
  domain: "power" | "pace";
}

/** `HR Z2`, `Pace 5:00/km`: the server treats the word before the number as text. */
export interface WordFirstForm extends Form {
  kind: "word-first";
  /** The target if the word followed the number; null if the unit is not part of the language. */
  value: Reading | null;
}

export interface KeywordForm extends Form {
  kind: "keyword";
  flag: Flag;
  /** `claimed`: not confirmed. `text`: the server does not recognize it. */
  spelling: "exact" | "claimed" | "text";
}

/** `intensity=rest`, `power=3s`. */
export interface OptionForm extends Form {
  kind: "option";
  /** Null if the value is not part of the language. */
  value: Reading | null;
  hasSign: boolean;
}

/** `4x` within a step, alone or before a quantity (`4x400mtr`), which the server treats as text. */
export interface RepetitionForm extends Form {
  kind: "repetition";
  reps: number;
  of: TokenForm | null;
}

/** `200` without a unit in a swim, which the server treats as text. */
export interface LengthForm extends Form {
  kind: "length";
  meters: number;
}

export function targetOf<Units extends string>(units: Units, { from, to }: Range): Target<Units> {
  return to === undefined ? { units, value: from } : { units, start: from, end: to };
}

/** What the server parses from a target. `word`: the server ignores the words around it. */
export function readsOf(value: Reading, flaw: string | null): readonly Reading[] {
  if (flaw === null || flaw === "word") return [value];
  return flaw === "joiner" ? [lastOf(value)] : [];
}

/** The server parses the last of two values that are joined by a word. */
function lastOf(reading: Reading): Reading {
  if (!("target" in reading) || reading.target.end === undefined) return reading;
  const { units, end } = reading.target;
  // Kind and units are taken from the same reading; TypeScript cannot infer that for the union.
  return { kind: reading.kind, target: { units, value: end } } as Reading;
}

export function isDurationOrDistance(reading: { kind: string }): boolean {
  return reading.kind === "duration" || reading.kind === "distance";
}

export function isTarget<R extends { kind: string }>(
  reading: R,
): reading is Extract<R, { kind: "power" | "hr" | "pace" }> {
  return reading.kind === "power" || reading.kind === "hr" || reading.kind === "pace";
}
