import * as z from "zod";
import { addDays, type LocalDate } from "../../intervals/local-date.ts";

const PERIOD_DAYS = { week: 7, month: 30, year: 365 } as const;
const DEFAULT_DAYS = 90;

/** Which activities a curve is made of: a sport and a stretch of days up to today. */
export const curveFields = (sport: string) => ({
  sport_type: z
    .string()
    .regex(/^\w{1,40}$/, "must be a sport such as Ride, Run, Swim")
    .default(sport),
  days_back: z.int().min(1).max(3650).optional().describe("default 90"),
  time_period: z.enum(["week", "month", "year", "all"]).optional(),
});

export interface CurvePeriod {
  days_back?: number | undefined;
  time_period?: "week" | "month" | "year" | "all" | undefined;
}

/** The period in the words of the API, and for people. Days win over a named period. */
export function curvePeriod({ days_back, time_period }: CurvePeriod, today: LocalDate) {
  if (time_period === "all" && days_back === undefined) return { spec: "all", period: "all time" };
  const named = time_period === undefined || time_period === "all" ? DEFAULT_DAYS : PERIOD_DAYS[time_period];
  const oldest = addDays(today, 1 - (days_back ?? named));
  return { spec: `r.${oldest}.${today}`, period: `${oldest} to ${today}` };
}
