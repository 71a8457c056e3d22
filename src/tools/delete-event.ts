import * as z from "zod";
import { CalendarEntry, toCalendarEntry } from "../training/calendar.ts";
import { renderEntry } from "./calendar-view.ts";
import { defineTool } from "./define-tool.ts";
import { header, paragraphs } from "./header.ts";
import { AthleteId, EventId } from "./parameters.ts";
import { ScopeError } from "./scope-error.ts";

export const deleteEvent = defineTool({
  name: "icu_delete_event",
  title: "Delete a calendar entry",
  description:
    "DELETES one calendar entry, such as a planned workout, from today on. Entries before today need the permission to erase. Ask the person first.",
  effect: "delete",
  essential: true,
  idempotent: true,
  input: z.object({ event_id: EventId, athlete_id: AthleteId }),
  output: z.object({ deleted: CalendarEntry }),

  async run({ event_id }, { intervals, today, allows }) {
    const entry = toCalendarEntry(await intervals.getEvent(event_id));
    if (entry.date < today && !allows("erase")) {
      throw new ScopeError("erase", `This entry is from ${entry.date}, and today is ${today}.`);
    }
    await intervals.deleteEvent(event_id);
    return { deleted: entry };
  },

  render: ({ deleted }, view) =>
    paragraphs(
      header("Deleted", view),
      renderEntry(deleted, view),
      "To bring it back, add it again with icu_create_event and the values above.",
    ),
});
