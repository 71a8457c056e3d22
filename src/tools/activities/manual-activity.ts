import * as z from "zod";
import type { Activity } from "../../intervals/activities.ts";
import type { LocalDate } from "../../intervals/local-date.ts";
import type { ManualActivity } from "../../intervals/manual-activities.ts";
import { startOf } from "../calendar/event-patch.ts";
import { uuidOf } from "../calendar/event-uid.ts";
import { readItem } from "../kit/batch-results.ts";
import { changesBetween, type FieldChange, toScalar } from "../kit/field-changes.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { DayAndTime, Sport } from "../kit/parameters.ts";

/** Alternative names → field names of the API. */
const NAMES: Record<string, string> = {
  start_date: "start_date_local",
  activity_type: "type",
  distance_meters: "distance",
  moving_time_seconds: "moving_time",
  duration_seconds: "moving_time",
  elapsed_time_seconds: "elapsed_time",
  elevation_gain_meters: "total_elevation_gain",
  training_load: "icu_training_load",
  perceived_exertion: "icu_rpe",
  rpe: "icu_rpe",
};

const count = (most: number) => z.int().min(0).max(most).exactOptional();

/**
 * A session that was not recorded, with the field names of the API. The bounds are what a human can do in two days.
 */
const ManualActivityInput = z.strictObject({
  start_date_local: DayAndTime,
  type: Sport,
  name: z.string().trim().min(1).max(200).exactOptional(),
  description: z.string().max(20_000).exactOptional(),
  external_id: z.string().trim().min(1).max(200).exactOptional(),
  moving_time: count(172_800),
  elapsed_time: count(172_800),
  distance: z.number().min(0).max(2_000_000).exactOptional(),
  total_elevation_gain: z.number().min(0).max(30_000).exactOptional(),
  average_heartrate: z.int().min(30).max(240).exactOptional(),
  max_heartrate: z.int().min(30).max(250).exactOptional(),
  calories: count(30_000),
  icu_training_load: count(2000),
  icu_rpe: z.int().min(1).max(10).exactOptional(),
  feel: z.int().min(1).max(5).exactOptional(),
  kg_lifted: z.number().min(0).max(200_000).exactOptional(),
  carbs_ingested: count(2000),
  sub_type: z.enum(["NONE", "COMMUTE", "WARMUP", "COOLDOWN", "RACE"]).exactOptional(),
  race: z.boolean().exactOptional(),
  trainer: z.boolean().exactOptional(),
  commute: z.boolean().exactOptional(),
  tags: z.array(z.string().trim().min(1).max(60)).max(30).exactOptional(),
  paired_event_id: z.int().min(1).exactOptional(),
});

/**
 * Reads one activity. If it has no `external_id`, one is derived from its content, so that the same session is
 * recognized when it is sent again. @throws ToolInputError
 */
export async function toManualActivity(given: Record<string, unknown>, today: LocalDate): Promise<ManualActivity> {
  const { external_id, start_date_local, ...fields } = readItem(ManualActivityInput, given, NAMES);
  const start = startOf(start_date_local, today);
  if (start.slice(0, 10) > today) {
    throw new ToolInputError(
      `start_date_local: ${start.slice(0, 10)} is in the future. Use icu_create_event for planned workouts.`,
    );
  }
  const { type, name, moving_time, distance } = fields;
  return {
    ...fields,
    start_date_local: start,
    external_id: external_id ?? (await uuidOf([start, type, name, moving_time, distance])),
  };
}

/** The fields of an existing activity that would change. */
export function changesTo(existing: Activity, { external_id: _, ...wanted }: ManualActivity): FieldChange[] {
  const record: Record<string, unknown> = existing;
  // `plannedLine` quotes all texts.
  const shown = (value: unknown) => toScalar(Array.isArray(value) ? value.join(", ") : value);
  const keys = Object.keys(wanted);
  const before = Object.fromEntries(keys.map((key) => [key, shown(record[key])]));
  const after = Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, shown(value)]));
  return changesBetween(before, after).filter((change) => change.before !== change.after);
}
