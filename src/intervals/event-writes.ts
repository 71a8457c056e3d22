import * as z from "zod";
import { createInBulk } from "./create-in-bulk.ts";
import { editableFields } from "./editable-fields.ts";
import { Event, type EventCategory, listEventsRequest } from "./events.ts";
import { failWith, IntervalsError, type IntervalsResult } from "./failure.ts";
import { type ApiContext, deleteOne, type ReadRecords, readRecord, readRecords, updateOne } from "./journaled-write.ts";
import { type Get, path } from "./request-spec.ts";
import { type RestoreAdapter, recreateRecord, restoreInCollection } from "./restore-adapter.ts";

/** Fields of an event to store; an update leaves absent ones unchanged. Units as in docs/intervals-api.md §4.5. */
export interface EventPatch {
  category?: EventCategory;
  /** Local time. */
  start_date_local?: string;
  /** Exclusive. */
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

/** An event with its `uid`: it is stored once, however often it is sent. */
export interface KeyedEvent {
  uid: string;
  event: NewEvent;
}

export interface PlanToApply {
  folder_id: number;
  start_date_local: string;
  /** Further workouts in the shape of library workouts: `day` 0 is the first day of the plan. */
  extra_workouts?: Record<string, unknown>[];
}

/** How to recognise the events that applying a plan creates. */
export interface AppliedPlan {
  /** Local date of the last one. */
  lastDay: string;
  /** Did not exist before. */
  isNew: (event: Event) => boolean;
}

export const eventWriteOperations = ({ subject, journaledWrite }: ApiContext) => {
  const collection = path`athlete/${subject}/events`;

  const listDaysOf = (items: readonly KeyedEvent[]) => {
    const days = items.map(({ event }) => event.start_date_local.slice(0, 10)).sort();
    return listEventsRequest(subject, { oldest: days[0] ?? "", newest: days.at(-1) ?? "" });
  };

  /** The events that these would overwrite, because they have the same uid. */
  const readExisting = (items: readonly KeyedEvent[]): ReadRecords => {
    const uids = new Set<unknown>(items.map(({ uid }) => uid));
    return readRecords(listDaysOf(items), ({ uid }) => uids.has(uid));
  };

  const findByUid = async (get: Get, items: readonly KeyedEvent[]): Promise<Map<string | undefined, Event>> =>
    new Map((await get(listDaysOf(items))).map((event) => [event.uid, event]));

  return {
    /**
     * `POST /athlete/{id}/events?upsertOnUid=true`: a `uid` never creates a second event (docs/intervals-api.md, Q73),
     * so the request is repeated if the response gets lost, and the event is then looked up.
     * @throws IntervalsError `unknown_outcome` if the lookup does not find the event either
     */
    createEvent(uid: string, event: NewEvent): Promise<Event> {
      const items = [{ uid, event }];
      return journaledWrite(
        { kind: "event", readBefore: readExisting(items), resultIds: ({ id }) => [id] },
        async ({ get, mutate }) => {
          try {
            return await mutate({
              method: "POST",
              path: collection,
              query: { upsertOnUid: true },
              body: { ...event, uid },
              repeatable: true,
              response: Event,
            });
          } catch (error) {
            if (!(error instanceof IntervalsError) || error.failure.kind !== "unknown_outcome") throw error;
            const found = await findByUid(get, items).catch((cause) => failWith(error.failure, cause));
            return found.get(uid) ?? failWith(error.failure, error);
          }
        },
      );
    },

    /**
     * `POST /athlete/{id}/events/bulk?upsertOnUid=true`: one result per event, in the same order.
     * @throws IntervalsError if nothing was stored, unless the server rejected the content
     */
    async createEvents(events: readonly KeyedEvent[]): Promise<IntervalsResult<Event>[]> {
      if (events.length === 0) return [];
      const resultIds = (results: readonly IntervalsResult<Event>[]) =>
        results.flatMap((result) => (result.ok ? [result.value.id] : []));
      return journaledWrite({ kind: "event", readBefore: readExisting(events), resultIds }, ({ get, mutate }) =>
        createInBulk(events, {
          keyOf: ({ uid }) => uid,
          createdKeyOf: ({ uid }) => uid,
          send: (items) =>
            mutate({
              method: "POST",
              path: `${collection}/bulk`,
              query: { upsert: false, upsertOnUid: true, updatePlanApplied: false },
              body: items.map(({ uid, event }) => ({ ...event, uid })),
              repeatable: true,
              response: z.array(Event),
            }),
          findByKey: (items) => findByUid(get, items),
        }),
      );
    },

    /** `PUT /athlete/{id}/events/{eventId}`: changes the given fields. */
    updateEvent: (eventId: number, fields: EventPatch) =>
      updateOne(journaledWrite, {
        kind: "event",
        path: path`athlete/${subject}/events/${eventId}`,
        body: fields,
        response: Event,
      }),

    /** `DELETE /athlete/{id}/events/{eventId}`: deletes this event alone, not the others of its applied plan. */
    deleteEvent: (eventId: number) =>
      deleteOne(journaledWrite, { kind: "event", path: path`athlete/${subject}/events/${eventId}` }),

    /**
     * `PUT /athlete/{id}/events/bulk-delete`: deletes these events. The server ignores unknown ids
     * (docs/intervals-api.md, Q74).
     * @throws IntervalsError `not_found` if the change log cannot read one of them
     */
    deleteEvents(eventIds: readonly number[]): Promise<unknown> {
      const readBefore: ReadRecords = async (get) =>
        (await Promise.all(eventIds.map((id) => readRecord(path`athlete/${subject}/events/${id}`)(get)))).flat();
      return journaledWrite({ kind: "event", readBefore }, ({ mutate }) =>
        mutate({
          method: "PUT",
          path: `${collection}/bulk-delete`,
          body: eventIds.map((id) => ({ id })),
          repeatable: true,
          response: z.unknown(),
        }),
      );
    },

    /**
     * `POST /athlete/{id}/events/apply-plan`: adds all workouts of the plan, again with every call. The response is not
     * documented, so the new events up to `lastDay` are read back, also if the response gets lost.
     * @throws IntervalsError `unknown_outcome` if the response got lost and no new event is found
     */
    applyPlan(plan: PlanToApply, { lastDay, isNew }: AppliedPlan): Promise<Event[]> {
      const days = listEventsRequest(subject, { oldest: plan.start_date_local.slice(0, 10), newest: lastDay });
      return journaledWrite(
        { kind: "event", resultIds: (events) => events.map(({ id }) => id) },
        async ({ get, mutate }) => {
          const listNew = async () => {
            const events = await get(days).catch((cause) => failWith({ kind: "unknown_outcome" }, cause));
            return events.filter((event) => event.plan_applied !== undefined && isNew(event));
          };
          try {
            await mutate({
              method: "POST",
              path: `${collection}/apply-plan`,
              body: plan,
              response: z.unknown(),
            });
          } catch (error) {
            if (!(error instanceof IntervalsError) || error.failure.kind !== "unknown_outcome") throw error;
            const events = await listNew();
            return events.length > 0 ? events : failWith(error.failure, error);
          }
          return listNew();
        },
      );
    },
  };
};

export const eventRestore = (context: ApiContext): RestoreAdapter => {
  const collection = path`athlete/${context.subject}/events`;
  return {
    ...restoreInCollection(context, { kind: "event", collection }),
    recreate(before) {
      const body = editableFields("event", before);
      // With its old uid a calendar entry can never exist twice.
      const query = body.uid === undefined ? {} : { upsertOnUid: true };
      return recreateRecord(context.journaledWrite, { kind: "event", path: collection, query, body });
    },
  };
};
