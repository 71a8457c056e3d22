import type { EventCategory } from "./intervals/events.ts";
import { addDays } from "./intervals/local-date.ts";
import { getActivityDetails } from "./tools/activities/get-activity-details.ts";
import { getAthleteProfile } from "./tools/athlete/get-athlete-profile.ts";
import { getEvent } from "./tools/calendar/get-event.ts";
import { type ContextFor, readWith, type Tool } from "./tools/kit/define-tool.ts";
import { ToolInputError } from "./tools/kit/input-error.ts";
import { getWorkoutsInFolder } from "./tools/library/get-workouts-in-folder.ts";
import { getWellnessForDate } from "./tools/wellness/get-wellness-for-date.ts";
import { workoutSyntaxText } from "./workout/guide/guide.ts";

type Variables = Record<string, string>;

/** A URI, or a template in which each `{variable}` matches one path segment. */
export interface Resource {
  uri: string;
  name: string;
  title: string;
  description: string;
  read(variables: Variables, contextFor: ContextFor): Promise<string>;
  /** Whether the variables of a template may name something, such as an id of digits. */
  accepts?(variables: Variables): boolean;
  /** Values that complete the variable of a template, the most likely first. */
  values?(contextFor: ContextFor): Promise<string[]>;
}

/** A resource with the same text as a tool's answer. Its variables are the tool's arguments. */
const answerOf = (tool: Tool): Pick<Resource, "read" | "accepts"> => ({
  read: (variables, contextFor) => readWith(tool, variables, contextFor),
  accepts(variables) {
    try {
      tool.parse(variables);
      return true;
    } catch (error) {
      if (error instanceof ToolInputError) return false;
      throw error;
    }
  },
});

export const athleteProfile: Resource = {
  uri: "intervals-icu://athlete/profile",
  name: "athlete-profile",
  title: "Athlete profile",
  description: "Time zone, units, thresholds and zones of every sport, today's form.",
  ...answerOf(getAthleteProfile),
};

const workoutSyntax: Resource = {
  uri: "intervals-icu://workout-syntax",
  name: "workout-syntax",
  title: "Workout syntax",
  description:
    "The workout text language of Intervals.icu: steps, targets, repeats, and text that it silently misreads.",
  read: async () => workoutSyntaxText(),
};

const CATEGORY_MEANINGS: Record<EventCategory, string> = {
  WORKOUT: "a planned session; its description is workout text",
  RACE_A: "the main race of the season; needs a sport",
  RACE_B: "an important race; needs a sport",
  RACE_C: "a minor race; needs a sport",
  NOTE: "a note on one or more days",
  PLAN: "a phase of an annual training plan; its tag is the phase",
  TARGET: "a week's goal on its Monday: load, time or distance, per sport",
  HOLIDAY: "days off; training_availability is how much training is possible",
  SICK: "days of illness",
  INJURED: "days of injury",
  SEASON_START: "where a season begins for season charts",
  SET_EFTP: "sets the estimated FTP from that day on",
  SET_FITNESS: "sets fitness and fatigue on that day",
  FITNESS_DAYS: "changes the 42 and 7 days of the fitness model from that day on",
};

const eventCategories: Resource = {
  uri: "intervals-icu://event-categories",
  name: "event-categories",
  title: "Calendar event categories",
  description: "What each category of a calendar event means and requires.",
  read: async () =>
    Object.entries(CATEGORY_MEANINGS)
      .map(([category, meaning]) => `${category}: ${meaning}`)
      .join("\n"),
};

const CUSTOM_ITEMS_TEXT = `Custom items are charts, fields and panels that an athlete adds to Intervals.icu.

Fields (INPUT_FIELD for wellness, ACTIVITY_FIELD, INTERVAL_FIELD) need content:
  code: letters and digits, beginning with a capital, at least two characters, such as AlcoholUnits
  type: numeric, text or select
  aggregate: MIN, SUM, MAX or AVERAGE
The server rejects other values (number, string, AVG) without an explanation.

Charts and other items (FITNESS_CHART, FITNESS_TABLE, TRACE_CHART, ACTIVITY_STREAM, ACTIVITY_CHART, ACTIVITY_HISTOGRAM,
ACTIVITY_HEATMAP, ACTIVITY_MAP, ACTIVITY_PANEL, ZONES) are best created without content and designed on intervals.icu.

An update replaces the whole content. Visibility: PRIVATE, FOLLOWERS or PUBLIC.`;

const customItemSchemas: Resource = {
  uri: "intervals-icu://custom-item-schemas",
  name: "custom-item-schemas",
  title: "Custom item content",
  description: "The types of custom items and the content that each requires.",
  read: async () => CUSTOM_ITEMS_TEXT,
};

const activity: Resource = {
  uri: "intervals-icu://activity/{activity_id}",
  name: "activity",
  title: "One activity",
  description: "Summary of one activity.",
  ...answerOf(getActivityDetails),
  async values(contextFor) {
    const { intervals, today } = await contextFor();
    const activities = await intervals.listActivities({ oldest: addDays(today, -60), newest: today, limit: 100 });
    return activities.map(({ id }) => id);
  },
};

const event: Resource = {
  uri: "intervals-icu://event/{event_id}",
  name: "event",
  title: "One calendar event",
  description: "A planned workout, race, note or other calendar event.",
  ...answerOf(getEvent),
  async values(contextFor) {
    const { intervals, today } = await contextFor();
    const events = await intervals.listEvents({ oldest: today, newest: addDays(today, 28) });
    return events.map(({ id }) => String(id));
  },
};

const wellnessDay: Resource = {
  uri: "intervals-icu://wellness/{date}",
  name: "wellness-day",
  title: "Wellness of one day",
  description: "Sleep, heart rate variability, feelings and fitness of one day.",
  ...answerOf(getWellnessForDate),
  async values(contextFor) {
    const { today } = await contextFor();
    const days = Array.from({ length: 60 }, (_, ago) => addDays(today, -ago));
    return ["today", "yesterday", ...days];
  },
};

const libraryFolder: Resource = {
  uri: "intervals-icu://library/{folder_id}",
  name: "library-folder",
  title: "One workout library folder",
  description: "The workouts of one folder or plan.",
  ...answerOf(getWorkoutsInFolder),
  async values(contextFor) {
    const { intervals } = await contextFor();
    return (await intervals.listFolders()).map(({ id }) => String(id));
  },
};

/** Every resource, in the order in which it is listed. */
export const RESOURCES: readonly Resource[] = [
  athleteProfile,
  workoutSyntax,
  eventCategories,
  customItemSchemas,
  activity,
  event,
  wellnessDay,
  libraryFolder,
];
