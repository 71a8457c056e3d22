import type { Activity } from "../intervals/activities.ts";
import type { Event } from "../intervals/events.ts";
import type { Workout } from "../intervals/library.ts";
import type { LocalDate } from "../intervals/local-date.ts";
import { charactersOf, joinedText, type UntrustedText } from "../intervals/untrusted-text.ts";
import { mondayOf } from "./dates.ts";
import { clean } from "./quote.ts";

/** A record that `search` finds and `fetch` reads. */
export interface SearchDocument {
  /** `activity:i123`, `event:456`, `workout:789`, `wellness:2026-05-09` */
  id: string;
  title: string;
  /** The page of Intervals.icu that shows it. */
  url: string;
  /** Search terms besides the title. */
  words: string;
}

/** `site` is the origin of Intervals.icu, without a trailing slash. */
export function activityDocument(activity: Activity, site: string): SearchDocument {
  const date = activity.start_date_local?.slice(0, 10);
  return {
    id: `activity:${activity.id}`,
    title: titleOf(activity.name ?? "Activity", activity.type, date),
    url: `${site}/activities/${activity.id}`,
    words: `activity training session workout done ${wordsIn(activity.tags)} ${wordsOfDay(date)}`,
  };
}

/** Events have no page of their own, so `url` is the week in the calendar. */
export function eventDocument(event: Event, site: string): SearchDocument {
  const date = event.start_date_local.slice(0, 10);
  const kind = event.category.replaceAll("_", " ").toLowerCase();
  return {
    id: `event:${event.id}`,
    title: titleOf(event.name ?? kind, event.type, date),
    url: weekUrl(date, site),
    words: `calendar event planned plan training ${kind} ${wordsIn(event.tags)} ${wordsOfDay(date)}`,
  };
}

/** The library is a panel of the calendar, so `url` is the home page. */
export function workoutDocument(workout: Workout, site: string): SearchDocument {
  return {
    id: `workout:${workout.id}`,
    title: titleOf(workout.name ?? "Workout", workout.type),
    url: `${site}/`,
    words: `library workout template session training ${wordsIn(workout.tags)}`,
  };
}

/** Wellness is shown in the calendar, so `url` is the week. */
export function wellnessDocument(date: LocalDate, site: string): SearchDocument {
  return {
    id: `wellness:${date}`,
    title: titleOf("Wellness", undefined, date),
    url: weekUrl(date, site),
    words: `sleep hrv resting heart rate weight readiness recovery fatigue soreness stress mood fitness form health ${wordsOfDay(date)}`,
  };
}

const titleOf = (name: string | UntrustedText, ...parts: (string | undefined)[]) =>
  [clean(name).slice(0, 200), ...parts].filter(Boolean).join(" · ");

const wordsIn = (tags: readonly UntrustedText[] = []) => charactersOf(joinedText(tags, " "));

const weekUrl = (date: LocalDate, site: string) => `${site}/?w=${mondayOf(date)}`;

/** `2026-05-09 Saturday May 2026` */
function wordsOfDay(date: LocalDate | undefined): string {
  if (date === undefined) return "";
  const day = new Date(`${date}T00:00:00Z`);
  return `${date} ${DAY_WORDS.format(day)}`;
}

const DAY_WORDS = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
