import * as z from "zod";
import type { Event } from "../intervals/events.ts";
import { addDays, daysBetween, type LocalDate } from "../intervals/local-date.ts";
import { joinedText, UntrustedText, untrustedText } from "../intervals/untrusted-text.ts";
import { lastDateOf } from "./calendar.ts";
import { mondayOf } from "./dates.ts";

const optional = z.number().optional();

/** A phase of the annual training plan. Both dates are included. */
export const Phase = z.object({
  event_id: z.number(),
  phase: UntrustedText,
  plan_name: UntrustedText.optional(),
  first_date: z.string(),
  last_date: z.string(),
  weeks: z.number(),
});
export type Phase = z.output<typeof Phase>;

const Amounts = { load_target: optional, time_target_seconds: optional, distance_target_meters: optional };

/** One week of the plan, Monday to Sunday. The targets at the top are the sums over all sports. */
export const PlanWeek = z.object({
  week_start: z.string(),
  week_end: z.string(),
  phase: UntrustedText.optional(),
  plan_name: UntrustedText.optional(),
  ...Amounts,
  targets: z.array(z.object({ event_id: z.number(), sport: z.string().optional(), ...Amounts })),
  week_notes: z.array(UntrustedText),
});
export type PlanWeek = z.output<typeof PlanWeek>;

/** The event categories that make up an annual training plan (docs/intervals-api.md, Q72). */
export const PLAN_CATEGORIES = ["PLAN", "TARGET", "NOTE"] as const;

/**
 * Builds the plan from calendar events: PLAN events are phases, labelled by their first tag; TARGET events on Mondays
 * are the week's targets; NOTE events of an applied plan are the notes of every week that they overlap
 * (docs/intervals-api.md, Q72). Weeks before `from`, and weeks with neither targets nor notes, are left out.
 */
export function toSeasonPlan(events: readonly Event[], from: LocalDate): { phases: Phase[]; weeks: PlanWeek[] } {
  const phases = events
    .filter(({ category }) => category === "PLAN")
    .map(toPhase)
    .sort((a, b) => a.first_date.localeCompare(b.first_date));
  const targets = Map.groupBy(
    events.filter(({ category }) => category === "TARGET"),
    (event) => mondayOf(dayOf(event)),
  );
  const notes = Map.groupBy(
    events
      .filter(({ category, plan_applied }) => category === "NOTE" && plan_applied !== undefined)
      .flatMap((event) => mondaysOf(event).map((monday) => ({ monday, event }))),
    ({ monday }) => monday,
  );
  const mondays = [...new Set([...targets.keys(), ...notes.keys()])]
    .filter((monday) => monday >= mondayOf(from))
    .sort();
  return {
    phases,
    weeks: mondays.map((monday) =>
      toWeek(monday, {
        phases,
        targets: targets.get(monday) ?? [],
        notes: notes.get(monday)?.map(({ event }) => event) ?? [],
      }),
    ),
  };
}

function mondaysOf(event: Event): LocalDate[] {
  const [first, last] = [mondayOf(dayOf(event)), lastDateOf(event)];
  const weeks = Math.floor(daysBetween(first, last) / 7) + 1;
  return Array.from({ length: weeks }, (_, week) => addDays(first, 7 * week));
}

const dayOf = (event: Event): LocalDate => event.start_date_local.slice(0, 10);

function toPhase(event: Event): Phase {
  const [first, last] = [dayOf(event), lastDateOf(event)];
  return {
    event_id: event.id,
    phase: event.tags?.[0] ?? event.name ?? untrustedText("unnamed"),
    plan_name: event.name,
    first_date: first,
    last_date: last,
    weeks: Math.round((daysBetween(first, last) + 1) / 7),
  };
}

interface WeekParts {
  phases: readonly Phase[];
  targets: readonly Event[];
  notes: readonly Event[];
}

function toWeek(monday: LocalDate, { phases, targets, notes }: WeekParts): PlanWeek {
  const sunday = addDays(monday, 6);
  // If two phases share a day, the later one counts (docs/intervals-api.md, Q72).
  const phase = phases.findLast(({ first_date, last_date }) => first_date <= monday && monday <= last_date);
  return {
    week_start: monday,
    week_end: sunday,
    phase: phase?.phase,
    plan_name: phase?.plan_name,
    load_target: sumOf(targets, "load_target"),
    time_target_seconds: sumOf(targets, "time_target"),
    distance_target_meters: sumOf(targets, "distance_target"),
    targets: targets.map(({ id, type, load_target, time_target, distance_target }) => ({
      event_id: id,
      sport: type,
      load_target,
      time_target_seconds: time_target,
      distance_target_meters: distance_target,
    })),
    week_notes: notes.map(({ name, description }) => joinedText([name || undefined, description || undefined], ": ")),
  };
}

/** Undefined if no target sets the field. */
function sumOf(
  targets: readonly Event[],
  field: "load_target" | "time_target" | "distance_target",
): number | undefined {
  const values = targets.flatMap((target) => target[field] ?? []);
  return values.length === 0 ? undefined : values.reduce((total, value) => total + value, 0);
}
