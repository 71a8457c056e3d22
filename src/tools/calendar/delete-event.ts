import * as z from "zod";
import { NotAllowed } from "../../access/not-allowed.ts";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, EventId } from "../kit/parameters.ts";
import { renderEntry } from "./calendar-view.ts";

export const deleteEvent = defineTool({
  name: "icu_delete_event",
  title: "Delete a calendar event",
  description: "REMOVES one event from the calendar, such as a workout. Past events need the permission to erase.",
  effect: "delete",
  essential: true,
  idempotent: true,
  input: z.object({ event_id: EventId, athlete_id: AthleteId }),
  output: z.object({ deleted: CalendarEntry }),

  async plan({ event_id }, { intervals, today, allows }) {
    const deleted = toCalendarEntry(await intervals.getEvent(event_id));
    if (deleted.date < today && !allows("erase")) {
      const because = `This event is in the past: it is from ${deleted.date}, and today is ${today}.`;
      throw new NotAllowed({ kind: "missing_scope", effect: "erase", because });
    }
    return { deleted };
  },

  preview: ({ deleted }, view) => `This will delete from the calendar:\n${renderEntry(deleted, view)}`,

  async run(plan, { intervals }) {
    await intervals.deleteEvent(plan.deleted.event_id);
    return plan;
  },

  render: ({ deleted }, view) =>
    paragraphs(header("Deleted", view), renderEntry(deleted, view), "To restore it, use icu_undo_change."),
});
