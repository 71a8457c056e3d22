import * as z from "zod";
import { NotAllowed } from "../../access/not-allowed.ts";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { defineTool, type ToolContext } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, EventId } from "../kit/parameters.ts";
import { renderEntry } from "./calendar-view.ts";

export const deleteEvent = defineTool({
  name: "icu_delete_event",
  title: "Delete a calendar entry",
  description: "DELETES one calendar entry; before today with the permission to erase.",
  effect: "delete",
  essential: true,
  idempotent: true,
  input: z.object({ event_id: EventId, athlete_id: AthleteId }),
  output: z.object({ deleted: CalendarEntry }),

  preview: async ({ event_id }, context) =>
    `This deletes from the calendar\n${renderEntry(await doomed(event_id, context), context)}`,

  async run({ event_id }, context) {
    const deleted = await doomed(event_id, context);
    await context.intervals.deleteEvent(event_id);
    return { deleted };
  },

  render: ({ deleted }, view) =>
    paragraphs(header("Deleted", view), renderEntry(deleted, view), "icu_undo_change brings it back."),
});

/** @throws NotAllowed for what lies before today, without the permission to erase */
async function doomed(eventId: number, { intervals, today, allows }: ToolContext): Promise<CalendarEntry> {
  const entry = toCalendarEntry(await intervals.getEvent(eventId));
  if (entry.date < today && !allows("erase")) {
    const because = `This entry is from ${entry.date}, and today is ${today}.`;
    throw new NotAllowed({ kind: "missing_scope", effect: "erase", because });
  }
  return entry;
}
