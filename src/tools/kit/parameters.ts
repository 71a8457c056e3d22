import * as z from "zod";
import { isDateWord } from "../../training/dates.ts";

/** Parameters that several tools share. Descriptions are short, because models read them in every conversation. */

export const AthleteId = z
  .string()
  .regex(/^(0|i?[1-9]\d{0,18})$/, "must be an athlete id such as i123456 or 2049151, from icu_list_athletes")
  .optional();

export const ActivityId = z
  .string()
  .regex(/^i?\d{1,19}$/, "must be an activity id such as i140242265, from icu_get_recent_activities");

export const EventId = z.int().min(1).max(2_147_483_647);

const DATE_HELP = "must be a date such as 2026-05-31, or today, yesterday, tomorrow, -7d, +2w, monday, next friday";

/** A day in the athlete's time zone, as `resolveDate` parses it. */
export const Day = z.string().refine(isDateWord, DATE_HELP);

/** A day, or a day and a time, in the athlete's time zone. */
export const DayAndTime = z
  .string()
  .refine((value) => isDateWord(value.replace(/[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "")), DATE_HELP);

export const daysBack = (fallback: number) => z.int().min(0).max(3650).default(fallback);

/** A stream of samples, by its name in the API. */
export const StreamName = z
  .string()
  .regex(/^\w{1,60}$/, "must be a stream name such as watts, heartrate, altitude, latlng");

export const Inline = z.boolean().optional().describe("Return the text, up to 40,000 characters");

export const Sport = z.string().regex(/^\w{1,40}$/, "must be a sport such as Ride, Run, Swim, WeightTraining");

/** Events are read one by one: 50 take about ten seconds. */
export const EventIds = z.array(EventId).min(1).max(50);

export const FolderId = z.int().min(1).max(2_147_483_647);

export const WorkoutId = z.int().min(1).max(2_147_483_647);
