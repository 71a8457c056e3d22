import * as z from "zod";
import { NotAllowed } from "../../access/not-allowed.ts";
import { needsScope } from "../../access/scopes.ts";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { formatDay } from "../../training/dates.ts";
import { countResults, failureReason, ItemResult, requireOneDone, resultLine } from "../kit/batch-results.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, EventIds } from "../kit/parameters.ts";
import { entryLine } from "./calendar-view.ts";

const DeletedEvent = ItemResult.extend({ event: CalendarEntry.optional() });
type DeletedEvent = z.output<typeof DeletedEvent>;

export const bulkDeleteEvents = defineTool({
  name: "icu_bulk_delete_events",
  title: "Delete many calendar events",
  description: "DELETES MANY calendar events at once. Past events need the permission to erase.",
  effect: "delete",
  idempotent: true,
  input: z.object({ event_ids: EventIds, athlete_id: AthleteId }),
  output: z.object({ results: z.array(DeletedEvent) }),

  async plan({ event_ids }, { intervals, today, allows }) {
    const ids = [...new Set(event_ids)];
    const mayErase = allows("erase");
    const results = (await intervals.getEvents(ids)).map((found, index): DeletedEvent => {
      const item = ids[index] ?? 0;
      if (!found.ok) return { item, status: "failed", reason: failureReason(found.error) };
      const event = toCalendarEntry(found.value);
      if (event.date >= today || mayErase) return { item, status: "done", event };
      const reason = `in the past (${event.date}): ${needsScope("erase")}`;
      return { item, status: "skipped", reason, event };
    });
    const skipped = results.filter(({ status }) => status === "skipped").map(({ item }) => item);
    if (skipped.length > 0 && toDelete(results).length === 0) {
      const because = `These events are before today (${today}): ${skipped.join(", ")}.`;
      throw new NotAllowed({ kind: "missing_scope", effect: "erase", because });
    }
    // "done" here is the status after `run` has deleted the events.
    return { results };
  },

  preview({ results }, view) {
    const entries = toDelete(results);
    if (entries.length === 0) return undefined;
    const lines = entries.map((entry) => `${formatDay(entry.date)} ${entryLine(entry, view)}`);
    return `This will delete ${entries.length} calendar events:\n${lines.join("\n")}`;
  },

  async run(plan, { intervals }) {
    const entries = toDelete(plan.results);
    if (entries.length > 0) await intervals.deleteEvents(entries.map(({ event_id }) => event_id));
    requireOneDone(plan.results);
    return plan;
  },

  render: ({ results }, view) =>
    paragraphs(
      header(`Deleting events: ${countResults(results)}`, view),
      results
        .map((result) => {
          const { event, status } = result;
          return status === "done" && event
            ? `${result.item}: deleted, ${formatDay(event.date)} ${entryLine(event, view)}`
            : resultLine(result);
        })
        .join("\n"),
    ),
});

const toDelete = (results: readonly DeletedEvent[]): CalendarEntry[] =>
  results.flatMap(({ status, event }) => (status === "done" && event ? [event] : []));
