import type { Intervals } from "../../intervals/client.ts";
import type { Wellness } from "../../intervals/wellness.ts";
import { hasCustomFields, toWellnessDay, type WellnessDay } from "../../training/wellness.ts";

/** Days with the athlete's own fields under the names they gave them, which are only asked for when there are any. */
export async function withNames(days: readonly Wellness[], intervals: Intervals): Promise<WellnessDay[]> {
  const names = days.some(hasCustomFields) ? await intervals.listWellnessFieldNames() : undefined;
  return days.map((day) => toWellnessDay(day, names));
}
