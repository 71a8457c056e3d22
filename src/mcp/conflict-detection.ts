import { digestOf } from "../crypto/digest.ts";
import type { Intervals } from "../intervals/client.ts";
import type { Event } from "../intervals/events.ts";

/** What the account object remembers of the calendar entries that its clients have read. */
export interface RevisionStore {
  saveEventRevisions(revisions: readonly { key: string; updated: string }[]): Promise<void>;
  findEventRevision(key: string): Promise<string | undefined>;
}

/** The calendar entries that one call reads and writes, each with the time of its last update. */
export interface Revisions {
  /** The same operations, with every entry in their results recorded. */
  record(intervals: Intervals): Intervals;
  /** Whether the entry was changed elsewhere after an earlier call read or wrote it. */
  wasModifiedSinceRead(event: Event): Promise<boolean>;
  /** Called once the call is over, so that a later call notices changes. */
  save(): Promise<void>;
}

export function trackRevisions(store: RevisionStore, athlete: string): Revisions {
  const updates = new Map<number, string>();
  const keyOf = (eventId: number) => digestOf(["event", athlete, eventId]);
  const recording =
    <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>, eventsIn: (result: Result) => Event[]) =>
    async (...args: Args): Promise<Result> => {
      const result = await run(...args);
      for (const { id, updated } of eventsIn(result)) if (updated !== undefined) updates.set(id, updated);
      return result;
    };
  const succeeded = (results: Awaited<ReturnType<Intervals["getEvents"]>>) =>
    results.flatMap((result) => (result.ok ? [result.value] : []));
  return {
    record: (intervals) => ({
      ...intervals,
      listEvents: recording(intervals.listEvents, (events) => events),
      getEvent: recording(intervals.getEvent, (event) => [event]),
      getEvents: recording(intervals.getEvents, succeeded),
      createEvent: recording(intervals.createEvent, (event) => [event]),
      createEvents: recording(intervals.createEvents, succeeded),
      updateEvent: recording(intervals.updateEvent, (event) => [event]),
    }),
    async wasModifiedSinceRead({ id, updated }) {
      const before = await store.findEventRevision(await keyOf(id));
      return before !== undefined && updated !== undefined && before !== updated;
    },
    async save() {
      if (updates.size === 0) return;
      const entries = [...updates].map(async ([id, updated]) => ({ key: await keyOf(id), updated }));
      await store.saveEventRevisions(await Promise.all(entries));
    },
  };
}
