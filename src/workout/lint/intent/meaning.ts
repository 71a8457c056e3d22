import { inPercent } from "../../estimate/convert.ts";
import type { SportFamily } from "../../sports.ts";
import type { PaceUnits, Target } from "../../steps.ts";
import { percentReading } from "../../syntax/percents.ts";
import type { Joiner } from "../../syntax/ranges.ts";
import { percentTarget, powerTarget, zoneTarget } from "../../syntax/references.ts";
import {
  type DurationForm,
  type NameForm,
  type PaceForm,
  type PercentForm,
  type QuantityForm,
  type Reading,
  type TokenForm,
  targetOf,
  type ZoneForm,
} from "../../syntax/token.ts";
import type { LintContext } from "../context.ts";

/** What the author of a token means, which may differ from what the server parses. */
export type Meaning =
  | Reading
  /** `4x` within a step. */
  | { kind: "reps"; reps: number }
  /** `5:00`: a pace if the step has another duration or distance, else a duration. */
  | ClockMeaning;

export interface ClockMeaning {
  kind: "clock";
  seconds: number;
  pace: Target<PaceUnits>;
}

/** What the author means by a token. Empty if only the author knows. */
export function meaningOf(token: TokenForm, context: LintContext): readonly Meaning[] {
  switch (token.kind) {
    case "duration":
      return durationMeaning(token, context);
    case "quantity":
      return quantityMeaning(token, context);
    case "percent":
      return percentMeaning(token, context);
    case "zone":
      return zoneMeaning(token, context);
    case "sweet-spot":
      return token.reads;
    case "pace":
      return paceMeaning(token);
    case "clock":
      return [{ kind: "duration", seconds: token.seconds }];
    case "speed":
      return context.family === "ride" ? [] : [{ kind: "pace", target: token.target }];
    case "name":
      return nameMeaning(token);
    case "word-first":
    case "option":
      return token.value === null ? [] : [token.value];
    case "keyword":
      return [{ kind: "flag", flag: token.flag }];
    case "repetition":
      return [{ kind: "reps", reps: token.reps }, ...(token.of === null ? [] : meaningOf(token.of, context))];
    case "length":
      return [{ kind: "distance", meters: token.meters }];
  }
}

/** Whether one of the meanings is a duration or distance of the step. */
export function statesDurationOrDistance(means: readonly Meaning[]): boolean {
  return means.some((it) => it.kind === "duration" || it.kind === "distance" || it.kind === "clock");
}

/**
 * Whether a number of minutes written as `m` is probably a distance in metres, because it is a usual distance of the
 * sport. The limits are this project's own.
 */
export function looksLikeMeters(minutes: number, family: SportFamily): boolean {
  switch (family) {
    case "swim":
      return minutes >= 25 && minutes % 25 === 0;
    case "run":
    case "row":
      return minutes >= 100 && minutes % 50 === 0;
    case "ride":
    case "other":
      return minutes >= 400 && minutes % 100 === 0;
  }
}

function durationMeaning(token: DurationForm, { family }: LintContext): readonly Meaning[] {
  const meters = token.spelling === "comma" ? thousandsOfMeters(token.text) : intendedMeters(token.minutes, family);
  return meters === null ? [{ kind: "duration", seconds: token.seconds }] : [{ kind: "distance", meters }];
}

function intendedMeters(minutes: number | null, family: SportFamily): number | null {
  return minutes !== null && looksLikeMeters(minutes, family) ? minutes : null;
}

/** `1,500m`: metres with a comma as thousands separator. */
function thousandsOfMeters(text: string): number | null {
  const match = /^(\d{1,3}),(\d{3})m$/.exec(text);
  return match === null ? null : Number(match[1]) * 1000 + Number(match[2]);
}

function quantityMeaning(token: QuantityForm, { family, heartRate }: LintContext): readonly Meaning[] {
  const { value, unit, thousands } = token;
  if (token.canonical === "bpm" && value.kind === "hr") {
    return heartRate === null ? [] : [{ kind: "hr", target: inPercent(value.target, heartRate) }];
  }
  if (unit === "w" && family === "swim") return [];
  const meters = unit === "m" ? intendedMeters(thousands?.from ?? token.from, family) : null;
  if (meters !== null) return [{ kind: "distance", meters }];
  return swept(thousands?.value ?? value, token);
}

function percentMeaning(token: PercentForm, { expectsPower, bareReference }: LintContext): readonly Meaning[] {
  if (token.flaw === "unknown") return [];
  if (token.reference === null && !expectsPower) return [percentTarget(bareReference, token)];
  return swept(percentReading(token), token);
}

function zoneMeaning(token: ZoneForm, { expectsPower, bareReference }: LintContext): readonly Meaning[] {
  if (token.isCustom) return swept(powerTarget("custom_zone", token), token);
  const reference = token.reference ?? (expectsPower ? "power" : bareReference);
  return swept(reference === "power" ? powerTarget("power_zone", token) : zoneTarget(reference, token), token);
}

function paceMeaning(token: PaceForm): readonly Meaning[] {
  if (token.target === null) return [];
  if (token.flaw === "bare") return [{ kind: "clock", seconds: token.from, pace: token.target }];
  return swept({ kind: "pace", target: token.target }, token);
}

function nameMeaning({ percent, domain }: NameForm): readonly Meaning[] {
  if (percent === null) return [];
  return [domain === "power" ? powerTarget("%ftp", percent) : { kind: "pace", target: targetOf("%pace", percent) }];
}

/** "from 50% to 75%" is intended as a ramp. */
function swept(value: Reading, { flaw, joiner }: { flaw: string | null; joiner: Joiner }): readonly Meaning[] {
  return flaw === "joiner" && joiner === "from-to" ? [{ kind: "flag", flag: "ramp" }, value] : [value];
}
