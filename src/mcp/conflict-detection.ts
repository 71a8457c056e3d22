import { digestOf } from "../crypto/digest.ts";
import type { Intervals } from "../intervals/client.ts";
import type { Event } from "../intervals/events.ts";

/** The person's account, as far as it remembers what was shown. */
export interface Memory {
  saveEventRevisions(seen: readonly { key: string; updated: string }[]): Promise<void>;
  findEventRevision(key: string): Promise<string | undefined>;
}

/**
 * Notes in which state entries of the calendar are read, so that an update can tell whether somebody else changed one
 * in the meantime. Who hands out `intervals` calls `keep` when the call is over.
 */
export function watchEvents(intervals: Intervals, memory: Memory, athlete: string) {
  const seen = new Map<number, string>();
  const keyOf = (eventId: number) => digestOf(["event", athlete, eventId]);
  const note = (events: readonly Event[]) => {
    for (const { id, updated } of events) if (updated !== undefined) seen.set(id, updated);
  };
  const noting =
    <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>, eventsIn: (result: Result) => Event[]) =>
    async (...args: Args): Promise<Result> => {
      const result = await run(...args);
      note(eventsIn(result));
      return result;
    };
  const values = (settled: Awaited<ReturnType<Intervals["getEvents"]>>) =>
    settled.flatMap((one) => (one.ok ? [one.value] : []));
  return {
    intervals: {
      ...intervals,
      listEvents: noting(intervals.listEvents, (events) => events),
      getEvent: noting(intervals.getEvent, (event) => [event]),
      getEvents: noting(intervals.getEvents, values),
      createEvent: noting(intervals.createEvent, (event) => [event]),
      createEvents: noting(intervals.createEvents, values),
      updateEvent: noting(intervals.updateEvent, (event) => [event]),
    },
    async wasModifiedSinceRead({ id, updated }: Event): Promise<boolean> {
      const before = await memory.findEventRevision(await keyOf(id));
      return before !== undefined && updated !== undefined && before !== updated;
    },
    async keep(): Promise<void> {
      if (seen.size === 0) return;
      const all = [...seen].map(async ([id, updated]) => ({ key: await keyOf(id), updated }));
      await memory.saveEventRevisions(await Promise.all(all));
    },
  };
}
