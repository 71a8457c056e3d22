import * as z from "zod";
import { addDays } from "../../intervals/local-date.ts";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, daysBack } from "../kit/parameters.ts";
import { renderCalendar } from "./calendar-view.ts";

export const getCalendarEvents = defineTool({
  name: "icu_get_calendar_events",
  title: "Calendar",
  description:
    "Everything on the CALENDAR, by default for the week ahead: planned workouts, races, notes, holidays, sick days and targets, including events that began earlier and continue.",
  effect: "read",
  essential: true,
  input: z.object({
    days_ahead: z.int().min(0).max(730).default(7),
    days_back: daysBack(0),
    athlete_id: AthleteId,
  }),
  output: z.object({ events: z.array(CalendarEntry) }),

  async run({ days_ahead, days_back }, { intervals, today }) {
    const range = { oldest: addDays(today, -days_back), newest: addDays(today, days_ahead) };
    return { events: (await intervals.listEvents(range)).map(toCalendarEntry) };
  },

  render({ events }, view) {
    return paragraphs(
      header("Calendar", view),
      events.length === 0 ? "The calendar has no events in this range." : renderCalendar(events, view),
    );
  },
});
