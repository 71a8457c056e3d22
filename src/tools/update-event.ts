import * as z from "zod";
import { CalendarEntry, toCalendarEntry } from "../training/calendar.ts";
import { renderEntry } from "./calendar-view.ts";
import { changesBetween, FieldChange, formatChanges } from "./changes.ts";
import { defineTool } from "./define-tool.ts";
import { eventFields, Name, toEventChange, workoutHint } from "./event-fields.ts";
import { header, paragraphs } from "./header.ts";
import { ToolInputError } from "./input-error.ts";
import { AthleteId, DayAndTime, EventId } from "./parameters.ts";

/** Too long, or shown below the changes anyway. */
const NOT_LISTED = new Set(["description", "event_id", "push_problems", "tags"]);

export const updateEvent = defineTool({
  name: "icu_update_event",
  title: "Change a calendar entry",
  description:
    "CHANGES one calendar entry; only the fields you give change, moving it keeps its length. Workout text as in icu_create_event replaces the whole text. Says what was and what is.",
  effect: "write",
  essential: true,
  idempotent: true,
  input: z.object({
    event_id: EventId,
    start_date: DayAndTime.optional().describe("New day, with THH:MM if it has a time"),
    name: Name.optional(),
    ...eventFields,
    athlete_id: AthleteId,
  }),
  output: z.object({ event: CalendarEntry, changes: z.array(FieldChange), hint: z.string().optional() }),

  async run({ event_id, athlete_id: _, ...fields }, { intervals, today }) {
    const before = await intervals.getEvent(event_id);
    const change = toEventChange(fields, before.category, today, before);
    if (Object.keys(change).length === 0) {
      throw new ToolInputError("Give at least one field to change, for example start_date, name or description.");
    }
    const after = await intervals.updateEvent(event_id, change);
    const [was, is] = [toCalendarEntry(before), toCalendarEntry(after)];
    const changes = changesBetween(was, is).filter(
      (field) => field.before !== field.after && !NOT_LISTED.has(field.field),
    );
    return { event: is, changes, hint: workoutHint(after) };
  },

  render: ({ event, changes, hint }, view) =>
    paragraphs(
      header("Changed", view),
      changes.length > 0 ? formatChanges(changes) : "No field has another value than before.",
      renderEntry(event, view),
      hint && `Attention: ${hint}`,
    ),
});
