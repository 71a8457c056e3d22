import * as z from "zod";
import type { Event } from "../../intervals/events.ts";
import { failWith } from "../../intervals/failure.ts";
import type { Workout } from "../../intervals/library.ts";
import { addDays } from "../../intervals/local-date.ts";
import { UntrustedText, untrustedText } from "../../intervals/untrusted-text.ts";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { formatDay } from "../../training/dates.ts";
import { quote } from "../../training/quote.ts";
import { defineTool, type ToolContext } from "../kit/define-tool.ts";
import { formatNotes, header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, DayAndTime, FolderId } from "../kit/parameters.ts";
import { workoutRecords } from "../workouts/text-budget.ts";
import { renderCalendar } from "./calendar-view.ts";
import { startOf } from "./event-patch.ts";
import { readExtraWorkouts } from "./extra-workouts.ts";

const PlannedCopy = z.object({ workout_id: z.number(), date: z.string(), name: UntrustedText.optional() });
type PlannedCopy = z.output<typeof PlannedCopy>;

interface ApplyPlanInput {
  folder_id: number;
  start_date_local: string;
  extra_workouts_json?: Record<string, unknown>[] | undefined;
}

export const applyTrainingPlan = defineTool({
  name: "icu_apply_training_plan",
  title: "Put a plan on the calendar",
  description:
    "APPLIES a training plan from the library: copies its workouts to the calendar from a start date, replacing nothing. A plan that is already there is not added again.",
  effect: "write",
  repeat: "reconcile",
  idempotent: true,
  input: z.object({
    folder_id: FolderId,
    start_date_local: DayAndTime,
    extra_workouts_json: workoutRecords(50).optional().describe("As in icu_create_workout, with day"),
    athlete_id: AthleteId,
  }),
  output: z.object({
    plan: UntrustedText,
    first_date: z.string(),
    last_date: z.string(),
    workouts: z.number(),
    /** Events on those days that are not part of the plan. */
    others: z.number(),
    added: z.array(CalendarEntry),
    existing: z.array(CalendarEntry),
    not_added: z.array(PlannedCopy),
    notes: z.array(z.string()),
  }),

  plan: planApplication,

  preview({ name, first, last, copies, extra, existing, others }) {
    if (existing.length > 0) return undefined;
    const line = (date: string, workout: string | UntrustedText | undefined) =>
      `${formatDay(date)} ${quote(workout ?? "", 80)}`;
    const extraLines = extra.map(({ workout, date }) => line(date, workout.name));
    const more = extraLines.length > 0 ? ` and ${extraLines.length} extra workouts` : "";
    return [
      `This will add the plan ${quote(name, 80)} to the calendar: ${copies.length} workouts${more} from ${formatDay(first)} to ${formatDay(last)}. The ${others.length} other events on these days stay.`,
      ...copies.map(({ workout, date }) => line(date, workout.name)),
      ...(extraLines.length > 0 ? ["Extra workouts:", ...extraLines] : []),
    ].join("\n");
  },

  async run({ folder_id, name, first, last, copies, extra, notes, existing, others }, { intervals }) {
    const known = new Set(others);
    const added =
      existing.length > 0
        ? []
        : await intervals.applyPlan(
            {
              folder_id,
              start_date_local: `${first}T00:00:00`,
              ...(extra.length > 0 && { extra_workouts: extra.map(({ workout }) => ({ ...workout })) }),
            },
            { lastDay: last, isNew: ({ id }) => !known.has(id) },
          );
    const missing = copies.filter((copy) => ![...existing, ...added].some((event) => isCopy(event, copy)));
    return {
      plan: name,
      first_date: first,
      last_date: last,
      workouts: copies.length + extra.length,
      others: others.length,
      added: added.map(toCalendarEntry),
      existing: existing.map(toCalendarEntry),
      not_added: missing.map(
        ({ workout, date }): PlannedCopy => ({ workout_id: workout.id, date, name: workout.name }),
      ),
      notes,
    };
  },

  render({ plan, first_date, last_date, workouts, others, added, existing, not_added, notes }, view) {
    const missing = not_added.map(
      ({ workout_id, date, name = "" }) => `${date} ${quote(name, 80)} workout ${workout_id}`,
    );
    return paragraphs(
      header(`Plan ${quote(plan, 80)}`, view),
      `${workouts} workouts from ${formatDay(first_date)} to ${formatDay(last_date)}. Other events on these days, unchanged: ${others}.`,
      existing.length > 0 &&
        `Nothing was added, because these workouts of the plan are already on the calendar:\n${renderCalendar(existing, view)}`,
      added.length > 0 && `Added: ${added.length}\n${renderCalendar(added, view)}`,
      missing.length > 0 &&
        `Not on the calendar: ${missing.length}\n${missing.join("\n")}\nAdd them with icu_create_event, or delete the plan's existing workouts with icu_bulk_delete_events and apply the plan again.`,
      formatNotes(notes),
    );
  },
});

/**
 * Whether an event is the plan's workout of its day: by workout id if the server sent one, otherwise by name and sport.
 */
function isCopy(event: Event, { workout, date }: { workout: Workout; date: string }): boolean {
  if (!event.start_date_local.startsWith(date) || event.plan_applied === undefined) return false;
  if (event.plan_workout_id !== undefined) return event.plan_workout_id === workout.id;
  return event.name === workout.name && event.type === workout.type;
}

/** Reads the plan, dates its workouts, and finds those that are already on the calendar. @throws ToolInputError */
async function planApplication(
  { folder_id, start_date_local, extra_workouts_json = [] }: ApplyPlanInput,
  { intervals, today }: ToolContext,
) {
  const plan = (await intervals.listFolders()).find(({ id }) => id === folder_id) ?? failWith({ kind: "not_found" });
  const name = plan.name ?? untrustedText(String(folder_id));
  if (plan.type !== "PLAN") {
    throw new ToolInputError(
      `folder_id: ${quote(name)} is a folder, not a training plan: its workouts have no days. Add its workouts to the calendar one by one with icu_create_event.`,
    );
  }
  const extraWorkouts = await readExtraWorkouts(extra_workouts_json, intervals.listSportSettings);
  const first = startOf(start_date_local, today).slice(0, 10);
  const workouts = plan.children ?? (await intervals.listWorkouts()).filter((one) => one.folder_id === folder_id);
  if (workouts.length + extraWorkouts.workouts.length === 0) throw new ToolInputError("folder_id: this plan is empty.");

  const copies = workouts.map((workout) => ({ workout, date: addDays(first, workout.day ?? 0) }));
  const extra = extraWorkouts.workouts.map((workout) => ({ workout, date: addDays(first, workout.day ?? 0) }));
  const last =
    [...copies, ...extra]
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? first;
  const before = await intervals.listEvents({ oldest: first, newest: last });
  const isOfPlan = (event: Event) => copies.some((copy) => isCopy(event, copy));
  const existing = before.filter(isOfPlan);
  const others = before.filter((event) => !isOfPlan(event)).map(({ id }) => id);
  return { folder_id, name, first, last, copies, extra, notes: extraWorkouts.notes, existing, others };
}
