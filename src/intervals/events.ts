import * as z from "zod";
import { IntervalsError, type IntervalsFailure, type IntervalsResult } from "./failure.ts";
import { addDays } from "./local-date.ts";
import { path, type Send } from "./request.ts";
import { flag, number, optionalField, text, texts } from "./schema.ts";

/** Kinds of calendar entries; the server refuses any other word (docs/intervals-api.md, Q64). */
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
  steps: optionalField(z.array(z.unknown())),
  duration: number,
  distance: number,
  normalized_power: number,
  average_watts: number,
  zoneTimes: optionalField(z.array(z.object({ id: z.string(), secs: z.number() }))),
});

/** A calendar entry. Local dates; `end_date_local` is exclusive. Units as in docs/intervals-api.md §4.5. */
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
  sub_type: text,
  carbs_per_hour: number,
  for_week: flag,
  max_training_time: number,
  can_train_sports: texts,
  /** When a plan put it there: one stamp for everything that came with it. */
  plan_applied: text,
  plan_folder_id: number,
  plan_workout_id: number,
  updated: text,
  push_errors: optionalField(z.array(z.object({ service: text, message: text }))),
  workout_doc: optionalField(WorkoutDoc),
});
export type Event = z.output<typeof Event>;

/** Entries of these kinds may last for weeks and be running on a day on which they did not begin. */
const LASTING: readonly EventCategory[] = ["HOLIDAY", "SICK", "INJURED", "NOTE", "PLAN"];
/** Days before the range in which such an entry may have begun: ours, a long season. */
const LOOK_BACK_DAYS = 200;

export interface EventRange {
  /** Local dates, both inclusive. */
  oldest: string;
  newest: string;
  /** Of these kinds only. */
  categories?: readonly EventCategory[];
}

/** `GET /athlete/{id}/events`: entries that begin in the range; the server may also send those that run into it. */
export const listEventsRequest = (subject: string, { oldest, newest, categories }: EventRange) => ({
  path: path`athlete/${subject}/events.json`,
  query: { oldest, newest, category: categories },
  answer: z.array(Event),
});

export const eventOperations = (send: Send, subject: string) => {
  const getEvent = (eventId: number) => send({ path: path`athlete/${subject}/events/${eventId}`, answer: Event });

  return {
    /**
     * `GET /athlete/{id}/events`: all entries that touch the range, in the order of their start. The server may filter
     * by the start alone, so entries that began earlier and still run are asked for apart.
     */
    async listEvents(range: EventRange): Promise<Event[]> {
      const lasting = LASTING.filter((category) => range.categories?.includes(category) ?? true);
      const before = { oldest: addDays(range.oldest, -LOOK_BACK_DAYS), newest: addDays(range.oldest, -1) };
      const [within, earlier] = await Promise.all([
        send(listEventsRequest(subject, range)),
        lasting.length === 0 ? [] : send(listEventsRequest(subject, { ...before, categories: lasting })),
      ]);
      const running = earlier.filter((event) => (event.end_date_local ?? "") > `${range.oldest}T00:00:00`);
      const seen = new Set(within.map((event) => event.id));
      return [...running.filter((event) => !seen.has(event.id)), ...within].sort((a, b) =>
        a.start_date_local.localeCompare(b.start_date_local),
      );
    },

    /** `GET /athlete/{id}/events/{eventId}` */
    getEvent,

    /** The entries of these ids, in their order; an id that is not there does not keep the others from coming. */
    getEvents: (eventIds: readonly number[]): Promise<IntervalsResult<Event>[]> =>
      Promise.all(
        eventIds.map(async (eventId): Promise<IntervalsResult<Event>> => {
          try {
            return { ok: true, value: await getEvent(eventId) };
          } catch (error) {
            if (!(error instanceof IntervalsError) || !isAboutOne(error.failure)) throw error;
            return { ok: false, error: error.failure };
          }
        }),
      ),
  };
};

/** Says something about what was asked for; any other failure would meet every further request too. */
function isAboutOne({ kind }: IntervalsFailure): boolean {
  return kind === "not_found" || kind === "rejected" || kind === "unreadable";
}
