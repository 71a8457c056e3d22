import type * as z from "zod";
import type { NewEvent } from "../../intervals/event-writes.ts";
import type { LocalDate } from "../../intervals/local-date.ts";
import type { SportSettings } from "../../intervals/sport-settings.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { DayAndTime } from "../kit/parameters.ts";
import { type PlannedWorkout, planWorkout, type WorkoutFields } from "../workouts/planned-workout.ts";
import { STEPS_EXAMPLE } from "../workouts/step-fields.ts";
import { Category, eventFields, Name } from "./event-fields.ts";
import { requireSportForRace, toEventPatch } from "./event-patch.ts";

/** The parameters of a new calendar event. */
export const newEventFields = {
  start_date: DayAndTime.describe("YYYY-MM-DD, YYYY-MM-DDTHH:MM, tomorrow, +3d, monday …"),
  name: Name,
  category: Category,
  ...eventFields,
  steps: eventFields.steps.describe(STEPS_EXAMPLE),
  event_type: eventFields.event_type.describe("Ride, Run, Swim …"),
  end_date: eventFields.end_date.describe("Inclusive"),
};
type NewEventFields = z.output<z.ZodObject<typeof newEventFields>>;

/** The event to send, with its workout checked. @throws ToolInputError */
export async function toNewEvent(
  fields: NewEventFields,
  today: LocalDate,
  settings: () => Promise<SportSettings[]>,
): Promise<{ event: NewEvent; planned: PlannedWorkout }> {
  const { category, event_type, name } = fields;
  requireSportForRace(category, event_type);
  const planned = await planFor(category, fields, settings);
  const patch = toEventPatch({ ...fields, description: planned.description }, category, today);
  return { event: { ...patch, category, name, start_date_local: patch.start_date_local ?? today }, planned };
}

/** Checks the workout of a WORKOUT event. The text of other events is stored unchanged. */
export async function planFor(
  category: string,
  fields: WorkoutFields & { event_type?: string | undefined },
  settings: () => Promise<SportSettings[]>,
): Promise<PlannedWorkout> {
  const { description, steps, event_type } = fields;
  if (category === "WORKOUT") return planWorkout(fields, event_type, settings);
  if (steps) throw new ToolInputError("steps: only events of category WORKOUT have steps.");
  return { ...(description !== undefined && { description }), notes: [] };
}
