import * as z from "zod";
import { IntervalsError } from "./failure.ts";
import { addDays } from "./local-date.ts";
import { path, type Send } from "./request.ts";
import { flag, number, text, texts, unset } from "./schema.ts";

/** Kinds of calendar entries; the server refuses any other word (facts §3, quirk 64). */
export const EVENT_CATEGORIES = [
  "WORKOUT",
  "RACE_A",
  "RACE_B",
  "RACE_C",
  "NOTE",
  "PLAN",
  "HOLIDAY",
  "SICK",
  "INJURED",
  "SET_EFTP",
  "FITNESS_DAYS",
  "SEASON_START",
  "TARGET",
  "SET_FITNESS",
] as const;
export type EventCategory = (typeof EVENT_CATEGORIES)[number];

/** The server's parse of a workout's text; what it did not understand is silently missing. */
export const WorkoutDoc = z.looseObject({
  steps: unset(z.array(z.unknown())),
  duration: number,
  distance: number,
  normalized_power: number,
  average_watts: number,
  zoneTimes: unset(z.array(z.object({ id: z.string(), secs: z.number() }))),
});

/** A calendar entry. Local dates; `end_date_local` is exclusive. Units as in facts §4.5. */
export const Event = z.object({
  id: z.number(),
  uid: text,
  category: z.string().catch("NOTE"),
  start_date_local: z.string(),
  end_date_local: text,
  type: text,
  name: text,
  description: text,
  indoor: flag,
  color: text,
  moving_time: number,
  distance: number,
  icu_training_load: number,
  icu_intensity: number,
  icu_ctl: number,
  icu_atl: number,
  joules: number,
  load_target: number,
  time_target: number,
  distance_target: number,
  training_availability: text,
  tags: texts,
  target: text,
  show_as_note: flag,
  show_on_ctl_line: flag,
  not_on_fitness_chart: flag,
  hide_from_athlete: flag,
  athlete_cannot_edit: flag,
  plan_applied: text,
  updated: text,
  push_errors: unset(z.array(z.object({ service: text, message: text }))),
  workout_doc: unset(WorkoutDoc),
});
export type Event = z.output<typeof Event>;

/** What can be sent for an event; absent fields stay as they are on update. */
export interface EventChange {
  category?: EventCategory;
  start_date_local?: string;
  end_date_local?: string;
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
  show_as_note?: boolean;
  show_on_ctl_line?: boolean;
  not_on_fitness_chart?: boolean;
}

export type NewEvent = EventChange & Required<Pick<EventChange, "category" | "start_date_local" | "name">>;

/** Entries of these kinds may last for weeks and be running on a day on which they did not begin. */
const LASTING: readonly EventCategory[] = ["HOLIDAY", "SICK", "INJURED", "NOTE", "PLAN"];
/** Days before the range in which such an entry may have begun: ours, a long season. */
const LOOK_BACK_DAYS = 200;

export const eventOperations = (send: Send, subject: string) => {
  const list = (query: { oldest: string; newest: string; category?: readonly string[] }) =>
    send({ path: path`athlete/${subject}/events.json`, query, answer: z.array(Event) });

  return {
    /**
     * `GET /athlete/{id}/events`: all entries that touch the range, both dates inclusive, in the order of their
     * start. The server may filter by the start alone, so entries that began earlier and still run are asked for apart.
     */
    async listEvents(range: { oldest: string; newest: string }): Promise<Event[]> {
      const before = { oldest: addDays(range.oldest, -LOOK_BACK_DAYS), newest: addDays(range.oldest, -1) };
      const [within, earlier] = await Promise.all([list(range), list({ ...before, category: LASTING })]);
      const running = earlier.filter((event) => (event.end_date_local ?? "") > `${range.oldest}T00:00:00`);
      const seen = new Set(within.map((event) => event.id));
      return [...running.filter((event) => !seen.has(event.id)), ...within].sort((a, b) =>
        a.start_date_local.localeCompare(b.start_date_local),
      );
    },

    /** `GET /athlete/{id}/events/{eventId}` */
    getEvent: (eventId: number) => send({ path: path`athlete/${subject}/events/${eventId}`, answer: Event }),

    /**
     * `POST /athlete/{id}/events?upsertOnUid=true`: the same `uid` never makes a second entry, so a lost answer is
     * simply asked for again, and what is still unclear after that is looked up by its `uid`.
     * @throws IntervalsError `unknown_outcome` when even the look-up failed
     */
    async createEvent(uid: string, event: NewEvent): Promise<Event> {
      try {
        return await send({
          method: "POST",
          path: path`athlete/${subject}/events`,
          query: { upsertOnUid: true },
          body: { ...event, uid },
          repeatable: true,
          answer: Event,
        });
      } catch (error) {
        if (!(error instanceof IntervalsError) || error.failure.kind !== "unknown_outcome") throw error;
        const day = event.start_date_local.slice(0, 10);
        const landed = (await list({ oldest: day, newest: day })).find((candidate) => candidate.uid === uid);
        if (!landed) throw error;
        return landed;
      }
    },

    /** `PUT /athlete/{id}/events/{eventId}`: changes the fields that are given. */
    updateEvent: (eventId: number, change: EventChange) =>
      send({
        method: "PUT",
        path: path`athlete/${subject}/events/${eventId}`,
        body: change,
        repeatable: true,
        answer: Event,
      }),

    /** `DELETE /athlete/{id}/events/{eventId}`: this entry alone, never its siblings. */
    deleteEvent: (eventId: number) =>
      send({
        method: "DELETE",
        path: path`athlete/${subject}/events/${eventId}`,
        repeatable: true,
        answer: z.unknown(),
      }),
  };
};
