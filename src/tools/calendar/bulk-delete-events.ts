import * as z from "zod";
import { NotAllowed } from "../../access/not-allowed.ts";
import { needsScope } from "../../access/scopes.ts";
import type { Event } from "../../intervals/events.ts";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { formatDay } from "../../training/dates.ts";
import { countResults, ItemResult, reasonOf, requireOneDone, resultLine } from "../kit/batch-results.ts";
import { defineTool, type ToolContext } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, EventIds } from "../kit/parameters.ts";
import { entryLine } from "./calendar-view.ts";

const DeletedEvent = ItemResult.extend({ event: CalendarEntry.optional() });
type DeletedEvent = z.output<typeof DeletedEvent>;

export const bulkDeleteEvents = defineTool({
  name: "icu_bulk_delete_events",
  title: "Delete many calendar entries",
  description: "DELETES MANY calendar entries at once; those before today need the permission to erase.",
  effect: "delete",
  idempotent: true,
  input: z.object({ event_ids: EventIds, athlete_id: AthleteId }),
  output: z.object({ results: z.array(DeletedEvent) }),

  async preview({ event_ids }, context) {
    const { doomed } = await judge(event_ids, context);
    if (doomed.length === 0) return undefined;
    const entries = doomed.map((event) => {
      const entry = toCalendarEntry(event);
      return `${formatDay(entry.date)} ${entryLine(entry, context)}`;
    });
    return `This deletes ${doomed.length} calendar entries\n${entries.join("\n")}`;
  },

  async run({ event_ids }, context) {
    const { ids, found, doomed, mayDelete } = await judge(event_ids, context);
    const { intervals, today } = context;
    const barred = found.flatMap((one) => (one.ok && !mayDelete(one.value) ? [one.value.id] : []));
    if (doomed.length > 0) await intervals.deleteEvents(doomed.map(({ id }) => id));
    else if (barred.length > 0) {
      const because = `Before today (${today}) lie: ${barred.join(", ")}.`;
      throw new NotAllowed({ kind: "missing_scope", effect: "erase", because });
    }

    const results = found.map((one, index): DeletedEvent => {
      const item = ids[index] ?? 0;
      if (!one.ok) return { item, status: "failed", reason: reasonOf(one.error) };
      const event = toCalendarEntry(one.value);
      if (mayDelete(one.value)) return { item, status: "done", event };
      const reason = `from ${event.date}, before today: ${needsScope("erase")}`;
      return { item, status: "skipped", reason, event };
    });
    requireOneDone(results);
    return { results };
  },

  render: ({ results }, view) =>
    paragraphs(
      header(`Deletion: ${countResults(results)}`, view),
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

/** What is there, and what of it may go. */
async function judge(eventIds: readonly number[], { intervals, today, allows }: ToolContext) {
  const ids = [...new Set(eventIds)];
  const found = await intervals.getEvents(ids);
  const mayDelete = (event: Event) => event.start_date_local.slice(0, 10) >= today || allows("erase");
  const doomed = found.flatMap((one) => (one.ok && mayDelete(one.value) ? [one.value] : []));
  return { ids, found, doomed, mayDelete };
}
