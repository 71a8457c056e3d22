import * as z from "zod";
import type { ReminderPatch } from "../../intervals/gear-reminders.ts";

export const ReminderText = z.string().trim().min(1).max(80, "must be at most 80 characters");

/** When a reminder is due. 0 removes a limit. */
export const reminderLimits = {
  distance_alert: z.number().min(0).max(1_000_000).optional().describe("km"),
  time_alert: z.number().min(0).max(100_000).optional().describe("hours"),
  activities_alert: z.int().min(0).max(100_000).optional(),
  days_alert: z.int().min(0).max(10_000).optional(),
};

export interface ReminderLimits {
  distance_alert?: number | undefined;
  time_alert?: number | undefined;
  activities_alert?: number | undefined;
  days_alert?: number | undefined;
}

export const LIMITS_HELP =
  "Give at least one limit above 0: distance_alert (km), time_alert (hours), activities_alert or days_alert.";

/** Converts limits to API fields, in m and s. */
export function toReminderLimits(limits: ReminderLimits): ReminderPatch {
  const { distance_alert: km, time_alert: hours, activities_alert: activities, days_alert: days } = limits;
  return {
    ...(km !== undefined && { distance: Math.round(km * 1000) }),
    ...(hours !== undefined && { time: Math.round(hours * 3600) }),
    ...(activities !== undefined && { activities }),
    ...(days !== undefined && { days }),
  };
}

export const hasLimit = ({ distance, time, activities, days }: Record<keyof Omit<ReminderPatch, "name">, unknown>) =>
  [distance, time, activities, days].some((limit) => typeof limit === "number" && limit > 0);
