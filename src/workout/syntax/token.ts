/** The tokens of a step: words that belong together, how they are written, and what the server takes from them. */
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

/** A token before it is placed in a line. */
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
  /** Index of the word behind it. */
  next: number;
  /** What the server takes from it; empty where the words are text to the server. */
  reads: readonly Reading[];
  /** A number with a unit ends the cue; a bare word does not. */
  endsCue: boolean;
  /** How many of its words are text to the server: the "20 to" of `20 to 30m`. */
  lead?: number;
}

/** A time in one word: `1h30m`, `1m30`, `1'30"`. */
export interface DurationForm extends Form {
  kind: "duration";
  /** In lower case. */
  text: string;
  seconds: number;
  /** Of a time in whole minutes and nothing else: `400m`. */
  minutes: number | null;
  /** `short`: the last unit is left out. `open`: the last prime is. `comma` and `unit` are not read. */
  spelling: "units" | "short" | "primes" | "open" | "comma" | "unit";
}

/** A number with a unit: a distance, watts, beats, cadence; and times that are ranges or stand apart from their unit. */
export interface QuantityForm extends Form, Range {
  kind: "quantity";
  /** As it is written, and the unit of the language that it stands for. */
  unit: string;
  canonical: string;
  value: Reading;
  /** What `1.000mtr` is, if its point separates thousands; null where it cannot. */
  thousands: { from: number; value: Reading } | null;
  joiner: Joiner;
  /** `range`: of durations or distances. */
  flaw: "unit" | "range" | NumberFlaw | null;
}

/** `75%`, `95-105% LTHR`. */
export interface PercentForm extends Form, Range {
  kind: "percent";
  reference: Reference;
  joiner: Joiner;
  mmpSeconds: number | null;
  /** `glued`: the word follows without a space. `unknown`: nothing has such a percentage. `word`: the number alone is read. */
  flaw: "glued" | "unknown" | "word" | NumberFlaw | null;
}

/** `Z2`, `Z2-Z3 HR`, `CZ1`. */
export interface ZoneForm extends Form, Range {
  kind: "zone";
  isCustom: boolean;
  reference: Reference;
  joiner: Joiner;
  flaw: "word" | "spelling" | "joiner" | null;
}

/** What the words behind a number say that it is a percentage or zone of; null where nothing is said. */
export type Reference = DomainWord | "power" | null;

/** `SS`. */
export interface SweetSpotForm extends Form {
  kind: "sweet-spot";
}

/** `5:00/km Pace`. */
export interface PaceForm extends Form, Range {
  kind: "pace";
  /** In the unit written, or else in that of the athlete; null where the unit is none of the language. */
  target: Target<PaceUnits> | null;
  joiner: Joiner;
  hasUnit: boolean;
  /** `bare`: neither a unit nor the word makes it a pace. `no-word`: only the word is missing. */
  flaw: "bare" | "unit" | "no-word" | "joiner" | null;
}

/** `1:02:03`, which is not read. */
export interface ClockForm extends Form {
  kind: "clock";
  seconds: number;
}

/** `12km/h`, which is not read. */
export interface SpeedForm extends Form {
  kind: "speed";
  /** The same as a pace in the athlete's unit. */
  target: Target<PaceUnits>;
}

/** `CSS`, `5K pace`, in a ride `sweet spot`, which are text to the server. */
export interface NameForm extends Form {
  kind: "name";
  /** Of the threshold; null where the name says nothing. */
  percent: Range | null;
  domain: "power" | "pace";
}

/** `HR Z2`, `Pace 5:00/km`: the word before its number is text to the server. */
export interface WordFirstForm extends Form {
  kind: "word-first";
  /** What the number is with the word behind it; null where its unit is none of the language. */
  value: Reading | null;
}

export interface KeywordForm extends Form {
  kind: "keyword";
  flag: Flag;
  /** `claimed`: read, but not known for sure. `text`: not read. */
  spelling: "exact" | "claimed" | "text";
}

/** `intensity=rest`, `power=3s`. */
export interface OptionForm extends Form {
  kind: "option";
  /** Null where the value is none of the language. */
  value: Reading | null;
  hasSign: boolean;
}

/** `4x` inside a step, alone or before a quantity (`4x400mtr`): text to the server. */
export interface RepetitionForm extends Form {
  kind: "repetition";
  reps: number;
  of: TokenForm | null;
}

/** A swimmer's `200`, without a unit: text to the server. */
export interface LengthForm extends Form {
  kind: "length";
  meters: number;
}

export function targetOf<Units extends string>(units: Units, { from, to }: Range): Target<Units> {
  return to === undefined ? { units, value: from } : { units, start: from, end: to };
}

/** What the server takes from a target. `word`: the words around it are ignored. */
export function readsOf(value: Reading, flaw: string | null): readonly Reading[] {
  if (flaw === null || flaw === "word") return [value];
  return flaw === "joiner" ? [lastOf(value)] : [];
}

/** Of two values joined by a word, the server reads the last one. */
function lastOf(reading: Reading): Reading {
  if (!("target" in reading) || reading.target.end === undefined) return reading;
  const { units, end } = reading.target;
  // Kind and units stay together, which TypeScript does not see through the union.
  return { kind: reading.kind, target: { units, value: end } } as Reading;
}

export function isExtent(reading: { kind: string }): boolean {
  return reading.kind === "duration" || reading.kind === "distance";
}

export function isTarget<R extends { kind: string }>(
  reading: R,
): reading is Extract<R, { kind: "power" | "hr" | "pace" }> {
  return reading.kind === "power" || reading.kind === "hr" || reading.kind === "pace";
}
