import * as z from "zod";
import { addDays } from "../../intervals/local-date.ts";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { formatHours } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { renderCalendar } from "./calendar-view.ts";

/** Ours: whoever plans further ahead asks for the calendar. */
const DAYS_AHEAD = 60;

export const getUpcomingWorkouts = defineTool({
  name: "icu_get_upcoming_workouts",
  title: "Upcoming workouts",
  description: `The NEXT planned workouts from today on, within ${DAYS_AHEAD} days, with total load and time. Other entries: icu_get_calendar_events.`,
  effect: "read",
  input: z.object({ limit: z.int().min(1).max(100).default(7), athlete_id: AthleteId }),
  output: z.object({
    workouts: z.array(CalendarEntry),
    total_planned_load: z.number(),
    total_moving_time_seconds: z.number(),
    /** Further ones in the same days. */
    left_out: z.number(),
  }),

  async run({ limit }, { intervals, today }) {
    const range = { oldest: today, newest: addDays(today, DAYS_AHEAD) };
    const events = await intervals.listEvents({ ...range, categories: ["WORKOUT"] });
    const workouts = events.slice(0, limit).map(toCalendarEntry);
    return {
      workouts,
      total_planned_load: sum(workouts.map(({ planned_load }) => planned_load)),
      total_moving_time_seconds: sum(workouts.map(({ moving_time_seconds }) => moving_time_seconds)),
      left_out: events.length - workouts.length,
    };
  },

  render({ workouts, total_planned_load, total_moving_time_seconds, left_out }, view) {
    return paragraphs(
      header("Next workouts", view),
      workouts.length === 0 ? `No workout is planned in the next ${DAYS_AHEAD} days.` : renderCalendar(workouts, view),
      workouts.length > 0 &&
        `Together: load ${total_planned_load}, ${formatHours(total_moving_time_seconds)}. Those of today are listed whether done or not.`,
      left_out > 0 && `${left_out} more in these ${DAYS_AHEAD} days: ask with a higher limit.`,
    );
  },
});

const sum = (values: readonly (number | undefined)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
