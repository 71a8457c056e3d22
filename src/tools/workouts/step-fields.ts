import * as z from "zod";
import {
  countSteps,
  type Domain,
  type HrUnits,
  type PaceUnits,
  type PowerUnits,
  type Step,
} from "../../workout/steps.ts";
import { INTENSITIES } from "../../workout/syntax/grammar.ts";

/** Describes steps to the model. The full schema would make every list of tools three times as long. */
export const STEPS_HELP =
  "Instead of text: [{duration_seconds or distance_meters, target: {units: %ftp|w|power_zone|%lthr|%hr|hr_zone|bpm|%pace|pace_zone|secs/km|secs/mi|secs/100m, value or start and end}, cue, cadence, ramp, freeride, maxeffort, intensity: rest, warmup, cooldown}, or {reps, steps}]";

/** Enough for most steps. Errors in a step name the accepted values. */
export const STEPS_EXAMPLE =
  "Instead of text: [{cue, duration_seconds or distance_meters, target: {units: %ftp|w|%lthr|%pace|secs/km …, value or start, end}}, {reps, steps}]";

const POWER = ["%ftp", "w", "power_zone", "%mmp", "custom_zone"] as const satisfies PowerUnits[];
const HR = ["%lthr", "%hr", "hr_zone", "bpm"] as const satisfies HrUnits[];
const PACE = [
  "%pace",
  "pace_zone",
  "secs/km",
  "secs/mi",
  "secs/100m",
  "secs/100y",
  "secs/250m",
  "secs/400m",
  "secs/500m",
] as const satisfies PaceUnits[];

/** Far more than any device stores. This project's own limits. */
const MAX_STEPS = 1000;
const MAX_SECONDS = 86_400;
const MAX_METERS = 1_000_000;

/** Some clients send numbers as strings. */
const numberIn = (value: unknown) => (typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value);

/** A number, a pace such as `4:30`, or a zone such as `Z2`. */
const Amount = z.preprocess((value) => {
  const text = typeof value === "string" ? value : "";
  const [, minutes, seconds] = /^(\d{1,3}):([0-5]\d)$/.exec(text) ?? [];
  if (minutes !== undefined) return Number(minutes) * 60 + Number(seconds);
  return numberIn(text.replace(/^Z(?=\d$)/i, "") || value);
}, z.number().min(0).max(10_000));

/** Percentages up to this are assumed to be fractions (0.75) and rejected: 1% is not a training intensity. */
const MAX_FRACTION = 2;

const target = <Units extends string>(units: readonly Units[]) =>
  z
    .strictObject({
      units: z.enum(units),
      value: Amount.exactOptional(),
      start: Amount.exactOptional(),
      end: Amount.exactOptional(),
      target: z.enum(["1s", "3s", "10s", "30s", "lap"]).exactOptional(),
      mmp_duration: z.number().positive().exactOptional(),
    })
    .refine(
      ({ value, start, end }) => [start, end].every((bound) => (bound === undefined) === (value !== undefined)),
      "needs either value, or start and end",
    )
    .refine(
      ({ units, value, start, end }) =>
        !units.startsWith("%") || [value, start, end].every((amount) => !amount || amount > MAX_FRACTION),
      "must be a percentage: 75, not 0.75",
    );

/**
 * A step with the field names of `workout_doc`. `target` is an alternative to `power`, `hr` and `pace`, chosen by unit.
 */
const StepRecord = z
  .strictObject({
    text: z.string().max(200).exactOptional(),
    duration: z.preprocess(numberIn, z.number().min(0).max(MAX_SECONDS)).exactOptional(),
    distance: z.preprocess(numberIn, z.number().min(0).max(MAX_METERS)).exactOptional(),
    target: target([...POWER, ...HR, ...PACE]).exactOptional(),
    power: target(POWER).exactOptional(),
    hr: target(HR).exactOptional(),
    pace: target(PACE).exactOptional(),
    cadence: target(["rpm"]).exactOptional(),
    ramp: z.boolean().exactOptional(),
    freeride: z.boolean().exactOptional(),
    maxeffort: z.boolean().exactOptional(),
    warmup: z.boolean().exactOptional(),
    cooldown: z.boolean().exactOptional(),
    intensity: z.enum(INTENSITIES.map(({ token }) => token)).exactOptional(),
    until_lap_press: z.boolean().exactOptional(),
    hidepower: z.boolean().exactOptional(),
  })
  .refine(
    ({ duration, distance }) => (duration ?? 0) > 0 || (distance ?? 0) > 0,
    "needs duration_seconds or distance_meters",
  )
  .transform(({ target, ...step }): Step => {
    if (target === undefined) return step;
    const domain: Domain = isOneOf(POWER, target.units) ? "power" : isOneOf(HR, target.units) ? "hr" : "pace";
    return { ...step, [domain]: target };
  });

const Repeat = z.strictObject({
  reps: z.preprocess(numberIn, z.int().min(1).max(MAX_STEPS)),
  text: z.string().max(200).exactOptional(),
  // The totals of all repetitions. Accepted because Intervals.icu returns them, but they follow from the steps.
  duration: z.number().exactOptional(),
  distance: z.number().exactOptional(),
  get steps() {
    return z.array(StepInput).min(1);
  },
});

/**
 * A step or a repeat. Not a union, so that errors refer to the kind that was given and the tool's schema stays short.
 */
const StepInput: z.ZodType<Step, Record<string, unknown>> = z.looseObject({}).transform((given, context) => {
  const record = renamed(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)));
  const parsed = ("reps" in record || "steps" in record ? Repeat : StepRecord).safeParse(record);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
  return z.NEVER;
});

export const Steps = z
  .array(StepInput)
  .min(1)
  .refine((steps) => countSteps(steps) <= MAX_STEPS, `must be at most ${MAX_STEPS}, repeats expanded`);

const isOneOf = (list: readonly string[], word: string) => list.includes(word);

/** Translates this server's parameter names, and accepts a cadence that is a number. */
function renamed({ cue, duration_seconds, distance_meters, cadence: given, ...rest }: Record<string, unknown>) {
  const cadence = numberIn(given);
  return {
    ...rest,
    ...(cue !== undefined && { text: cue }),
    ...(duration_seconds !== undefined && { duration: duration_seconds }),
    ...(distance_meters !== undefined && { distance: distance_meters }),
    ...(cadence !== undefined && { cadence: typeof cadence === "number" ? { units: "rpm", value: cadence } : cadence }),
  };
}
