import * as z from "zod";
import type { EventChange } from "../intervals/event-writes.ts";
import { EVENT_CATEGORIES, type Event, type EventCategory } from "../intervals/events.ts";
import { addDays, daysBetween, type LocalDate } from "../intervals/local-date.ts";
import { parsedSteps } from "../training/calendar.ts";
import { resolveDate } from "../training/dates.ts";
import { ToolInputError } from "./input-error.ts";
import { Day } from "./parameters.ts";

/** Words that people use for two of the categories. */
const ALIASES: Record<string, EventCategory> = { RACE: "RACE_A", GOAL: "TARGET" };

export const Category = z.preprocess((value) => {
  const word = typeof value === "string" ? value.toUpperCase() : value;
  return typeof word === "string" ? (ALIASES[word] ?? word) : word;
}, z.enum(EVENT_CATEGORIES));

export const Name = z.string().trim().min(1).max(80, "must be at most 80 characters, the limit of Intervals.icu");

/** What both writing tools take, besides the date, the name and the category. */
export const eventFields = {
  description: z.string().max(20_000).optional().describe("Workout text or notes"),
  event_type: z
    .string()
    .regex(/^\w{1,40}$/, "must be a sport such as Ride, Run, Swim, WeightTraining")
    .optional()
    .describe("Sport: Ride, Run, Swim …"),
  duration_seconds: z.int().min(1).max(604_800).optional(),
  distance_meters: z.number().positive().max(2_000_000).optional(),
  training_load: z.int().min(0).max(2000).optional(),
  end_date: Day.optional().describe("Last day, included"),
  training_availability: z.enum(["NORMAL", "LIMITED", "UNAVAILABLE"]).optional(),
  color: z
    .string()
    .regex(/^(#[0-9a-fA-F]{6}|[a-zA-Z]{3,20})$/, "must be a colour name or #rrggbb")
    .optional(),
  indoor: z.boolean().optional(),
  show_as_note: z.boolean().optional(),
  not_on_fitness_chart: z.boolean().optional(),
  show_on_ctl_line: z.boolean().optional(),
};

export interface EventFields {
  start_date?: string | undefined;
  name?: string | undefined;
  description?: string | undefined;
  event_type?: string | undefined;
  duration_seconds?: number | undefined;
  distance_meters?: number | undefined;
  training_load?: number | undefined;
  end_date?: string | undefined;
  training_availability?: "NORMAL" | "LIMITED" | "UNAVAILABLE" | undefined;
  color?: string | undefined;
  indoor?: boolean | undefined;
  show_as_note?: boolean | undefined;
  not_on_fitness_chart?: boolean | undefined;
  show_on_ctl_line?: boolean | undefined;
}

/**
 * The fields in the API's names. Targets keep their amounts in fields of their own. `existing` is the entry that is
 * being changed: moving it keeps its length, because the API wants start and (exclusive) end apart.
 */
export function toEventChange(fields: EventFields, category: string, today: LocalDate, existing?: Event): EventChange {
  const isTarget = category === "TARGET";
  const start = fields.start_date === undefined ? undefined : startOf(fields.start_date, today);
  const change = {
    start_date_local: start,
    end_date_local: endOf(fields, start, today, existing),
    type: fields.event_type,
    name: fields.name,
    description: fields.description,
    indoor: fields.indoor,
    color: fields.color,
    [isTarget ? "time_target" : "moving_time"]: fields.duration_seconds,
    [isTarget ? "distance_target" : "distance"]: fields.distance_meters,
    [isTarget ? "load_target" : "icu_training_load"]: fields.training_load,
    training_availability: fields.training_availability,
    show_as_note: fields.show_as_note,
    not_on_fitness_chart: fields.not_on_fitness_chart,
    show_on_ctl_line: fields.show_on_ctl_line,
  };
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function startOf(word: string, today: LocalDate): string {
  const [, day = word, time] = /^(.*?)(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/.exec(word.trim()) ?? [];
  const clock = time === undefined ? "00:00:00" : time.length === 5 ? `${time}:00` : time;
  return `${resolveDate(day, today)}T${clock}`;
}

function endOf(fields: EventFields, start: string | undefined, today: LocalDate, existing?: Event): string | undefined {
  const first = (start ?? existing?.start_date_local)?.slice(0, 10);
  if (fields.end_date !== undefined) {
    const last = resolveDate(fields.end_date, today);
    if (first !== undefined && last < first) {
      throw new ToolInputError(`end_date: ${last} is before the first day (${first}). It is the last day, included.`);
    }
    return `${addDays(last, 1)}T00:00:00`;
  }
  const oldEnd = existing?.end_date_local;
  if (start === undefined || !existing || oldEnd === undefined) return undefined;
  const moved = daysBetween(existing.start_date_local.slice(0, 10), start.slice(0, 10));
  return `${addDays(oldEnd.slice(0, 10), moved)}${oldEnd.slice(10)}`;
}

/** What the model must hear about the text of a workout; Intervals.icu stores what it cannot read without a word. */
export function workoutHint(event: Event): string | undefined {
  if (!event.description || parsedSteps(event) !== 0) return undefined;
  return (
    "Intervals.icu understood no step of this text, so it has no load and a watch shows nothing. " +
    "Write one step per line beginning with '-', such as '- 10m 75%', '- 2km 5:00/km Pace', '- 500mtr Z2 HR'; " +
    "a repeat is a line '4x' with a blank line before it and after its steps."
  );
}

/** A race without a sport is refused by Intervals.icu. */
export function requireSportForRace(category: string, type: string | undefined): void {
  if (category.startsWith("RACE_") && type === undefined) {
    throw new ToolInputError("event_type: a race needs its sport, for example Run or Ride.");
  }
}
