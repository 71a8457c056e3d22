import * as z from "zod";
import { Event, type EventCategory, listEventsRequest } from "./events.ts";
import { failWith, IntervalsError, type IntervalsResult } from "./failure.ts";
import { deleteOne, type JournaledWrite, readRecord, readRecords, updateOne } from "./journaled-write.ts";
import { path, type Send, type Write } from "./request.ts";

/** What can be sent for an event; absent fields stay as they are on update. */
export interface EventPatch {
  category?: EventCategory;
  start_date_local?: string;
  end_date_local?: string;
  external_id?: string;
  type?: string;
  name?: string;
  description?: string;
  indoor?: boolean;
  color?: string;
  moving_time?: number;
  distance?: number;
  icu_training_load?: number;
  load_target?: number;
  time_target?: number;
  distance_target?: number;
  training_availability?: "NORMAL" | "LIMITED" | "UNAVAILABLE";
  target?: "AUTO" | "POWER" | "HR" | "PACE";
  tags?: string[];
  sub_type?: string;
  carbs_per_hour?: number;
  for_week?: boolean;
  max_training_time?: number;
  can_train_sports?: string[];
  show_as_note?: boolean;
  show_on_ctl_line?: boolean;
  not_on_fitness_chart?: boolean;
  hide_from_athlete?: boolean;
  athlete_cannot_edit?: boolean;
}

export type NewEvent = EventPatch & Required<Pick<EventPatch, "category" | "start_date_local">>;

/** An entry and the `uid` under which it is stored once, however often it is sent. */
export interface KeyedEvent {
  uid: string;
  event: NewEvent;
}

/** `extra_workouts` come on top, in the shape of library workouts: their `day` counts from 0, the first day of the plan. */
export interface PlanToApply {
  folder_id: number;
  start_date_local: string;
  extra_workouts?: Record<string, unknown>[];
}

/** What tells the entries that a plan puts on the calendar. */
export interface AppliedPlan {
  lastDay: string;
  /** Was not there before. */
  isNew: (event: Event) => boolean;
}

export const eventWriteOperations = (journaledWrite: JournaledWrite, subject: string) => {
  /** The entries of these days; the same ones that are read to find what is there already. */
  const daysOf = (items: readonly KeyedEvent[]) => {
    const days = items.map(({ event }) => event.start_date_local.slice(0, 10)).sort();
    return listEventsRequest(subject, { oldest: days[0] ?? "", newest: days.at(-1) ?? "" });
  };

  /** What is on the calendar under these keys: sent again it would be the same entry. */
  const look = (items: readonly KeyedEvent[]) => {
    const keys = new Set<unknown>(items.map(({ uid }) => uid));
    return readRecords(daysOf(items), ({ uid }) => keys.has(uid));
  };

  /** What of it is on the calendar, for when the answer to a write got lost. */
  const landed = async (write: Write, items: readonly KeyedEvent[]): Promise<Map<string | undefined, Event>> =>
    new Map((await write(daysOf(items))).map((event) => [event.uid, event]));

  /** The server takes all of a list or nothing: what it refuses is found by halving. */
  async function createMany(write: Write, items: readonly KeyedEvent[]): Promise<IntervalsResult<Event>[]> {
    try {
      const events = await write({
        method: "POST",
        path: path`athlete/${subject}/events/bulk`,
        query: { upsert: false, upsertOnUid: true, updatePlanApplied: false },
        body: items.map(({ uid, event }) => ({ ...event, uid })),
        repeatable: true,
        answer: z.array(Event),
      });
      const byUid = new Map(events.map((event) => [event.uid, event]));
      return items.map(({ uid }, index) => shown(byUid.get(uid) ?? events[index]));
    } catch (error) {
      if (!(error instanceof IntervalsError) || error.failure.kind === "cancelled") throw error;
      const { failure } = error;
      if (failure.kind === "rejected" && items.length > 1) {
        const half = Math.ceil(items.length / 2);
        return [...(await createMany(write, items.slice(0, half))), ...(await createMany(write, items.slice(half)))];
      }
      if (failure.kind !== "unknown_outcome") return items.map(() => ({ ok: false, error: failure }));
      const there = await landed(write, items);
      return items.map(({ uid }) => {
        const value = there.get(uid);
        return value ? { ok: true, value } : { ok: false, error: failure };
      });
    }
  }

  return {
    /**
     * `POST /athlete/{id}/events?upsertOnUid=true`: the same `uid` never makes a second entry, so a lost answer is
     * simply asked for again, and what is still unclear after that is looked up by its `uid`.
     * @throws IntervalsError `unknown_outcome` when even the look-up failed
     */
    createEvent(uid: string, event: NewEvent): Promise<Event> {
      const items = [{ uid, event }];
      return journaledWrite({ kind: "event", readBefore: look(items), resultIds: ({ id }) => [id] }, async (write) => {
        try {
          return await write({
            method: "POST",
            path: path`athlete/${subject}/events`,
            query: { upsertOnUid: true },
            body: { ...event, uid },
            repeatable: true,
            answer: Event,
          });
        } catch (error) {
          if (!(error instanceof IntervalsError) || error.failure.kind !== "unknown_outcome") throw error;
          return (await landed(write, items)).get(uid) ?? failWith(error.failure, error);
        }
      });
    },

    /**
     * `POST /athlete/{id}/events/bulk?upsertOnUid=true`: what came of each, in the order given.
     * @throws IntervalsError when none was stored, and not because of what was sent
     */
    async createEvents(items: readonly KeyedEvent[]): Promise<IntervalsResult<Event>[]> {
      if (items.length === 0) return [];
      const resultIds = (settled: readonly IntervalsResult<Event>[]) =>
        settled.flatMap((one) => (one.ok ? [one.value.id] : []));
      return journaledWrite({ kind: "event", readBefore: look(items), resultIds }, async (write) => {
        const settled = await createMany(write, items);
        for (const one of settled) if (one.ok || one.error.kind === "rejected") return settled;
        const [first] = settled;
        return first && !first.ok ? failWith(first.error) : [];
      });
    },

    /** `PUT /athlete/{id}/events/{eventId}`: changes the fields that are given. */
    updateEvent: (eventId: number, fields: EventPatch) =>
      updateOne(journaledWrite, "event", {
        path: path`athlete/${subject}/events/${eventId}`,
        body: fields,
        answer: Event,
      }),

    /** `DELETE /athlete/{id}/events/{eventId}`: this entry alone, never its siblings. */
    deleteEvent: (eventId: number) => deleteOne(journaledWrite, "event", path`athlete/${subject}/events/${eventId}`),

    /** `PUT /athlete/{id}/events/bulk-delete`: these entries alone; ids that are not there are passed over. */
    deleteEvents(eventIds: readonly number[]): Promise<unknown> {
      const lookAtAll = async (send: Send) =>
        (await Promise.all(eventIds.map((id) => readRecord(path`athlete/${subject}/events/${id}`)(send)))).flat();
      return journaledWrite({ kind: "event", readBefore: lookAtAll }, (write) =>
        write({
          method: "PUT",
          path: path`athlete/${subject}/events/bulk-delete`,
          body: eventIds.map((id) => ({ id })),
          repeatable: true,
          answer: z.unknown(),
        }),
      );
    },

    /**
     * `POST /athlete/{id}/events/apply-plan`: adds every workout of the plan, each time it is called. What it answers is
     * not documented, so what it put on the days up to `lastDay` is read back, also when its answer got lost.
     */
    applyPlan(plan: PlanToApply, { lastDay, isNew }: AppliedPlan): Promise<Event[]> {
      const days = listEventsRequest(subject, { oldest: plan.start_date_local.slice(0, 10), newest: lastDay });
      return journaledWrite({ kind: "event", resultIds: (events) => events.map(({ id }) => id) }, async (write) => {
        const applied = async () =>
          (await write(days)).filter((event) => event.plan_applied !== undefined && isNew(event));
        try {
          await write({
            method: "POST",
            path: path`athlete/${subject}/events/apply-plan`,
            body: plan,
            answer: z.unknown(),
          });
        } catch (error) {
          if (!(error instanceof IntervalsError) || error.failure.kind !== "unknown_outcome") throw error;
          const events = await applied();
          return events.length > 0 ? events : failWith(error.failure, error);
        }
        return applied();
      });
    },
  };
};

function shown(event: Event | undefined): IntervalsResult<Event> {
  return event
    ? { ok: true, value: event }
    : { ok: false, error: { kind: "unreadable", detail: "the answer does not show this entry" } };
}
