import * as z from "zod";
import { CalendarEntry, toCalendarEntry } from "../../training/calendar.ts";
import { formatDay } from "../../training/dates.ts";
import { countResults, failureReason, ItemResult, requireOneDone, resultLine } from "../kit/batch-results.ts";
import { CONFIRM_ABOVE, defineTool, type ToolContext } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, EventIds } from "../kit/parameters.ts";
import { entryLine } from "./calendar-view.ts";
import { copyOf, isCopyable, isOnCalendar } from "./event-copy.ts";

const MAX_COPIES = 200;

/** `item` is the id of the original event. */
const Copy = ItemResult.extend({ date: z.string().optional(), event: CalendarEntry.optional() });
type Copy = z.output<typeof Copy>;

export const duplicateEvents = defineTool({
  name: "icu_duplicate_events",
  title: "Copy calendar events",
  description:
    "COPIES calendar events, such as a week's workouts, to later weeks, on the same weekday and time. Repeating the call creates no duplicates.",
  effect: "write",
  repeat: "reconcile",
  idempotent: true,
  input: z.object({
    event_ids: EventIds,
    num_copies: z.int().min(1).max(52).default(1),
    weeks_between: z.int().min(1).max(52).default(1),
    athlete_id: AthleteId,
  }),
  output: z.object({ sources: z.array(CalendarEntry), results: z.array(Copy) }),

  plan: planCopies,

  preview({ toCreate }, view) {
    if (toCreate.length <= CONFIRM_ABOVE) return undefined;
    const lines = toCreate.map(({ source, event }) => {
      const day = formatDay(event.start_date_local.slice(0, 10));
      return `${day} ${entryLine(toCalendarEntry(source), view).replace(/ id \d+/, "")}`;
    });
    return `This will add ${toCreate.length} copies to the calendar:\n${lines.join("\n")}`;
  },

  async run({ failed, sources, copies, toCreate }, { intervals }) {
    const stored = await intervals.createEvents(toCreate);
    const outcomes = new Map(toCreate.map((copy, index) => [copy, stored[index]]));

    const copied = copies.map((copy): Copy => {
      const outcome = outcomes.get(copy);
      const common = { item: copy.source.id, date: copy.event.start_date_local.slice(0, 10) };
      if (!outcome) return { ...common, status: "skipped", reason: "already on the calendar" };
      if (!outcome.ok) return { ...common, status: "failed", reason: failureReason(outcome.error) };
      return { ...common, status: "done", event: toCalendarEntry(outcome.value) };
    });
    const results = [...failed, ...copied];
    requireOneDone(results);
    return { sources: sources.map(toCalendarEntry), results };
  },

  render({ sources, results }, view) {
    return paragraphs(
      header(`Copies: ${countResults(results)}`, view),
      `Originals:\n${sources.map((source) => `${formatDay(source.date)} ${entryLine(source, view)}`).join("\n")}`,
      results
        .map((result) => {
          const { item, date, event } = result;
          if (event) return `${item} to ${formatDay(event.date)}: done, id ${event.event_id}`;
          return resultLine(date ? { ...result, item: `${item} to ${formatDay(date)}` } : result);
        })
        .join("\n"),
    );
  },
});

/** Finds the originals, the copies, and which copies are not on the calendar yet. */
async function planCopies(
  { event_ids, num_copies, weeks_between }: { event_ids: number[]; num_copies: number; weeks_between: number },
  { intervals }: ToolContext,
) {
  const ids = [...new Set(event_ids)];
  if (ids.length * num_copies > MAX_COPIES) {
    throw new ToolInputError(
      `num_copies: one call can create at most ${MAX_COPIES} copies, not ${ids.length * num_copies}.`,
    );
  }
  const found = await intervals.getEvents(ids);
  const failed = found.flatMap((one, index): Copy[] => {
    const item = ids[index] ?? 0;
    if (!one.ok) return [{ item, status: "failed", reason: failureReason(one.error) }];
    const reason = `${one.value.category} events cannot be copied`;
    return isCopyable(one.value) ? [] : [{ item, status: "failed", reason }];
  });
  const sources = found.flatMap((one) => (one.ok && isCopyable(one.value) ? [one.value] : []));
  const weeks = Array.from({ length: num_copies }, (_, copy) => (copy + 1) * weeks_between);
  const copies = await Promise.all(weeks.flatMap((week) => sources.map((source) => copyOf(source, week * 7))));

  const days = copies.map(({ event }) => event.start_date_local.slice(0, 10)).sort();
  const [oldest, newest] = [days[0], days.at(-1)];
  const entries = oldest && newest ? await intervals.listEvents({ oldest, newest }) : [];
  return { failed, sources, copies, toCreate: copies.filter((copy) => !isOnCalendar(copy, entries)) };
}
