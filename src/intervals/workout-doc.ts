import * as z from "zod";
import type { Step, Target } from "../workout/steps.ts";
import { flag, listOf, number, optionalField, requiredWord, text, word } from "./schema.ts";

/** A unit, such as `%ftp` or `secs/km`. */
const Unit = z.string().regex(/^[%\w/]{1,20}$/);

const target = <Field extends Target<string>>() =>
  optionalField(
    z
      .object({ units: Unit, value: number, start: number, end: number, target: word, mmp_duration: number })
      // Units that the server adds later are shown as they are.
      .transform((fields) => withoutUndefined(fields) as Field),
  );

const WorkoutStep: z.ZodType<Step> = z
  .object({
    text,
    duration: number,
    distance: number,
    reps: number,
    get steps(): z.ZodType<Step[] | undefined> {
      return optionalField(listOf(WorkoutStep));
    },
    ramp: flag,
    freeride: flag,
    maxeffort: flag,
    warmup: flag,
    cooldown: flag,
    intensity: word,
    until_lap_press: flag,
    hidepower: flag,
    power: target<NonNullable<Step["power"]>>(),
    hr: target<NonNullable<Step["hr"]>>(),
    pace: target<NonNullable<Step["pace"]>>(),
    cadence: target<NonNullable<Step["cadence"]>>(),
  })
  // An intensity that the server adds later is shown as it is.
  .transform((fields) => withoutUndefined(fields) as Step);

/**
 * A workout's text as the server parsed it, without the parts that it did not understand (docs/intervals-api.md §5.8).
 */
export const WorkoutDoc = z.object({
  steps: optionalField(listOf(WorkoutStep)),
  duration: number,
  distance: number,
  normalized_power: number,
  average_watts: number,
  zoneTimes: optionalField(listOf(z.object({ id: requiredWord, secs: z.number() }))),
});

const withoutUndefined = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
