import * as z from "zod";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { formatDay } from "../../training/dates.ts";
import { quote } from "../../training/quote.ts";
import {
  checkItems,
  countResults,
  failureReason,
  ItemResult,
  requireOneDone,
  resultLine,
} from "../kit/batch-results.ts";
import { CONFIRM_ABOVE, defineTool } from "../kit/define-tool.ts";
import { formatNotes, header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { notesOnStored } from "../workouts/planned-workout.ts";
import { workoutRecords } from "../workouts/text-budget.ts";
import { type PreparedEvent, toKeyedEvent } from "./bulk-event.ts";
import { entryLine } from "./calendar-view.ts";

/** Keeps the answer readable, and the search for one rejected event short. This project's own limit. */
const MAX_EVENTS = 100;

const BulkResult = ItemResult.extend({ event: CalendarEntry.optional(), notes: z.array(z.string()).optional() });
type BulkResult = z.output<typeof BulkResult>;

export const bulkCreateEvents = defineTool({
  name: "icu_bulk_create_events",
  title: "Add many to the calendar",
  description:
    "ADDS MANY calendar events at once, such as a week of workouts, each with the fields of icu_create_event or of the API (start_date_local …). Repeating the call creates no duplicates.",
  effect: "write",
  repeat: "replay",
  idempotent: true,
  input: z.object({ events: workoutRecords(MAX_EVENTS).min(1), athlete_id: AthleteId }),
  output: z.object({ results: z.array(BulkResult) }),

  async plan({ events }, { intervals, today }) {
    const settings = () => intervals.listSportSettings();
    const items = await checkItems(events, (given) => toKeyedEvent(given, today, settings));
    const byUid = new Map<string, PreparedEvent>();
    for (const one of items) if (one.ok && !byUid.has(one.value.uid)) byUid.set(one.value.uid, one.value);
    return { items, toCreate: [...byUid.values()] };
  },

  preview({ items, toCreate }) {
    if (toCreate.length <= CONFIRM_ABOVE) return undefined;
    const lines = toCreate.map(({ event }) => {
      const { start_date_local, category, type, name } = event;
      return [formatDay(start_date_local.slice(0, 10)), category, type, quote(name ?? "", 80)]
        .filter(Boolean)
        .join(" ");
    });
    const invalid = items.filter((one) => !one.ok).length;
    return [
      `This will add ${toCreate.length} events to the calendar:`,
      ...lines,
      ...(invalid > 0 ? [`${invalid} more are invalid and will be left out.`] : []),
    ].join("\n");
  },

  async run({ items, toCreate }, { intervals }) {
    const stored = await intervals.createEvents(toCreate);
    const outcomes = new Map(toCreate.map((one, index) => [one, stored[index]]));

    const results = items.map((one, index): BulkResult => {
      const item = index + 1;
      if (!one.ok) return { item, status: "failed", reason: one.reason };
      const outcome = outcomes.get(one.value);
      if (!outcome) return { item, status: "skipped", reason: "duplicate of an earlier item" };
      if (!outcome.ok) return { item, status: "failed", reason: failureReason(outcome.error) };
      const notes = notesOnStored(one.value.planned, outcome.value);
      return { item, status: "done", event: toCalendarEntry(outcome.value), notes };
    });
    requireOneDone(results);
    return { results };
  },

  render({ results }, view) {
    return paragraphs(
      header(`Calendar events: ${countResults(results)}`, view),
      results
        .map((result) => {
          const { event, notes = [] } = result;
          if (!event) return resultLine(result);
          return [`${result.item}: done, ${formatDay(event.date)} ${entryLine(event, view)}`, formatNotes(notes)]
            .filter(Boolean)
            .join("\n");
        })
        .join("\n"),
    );
  },
});
