import { addDays, type LocalDate } from "../intervals/local-date.ts";

const WEEKDAYS: readonly string[] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const DATE_WORD =
  /^(today|yesterday|tomorrow|([+-]\d{1,4})([dw])|\d{4}-\d{2}-\d{2}|(?:(next|last) )?(mon|tues|wednes|thurs|fri|satur|sun)day)$/;

/**
 * Local date and time (`HH:MM`) at `now` (ms since the epoch). `timeZone` is an IANA name; an unknown one means UTC.
 */
export function localClock(timeZone: string, now: number): { date: LocalDate; time: string } {
  const parts = Object.fromEntries(
    formatterFor(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
  };
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const options = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
}

/** Whether `resolveDate` accepts it. */
export function isDateWord(word: string): boolean {
  const plain = word.trim().toLowerCase();
  if (!DATE_WORD.test(plain)) return false;
  return !/^\d/.test(plain) || isRealDate(plain);
}

/**
 * Resolves a date word relative to `today`: a date, `today`, `yesterday`, `tomorrow`, `-7d`, `+2w` or a weekday.
 * `friday` is today or the next Friday, `next friday` is after today, `last friday` is before today.
 * @throws RangeError if `isDateWord` rejects the word
 */
export function resolveDate(word: string, today: LocalDate): LocalDate {
  const plain = word.trim().toLowerCase();
  const match = DATE_WORD.exec(plain);
  if (!match || !isDateWord(plain)) throw new RangeError(`not a date: ${word}`);
  const [, , count, unit, direction, weekday] = match;
  if (count) return addDays(today, Number(count) * (unit === "w" ? 7 : 1));
  if (weekday) return weekdayFrom(today, `${weekday}day`, direction);
  if (plain === "today") return today;
  if (plain === "yesterday") return addDays(today, -1);
  if (plain === "tomorrow") return addDays(today, 1);
  return plain;
}

function weekdayFrom(today: LocalDate, weekday: string, direction: string | undefined): LocalDate {
  const daysAhead = (WEEKDAYS.indexOf(weekday) - dayOfWeek(today) + 7) % 7;
  if (direction === "last") return addDays(today, daysAhead === 0 ? -7 : daysAhead - 7);
  return addDays(today, direction === "next" && daysAhead === 0 ? 7 : daysAhead);
}

function isRealDate(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date) && date >= "1950" && date < "2101";
}

/** Day of the week, 0 = Sunday. */
export function dayOfWeek(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** `Sun 2026-11-22` */
export function formatDay(date: LocalDate): string {
  const name = WEEKDAYS[dayOfWeek(date)] ?? "";
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1, 3)} ${date}`;
}

/** The Monday on or before `date`. Weeks of Intervals.icu run from Monday to Sunday (docs/intervals-api.md, Q85). */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, -((dayOfWeek(date) + 6) % 7));
}

/** The last `days` days, including today. */
export function lastDays(today: LocalDate, days: number): { oldest: LocalDate; newest: LocalDate } {
  return { oldest: addDays(today, 1 - days), newest: today };
}
