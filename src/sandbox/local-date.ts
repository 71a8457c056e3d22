/** A date in the athlete's time zone, `YYYY-MM-DD`. */
export type LocalDate = string;
/** A time in the athlete's time zone without offset, `YYYY-MM-DDTHH:MM:SS`. */
export type LocalTime = string;

const DAY_MS = 86_400_000;

/** Days since 1970-01-01. */
export const dayNumber = (date: LocalDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;

export const dateOfDay = (day: number): LocalDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDay(dayNumber(date) + days);

export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

/** 0 = Monday … 6 = Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (date: LocalDate): number => (dayNumber(date) + 3) % 7;

export const mondayOf = (date: LocalDate): LocalDate => addDays(date, -weekdayOf(date));

export const isLocalDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dateOfDay(dayNumber(text)) === text;

export const isLocalTime = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) && isLocalDate(text.slice(0, 10));

export const addSeconds = (local: LocalTime, seconds: number): LocalTime =>
  new Date(Date.parse(`${local}Z`) + seconds * 1000).toISOString().slice(0, 19);

/** Creating a formatter costs a hundred times more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** The local time in a zone at an instant (milliseconds since 1970). */
export function localTimeAt(instant: number, zone: string): LocalTime {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) part[type] = value;
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
}

/** The instant of a local time in a zone. A time that daylight saving skips is moved forward by the skipped time. */
export function instantOf(local: LocalTime, zone: string): number {
  const asUtc = Date.parse(`${local}Z`);
  const offsetAt = (instant: number) => Date.parse(`${localTimeAt(instant, zone)}Z`) - instant;
  return asUtc - offsetAt(asUtc - offsetAt(asUtc));
}

/** The format of the server's timestamps: UTC with milliseconds and `+00:00`. */
export const serverStamp = (instant: number): string => new Date(instant).toISOString().replace("Z", "+00:00");
