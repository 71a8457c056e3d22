import * as z from "zod";
import type { KeyedEvent } from "../../intervals/event-writes.ts";
import type { LocalDate } from "../../intervals/local-date.ts";
import type { SportSettings } from "../../intervals/sport-settings.ts";
import { readItem } from "../kit/batch-results.ts";
import { ToolInputError } from "../kit/input-error.ts";
import type { PlannedWorkout } from "../workouts/planned-workout.ts";
import { eventUid } from "./event-uid.ts";
import { newEventFields, toNewEvent } from "./new-event.ts";

/** Field names of the API → parameters of icu_create_event. TARGET events have their own names in the API. */
const API_NAMES: Record<string, string> = {
  start_date_local: "start_date",
  type: "event_type",
  moving_time: "duration_seconds",
  time_target: "duration_seconds",
  distance: "distance_meters",
  distance_target: "distance_meters",
  icu_training_load: "training_load",
  load_target: "training_load",
};

/** API fields that icu_create_event does not have. */
const apiFields = {
  uid: z.string().min(1).max(200).optional(),
  external_id: z.string().max(200).exactOptional(),
  /** Exclusive, as in the API. */
  end_date_local: z.iso.datetime({ local: true }).or(z.iso.date()).exactOptional(),
  tags: z.array(z.string().max(60)).max(20).exactOptional(),
  target: z.enum(["AUTO", "POWER", "HR", "PACE"]).exactOptional(),
  sub_type: z.string().max(20).exactOptional(),
  carbs_per_hour: z.int().min(0).max(300).exactOptional(),
  for_week: z.boolean().exactOptional(),
  max_training_time: z.int().min(0).exactOptional(),
  can_train_sports: z.array(z.string().max(40)).exactOptional(),
  hide_from_athlete: z.boolean().exactOptional(),
  athlete_cannot_edit: z.boolean().exactOptional(),
};
const BulkEvent = z.strictObject({ ...newEventFields, ...apiFields });

export interface PreparedEvent extends KeyedEvent {
  planned: PlannedWorkout;
}

/** Reads one event of a list, with the names of icu_create_event or of the API. @throws ToolInputError */
export async function toKeyedEvent(
  given: Record<string, unknown>,
  today: LocalDate,
  settings: () => Promise<SportSettings[]>,
): Promise<PreparedEvent> {
  if ("workout_doc" in given) {
    throw new ToolInputError("workout_doc: Intervals.icu generates it. Give description or steps instead.");
  }
  const { uid, ...fields } = readItem(BulkEvent, given, API_NAMES);
  const { event, planned } = await toNewEvent(fields, today, settings);
  const api = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => Object.hasOwn(apiFields, name) && value !== undefined),
  );
  const complete = {
    ...event,
    ...api,
    ...(fields.end_date_local && { end_date_local: atMidnight(fields.end_date_local) }),
  };
  return { uid: uid ?? (await eventUid(complete, today)), event: complete, planned };
}

const atMidnight = (end: string) => (end.includes("T") ? end : `${end}T00:00:00`);
