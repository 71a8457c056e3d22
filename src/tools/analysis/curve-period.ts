import * as z from "zod";
import { addDays, type LocalDate } from "../../intervals/local-date.ts";

const PERIOD_DAYS = { week: 7, month: 30, year: 365 } as const;
const DEFAULT_DAYS = 90;

/** The activities that a curve is computed from: a sport and a number of days up to today. */
export const curveFields = (sport: string) => ({
  sport_type: z
    .string()
    .regex(/^\w{1,40}$/, "must be a sport such as Ride, Run, Swim")
    .default(sport),
  days_back: z.int().min(1).max(3650).optional().describe("Default 90"),
  time_period: z.enum(["week", "month", "year", "all"]).optional(),
});

export interface CurvePeriod {
  days_back?: number | undefined;
  time_period?: "week" | "month" | "year" | "all" | undefined;
}

/** The period as the API expects it, and as text. `days_back` overrides `time_period`. */
export function curvePeriod({ days_back, time_period }: CurvePeriod, today: LocalDate) {
  if (time_period === "all" && days_back === undefined) return { spec: "all", period: "all time" };
  const periodDays = time_period === undefined || time_period === "all" ? DEFAULT_DAYS : PERIOD_DAYS[time_period];
  const oldest = addDays(today, 1 - (days_back ?? periodDays));
  return { spec: `r.${oldest}.${today}`, period: `${oldest} to ${today}` };
}
