import * as z from "zod";
import { CalendarEntry, toCalendarEntry } from "../training/calendar.ts";
import { renderEntry } from "./calendar-view.ts";
import { defineTool } from "./define-tool.ts";
import { Category, eventFields, Name, requireSportForRace, toEventChange, workoutHint } from "./event-fields.ts";
import { eventUid } from "./event-uid.ts";
import { header, paragraphs } from "./header.ts";
import { AthleteId, DayAndTime } from "./parameters.ts";

export const createEvent = defineTool({
  name: "icu_create_event",
  title: "Add to the calendar",
  description:
    "ADDS one calendar entry: workout, race, note, holiday, sick days, target. Workout text: one step per line such as '- 10m 75%' (%FTP), '- 5m Z2 HR', '- 400mtr 4:30/km Pace'; m = MINUTES, metres are mtr; a repeat is a line '4x' with blank lines around its block; paces need the word Pace. The answer says how many steps were understood.",
  effect: "write",
  essential: true,
  idempotent: true,
  input: z.object({
    start_date: DayAndTime.describe("YYYY-MM-DD, with THH:MM if it has a time, or tomorrow, +3d, monday …"),
    name: Name,
    category: Category,
    ...eventFields,
    athlete_id: AthleteId,
  }),
  output: z.object({ event: CalendarEntry, hint: z.string().optional() }),

  async run({ category, athlete_id: _, ...fields }, { intervals, today }) {
    requireSportForRace(category, fields.event_type);
    const change = toEventChange(fields, category, today);
    const wanted = { ...change, category, name: fields.name, start_date_local: change.start_date_local ?? today };
    const event = await intervals.createEvent(await eventUid(wanted, today), wanted);
    return { event: toCalendarEntry(event), hint: workoutHint(event) };
  },

  render: ({ event, hint }, view) =>
    paragraphs(header("On the calendar now", view), renderEntry(event, view), hint && `Attention: ${hint}`),
});
