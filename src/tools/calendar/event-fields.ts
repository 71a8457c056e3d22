import * as z from "zod";
import { EVENT_CATEGORIES, type EventCategory } from "../../intervals/events.ts";
import { Day } from "../kit/parameters.ts";
import { Steps } from "../workouts/step-fields.ts";

/** Common words for two of the categories. */
const ALIASES: Record<string, EventCategory> = { RACE: "RACE_A", GOAL: "TARGET" };

export const Category = z.preprocess((value) => {
  const word = typeof value === "string" ? value.toUpperCase() : value;
  return typeof word === "string" ? (ALIASES[word] ?? word) : word;
}, z.enum(EVENT_CATEGORIES));

export const Name = z.string().trim().min(1).max(80, "must be at most 80 characters, the limit of Intervals.icu");

/** The parameters that creating and updating share. Descriptions are given only where an event is created. */
export const eventFields = {
  description: z.string().max(20_000).optional(),
  steps: Steps.optional(),
  force: z.boolean().optional(),
  event_type: z
    .string()
    .regex(/^\w{1,40}$/, "must be a sport such as Ride, Run, Swim, WeightTraining")
    .optional(),
  duration_seconds: z.int().min(1).max(604_800).optional(),
  distance_meters: z.number().positive().max(2_000_000).optional(),
  training_load: z.int().min(0).max(2000).optional(),
  end_date: Day.optional(),
  training_availability: z.enum(["NORMAL", "LIMITED", "UNAVAILABLE"]).optional(),
  color: z
    .string()
    .regex(/^(#[0-9a-fA-F]{6}|[a-zA-Z]{3,20})$/, "must be a color name or #rrggbb")
    .optional(),
  indoor: z.boolean().optional(),
  show_as_note: z.boolean().optional(),
  not_on_fitness_chart: z.boolean().optional(),
  show_on_ctl_line: z.boolean().optional(),
};

export type EventFields = Partial<z.output<z.ZodObject<typeof eventFields>>> & {
  start_date?: string | undefined;
  name?: string | undefined;
};
