/**
 * A day as the athlete's calendar shows it, `YYYY-MM-DD`, without a zone: everything that athletes plan or log at
 * Intervals.icu is local wall-clock time (docs/intervals-api.md §1.6: events, wellness ids, activities' `start_date_local`).
 */
export type LocalDate = string;

/** The day `days` later (earlier when negative). Calendar arithmetic: no zone, no daylight saving. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Days from `a` to `b`, negative when `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);
}
