/**
 * A calendar day of the athlete, `YYYY-MM-DD`, without a time zone: events, wellness and activities have local times
 * (docs/intervals-api.md §1.6).
 */
export type LocalDate = string;

/** The day `days` later, or earlier if negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Days from `a` to `b`, negative if `b` is earlier. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);
}
