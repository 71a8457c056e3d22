import * as z from "zod";
import { isDateWord } from "../../training/dates.ts";

/** Parameters that several tools share. Descriptions are short: every model pays for them on every call. */

export const AthleteId = z
  .string()
  .regex(/^(0|i?[1-9]\d{0,18})$/, "must look like i123456 or 2049151; leave it out for the connected athlete")
  .optional();

export const ActivityId = z
  .string()
  .regex(/^i?\d{1,19}$/, "must look like i140242265, as icu_get_recent_activities lists them");

export const EventId = z.int().min(1).max(2_147_483_647);

const DATE_HELP = "must be a date such as 2026-05-31, or today, yesterday, tomorrow, -7d, +2w, monday, next friday";

/** A local day of the athlete, as `resolveDate` understands it. */
export const Day = z.string().refine(isDateWord, DATE_HELP);

/** A local day, or a day and a time. */
export const DayAndTime = z
  .string()
  .refine((value) => isDateWord(value.replace(/[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "")), DATE_HELP);

export const daysBack = (fallback: number) => z.int().min(0).max(3650).default(fallback);

/** A series of samples, by its name in the API. */
export const StreamName = z
  .string()
  .regex(/^\w{1,60}$/, "must be a stream name such as watts, heartrate, altitude, latlng");

export const Inline = z.boolean().optional().describe("The text, up to 40,000 characters");

export const Sport = z.string().regex(/^\w{1,40}$/, "must be a sport such as Ride, Run, Swim, WeightTraining");

/** So many take about ten seconds to look at one by one. */
export const EventIds = z.array(EventId).min(1).max(50);

export const FolderId = z.int().min(1).max(2_147_483_647);

export const WorkoutId = z.int().min(1).max(2_147_483_647);
