import { addDays, type LocalDate } from "../intervals/local-date.ts";
import { isDateWord } from "./dates.ts";

const MONTHS = "january february march april may june july august september october november december".split(" ");
const DATE_IN_TEXT = /\b(\d{4}-\d{2}-\d{2})\b|\b(?:(\d{1,2}) )?([a-z]{3,9}),? (\d{4})\b/g;

/**
 * The days and months that a text names together with their year: `2026-05-09`, `9 May 2026`, `Sept 2026`. Both ends of
 * a range are included. Dates that do not exist are skipped.
 */
export function datesInText(text: string): { oldest: LocalDate; newest: LocalDate }[] {
  return [...text.toLowerCase().matchAll(DATE_IN_TEXT)].flatMap(([, date, day, name = "", year = ""]) => {
    const month = MONTHS.findIndex((candidate) => candidate.startsWith(name)) + 1;
    if (!date && month === 0) return [];
    const start = `${year}-${String(month).padStart(2, "0")}`;
    const named = date ?? (day && `${start}-${day.padStart(2, "0")}`);
    if (named) return isDateWord(named) ? [{ oldest: named, newest: named }] : [];
    const nextMonth = addDays(`${start}-01`, 31).slice(0, 7);
    return [{ oldest: `${start}-01`, newest: addDays(`${nextMonth}-01`, -1) }];
  });
}
