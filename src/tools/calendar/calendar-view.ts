import { type CalendarEntry, relativeDay } from "../../training/calendar.ts";
import { formatDay } from "../../training/dates.ts";
import { quote, quoteLines } from "../../training/quote.ts";
import { distanceIn, formatHours, round } from "../../training/units.ts";
import type { View } from "../kit/define-tool.ts";

/** Events grouped by day, one line each. */
export function renderCalendar(entries: readonly CalendarEntry[], view: View): string {
  const days = Map.groupBy(entries, ({ date }) => date);
  return [...days]
    .map(([date, events]) =>
      [
        `${formatDay(date)}, ${relativeDay(date, view.today)}`,
        ...events.map((event) => `- ${entryLine(event, view)}`),
      ].join("\n"),
    )
    .join("\n");
}

/** `WORKOUT Ride «VO2 4x4» id 88010: 51m, load 56, 9 steps` */
export function entryLine(entry: CalendarEntry, { units }: View): string {
  const kind = [entry.category, entry.type, entry.name && quote(entry.name, 80)].filter(Boolean).join(" ");
  const planned = [
    entry.time && `at ${entry.time}`,
    entry.last_date && `until ${entry.last_date}`,
    entry.moving_time_seconds && formatHours(entry.moving_time_seconds),
    entry.distance_meters && `${round(distanceIn(units, entry.distance_meters), 2)} ${units.distance}`,
    entry.planned_load !== undefined && `load ${entry.planned_load}`,
    entry.intensity_percent && `intensity ${Math.round(entry.intensity_percent)}%`,
    entry.load_target && `load target ${entry.load_target}`,
    entry.time_target_seconds && `time target ${formatHours(entry.time_target_seconds)}`,
    entry.distance_target_meters &&
      `distance target ${round(distanceIn(units, entry.distance_target_meters), 1)} ${units.distance}`,
    entry.form !== undefined && `form ${round(entry.form)}`,
    entry.availability && entry.availability !== "NORMAL" && `availability ${entry.availability.toLowerCase()}`,
    entry.workout_steps !== undefined && stepsText(entry.workout_steps),
    entry.tags && `tags ${entry.tags.map((tag) => quote(tag, 40)).join(" ")}`,
    entry.push_problems &&
      `not sent to every device: ${entry.push_problems.map((problem) => quote(problem, 80)).join(" ")}`,
  ].filter((part) => part !== false && part !== undefined && part !== "" && part !== 0);
  return `${kind} id ${entry.event_id}${planned.length > 0 ? `: ${planned.join(", ")}` : ""}`;
}

/** One event with its text. */
export function renderEntry(entry: CalendarEntry, view: View): string {
  const day = `${formatDay(entry.date)}, ${relativeDay(entry.date, view.today)}`;
  const text = entry.description && `\nDescription (user-written text):\n${quoteLines(entry.description)}`;
  return `${day}\n${entryLine(entry, view)}${text ?? ""}`;
}

function stepsText(steps: number): string {
  return steps === 0 ? "NO steps parsed" : `${steps} step${steps === 1 ? "" : "s"}`;
}
