import * as z from "zod";
import { addDays } from "../../intervals/local-date.ts";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { formatHours } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { renderCalendar } from "./calendar-view.ts";

/** This project's own choice. icu_get_calendar_events looks further ahead. */
const DAYS_AHEAD = 60;

export const getUpcomingWorkouts = defineTool({
  name: "icu_get_upcoming_workouts",
  title: "Upcoming workouts",
  description: `The NEXT planned workouts: what is coming up within ${DAYS_AHEAD} days, with total load and time. Other events: icu_get_calendar_events.`,
  effect: "read",
  input: z.object({ limit: z.int().min(1).max(100).default(7), athlete_id: AthleteId }),
  output: z.object({
    workouts: z.array(CalendarEntry),
    total_planned_load: z.number(),
    total_moving_time_seconds: z.number(),
    /** Workouts in the same days that are not listed because of `limit`. */
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
      workouts.length === 0
        ? `No workouts are planned for the next ${DAYS_AHEAD} days.`
        : renderCalendar(workouts, view),
      workouts.length > 0 &&
        `Total: load ${total_planned_load}, ${formatHours(total_moving_time_seconds)}. Today's workouts are listed even if they are already done.`,
      left_out > 0 && `${left_out} more within ${DAYS_AHEAD} days. To see them, use a higher limit.`,
    );
  },
});

const sum = (values: readonly (number | undefined)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
