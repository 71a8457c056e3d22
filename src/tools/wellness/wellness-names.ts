import type { Intervals } from "../../intervals/client.ts";
import type { Wellness } from "../../intervals/wellness.ts";
import { hasCustomFields, toWellnessDay, type WellnessDay } from "../../training/wellness.ts";

/** Converts records, with custom fields under their names. The names are only fetched if a day has custom fields. */
export async function withNames(days: readonly Wellness[], intervals: Intervals): Promise<WellnessDay[]> {
  const names = days.some(hasCustomFields) ? await intervals.listWellnessFieldNames() : undefined;
  return days.map((day) => toWellnessDay(day, names));
}
