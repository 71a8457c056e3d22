/**
 * A token of a step. What the server reads and what the writer means by it can differ: a token carries both,
 * and the name of the trap between them.
 */
import type { HeartRateReference } from "../estimate/convert.ts";
import type { TrapId } from "../lint/traps.ts";
import type { SportFamily } from "../sports.ts";
import type { CadenceUnits, HrUnits, Intensity, PaceUnits, PowerUnits, Target } from "../steps.ts";
import type { DomainWord, PaceUnit } from "./grammar.ts";

export type Flag = "ramp" | "freeride" | "maxeffort" | "hidepower" | "until_lap_press";

export type TargetReading =
  | { kind: "power"; target: Target<PowerUnits> }
  | { kind: "hr"; target: Target<HrUnits> }
  | { kind: "pace"; target: Target<PaceUnits> }
  | { kind: "cadence"; target: Target<CadenceUnits> };

export type Reading =
  | { kind: "duration"; seconds: number }
  | { kind: "distance"; meters: number }
  | TargetReading
  | { kind: "flag"; flag: Flag }
  | { kind: "intensity"; value: Intensity }
  | { kind: "window"; domain: "power" | "hr"; value: string }
  /** Only ever meant: `4x` inside a step. */
  | { kind: "reps"; reps: number }
  /** Only ever meant: `5:00`, a pace where the step has another extent, else a duration. */
  | { kind: "clock"; seconds: number; pace: Target<PaceUnits> };

export interface Token {
  /** Index of the first word after the token. */
  next: number;
  reads: readonly Reading[];
  means: readonly Reading[];
  trap?: TrapId;
  /** Said instead of the trap's own words, where the case knows more. */
  does?: string;
  /** A number with a unit ends the cue; a bare word does not. */
  endsCue: boolean;
  /** How many of its words are text to the server: the "20 to" of `20 to 30m`. */
  lead?: number;
}

/** What the meaning of a token depends on besides its words. */
export interface Setting {
  family: SportFamily;
  /** The unit of a pace written without one. */
  paceUnit: PaceUnit;
  /** An FTP is set for this sport: bare percentages and zones are power on purpose. */
  hasPower: boolean;
  /** What a bare percentage or zone of a run or swim most likely means. */
  bareMeans: DomainWord;
  beats: HeartRateReference | null;
}

/** A token that the server reads as it is meant. */
export function proper(next: number, reading: Reading, endsCue = true): Token {
  return { next, reads: [reading], means: [reading], endsCue };
}

/** A token that the server does not read. */
export function unread(next: number, trap: TrapId, means: readonly Reading[], endsCue = true): Token {
  return { next, reads: [], means, trap, endsCue };
}

/** A token that the server reads as something else. */
export function misread(next: number, trap: TrapId, reads: Reading, means: Reading): Token {
  return { next, reads: [reads], means: [means], trap, endsCue: true };
}

/** A range with a word between its values: the server reads the last one. "from 50% to 75%" goes from one to the other. */
export function lastRead(token: Token, isSweep: boolean): Token {
  const means: Reading[] = isSweep ? [{ kind: "flag", flag: "ramp" }, ...token.means] : [...token.means];
  return { ...token, reads: token.reads.map(lastOf), means, trap: "range-word" };
}

function lastOf(reading: Reading): Reading {
  if (!("target" in reading) || reading.target.end === undefined) return reading;
  const { units, end } = reading.target;
  // Kind and units stay together, which TypeScript does not see through the union.
  return { kind: reading.kind, target: { units, value: end } } as Reading;
}

export function targetOf<Units extends string>(units: Units, from: number, to: number | undefined): Target<Units> {
  return to === undefined ? { units, value: from } : { units, start: from, end: to };
}
