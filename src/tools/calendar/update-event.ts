import * as z from "zod";
import type { Event } from "../../intervals/events.ts";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { defineTool, type View } from "../kit/define-tool.ts";
import { changesBetween, FieldChange, formatChanges, withNameQuoted } from "../kit/field-changes.ts";
import { formatNotes, header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, DayAndTime, EventId } from "../kit/parameters.ts";
import { notesOnStored, storedAmounts } from "../workouts/planned-workout.ts";
import { renderEntry } from "./calendar-view.ts";
import { eventFields, Name } from "./event-fields.ts";
import { toEventPatch } from "./event-patch.ts";
import { planFor } from "./new-event.ts";

/** Fields that follow from others. */
const NOT_LISTED = new Set(["event_id", "intensity_percent", "fitness", "fatigue_load", "form"]);

/** Without those that are too long for the list of changes, or shown below it. */
const listedFields = ({ description: _, push_problems: _problems, tags: _tags, ...entry }: CalendarEntry) =>
  withNameQuoted(entry);

export const updateEvent = defineTool({
  name: "icu_update_event",
  title: "Change or move a calendar event",
  description:
    "CHANGES or MOVES one calendar event, such as a planned workout: only the fields you give, as in icu_create_event. Moving keeps its length; text or steps replace the whole workout.",
  effect: "write",
  essential: true,
  idempotent: true,
  input: z.object({
    event_id: EventId,
    start_date: DayAndTime.optional(),
    name: Name.optional(),
    ...eventFields,
    athlete_id: AthleteId,
  }),
  output: z.object({ event: CalendarEntry, changes: z.array(FieldChange), notes: z.array(z.string()) }),

  async run({ event_id, athlete_id: _, ...fields }, context) {
    const { intervals, today } = context;
    const before = await intervals.getEvent(event_id);
    if (await context.wasModifiedSinceRead(before)) throw conflict(before, context);
    const type = fields.event_type ?? before.type;
    const wanted = { ...storedAmounts(before), ...fields, event_type: type };
    const planned = await planFor(before.category, wanted, intervals.listSportSettings);
    const patch = toEventPatch({ ...fields, description: planned.description }, before.category, today, before);
    if (Object.keys(patch).length === 0) {
      throw new ToolInputError("Give at least one field to change, such as start_date, name or description.");
    }
    const after = await intervals.updateEvent(event_id, patch);
    const [entryBefore, entryAfter] = [toCalendarEntry(before), toCalendarEntry(after)];
    const changes = changesBetween(listedFields(entryBefore), listedFields(entryAfter)).filter(
      (field) => field.before !== field.after && !NOT_LISTED.has(field.field),
    );
    return { event: entryAfter, changes, notes: notesOnStored(planned, after) };
  },

  render: ({ event, changes, notes }, view) =>
    paragraphs(
      header("Changed", view),
      changes.length > 0 ? formatChanges(changes) : "All values are the same as before.",
      renderEntry(event, view),
      formatNotes(notes),
    ),
});

/** Shows the current event, so that a second call is no longer a conflict. */
function conflict(event: Event, view: View): ToolInputError {
  const entry = renderEntry(toCalendarEntry(event), view);
  return new ToolInputError([
    `Nothing was changed: this event was changed elsewhere (${event.updated}) after it was last read here. Its current state:`,
    entry,
    "To apply your change to this state, call again with the same or corrected arguments.",
  ]);
}
