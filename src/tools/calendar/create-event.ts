import * as z from "zod";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { workoutCheatSheet } from "../../workout/guide/guide.ts";
import { defineTool } from "../kit/define-tool.ts";
import { formatNotes, header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { notesOnStored } from "../workouts/planned-workout.ts";
import { renderEntry } from "./calendar-view.ts";
import { eventUid } from "./event-uid.ts";
import { newEventFields, toNewEvent } from "./new-event.ts";

export const createEvent = defineTool({
  name: "icu_create_event",
  title: "Add to the calendar",
  description: `ADDS one calendar event: workout, race, note, holiday, sick days, target. A workout that Intervals.icu would misread is rejected with a correction, unless force=true.\n${workoutCheatSheet()}`,
  effect: "write",
  repeat: "replay",
  essential: true,
  idempotent: true,
  input: z.object({ ...newEventFields, athlete_id: AthleteId }),
  output: z.object({ event: CalendarEntry, notes: z.array(z.string()) }),

  async run({ athlete_id: _, ...fields }, { intervals, today }) {
    const { event, planned } = await toNewEvent(fields, today, intervals.listSportSettings);
    const stored = await intervals.createEvent(await eventUid(event, today), event);
    return { event: toCalendarEntry(stored), notes: notesOnStored(planned, stored) };
  },

  render: ({ event, notes }, view) =>
    paragraphs(header("Added to the calendar", view), renderEntry(event, view), formatNotes(notes)),
});
