import type { EventCategory } from "../intervals/events.ts";
import type { Resource } from "./define-resource.ts";

const MEANINGS: Record<EventCategory, string> = {
  WORKOUT: "a planned session; its description is workout text",
  RACE_A: "the race of the season; needs a sport",
  RACE_B: "an important race; needs a sport",
  RACE_C: "a race in passing; needs a sport",
  NOTE: "a remark on a day or a stretch of days",
  PLAN: "a phase of an annual training plan; its tag is the phase",
  TARGET: "a week's goal on its Monday: load, time or distance, per sport",
  HOLIDAY: "days off; training availability says how much is possible",
  SICK: "days of illness",
  INJURED: "days of injury",
  SEASON_START: "where a season begins for season charts",
  SET_EFTP: "sets the estimated FTP from that day on",
  SET_FITNESS: "sets fitness and fatigue on that day",
  FITNESS_DAYS: "changes the 42 and 7 days of the fitness model from that day on",
};

export const eventCategories: Resource = {
  uri: "intervals-icu://event-categories",
  name: "event-categories",
  title: "Kinds of calendar entries",
  description: "What each category of a calendar entry means, and what it needs.",
  read: async () =>
    Object.entries(MEANINGS)
      .map(([category, meaning]) => `${category}: ${meaning}`)
      .join("\n"),
};
