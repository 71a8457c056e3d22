import * as z from "zod";
import { IntervalsError, type IntervalsFailure, type IntervalsResult } from "./failure.ts";
import type { ApiContext } from "./journaled-write.ts";
import { addDays } from "./local-date.ts";
import { MAX_RESPONSE_BYTES, path } from "./request-spec.ts";
import {
  color,
  date,
  flag,
  key,
  listOf,
  number,
  optionalField,
  requiredDate,
  requiredWord,
  text,
  texts,
  word,
  words,
} from "./schema.ts";
import { WorkoutDoc } from "./workout-doc.ts";

/** Categories of events; the server rejects others (docs/intervals-api.md, Q64). */
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

/** A calendar entry. Local times; `end_date_local` is exclusive. Units as in docs/intervals-api.md §4.5. */
export const Event = z.object({
  id: z.number(),
  uid: key,
  category: requiredWord.catch("NOTE"),
  start_date_local: requiredDate,
  end_date_local: date,
  type: word,
  name: text,
  description: text,
  indoor: flag,
  color,
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
  training_availability: word,
  tags: texts,
  target: word,
  show_as_note: flag,
  show_on_ctl_line: flag,
  not_on_fitness_chart: flag,
  hide_from_athlete: flag,
  athlete_cannot_edit: flag,
  sub_type: word,
  carbs_per_hour: number,
  for_week: flag,
  max_training_time: number,
  can_train_sports: words,
  /** When the plan that it belongs to was applied: one timestamp for all events of the plan. */
  plan_applied: date,
  plan_folder_id: number,
  plan_workout_id: number,
  updated: date,
  push_errors: optionalField(listOf(z.object({ service: text, message: text }))),
  workout_doc: optionalField(WorkoutDoc),
});
export type Event = z.output<typeof Event>;

/** Events of these categories can last for weeks, so one that started before the range may overlap it. */
const MULTI_DAY: readonly EventCategory[] = ["HOLIDAY", "SICK", "INJURED", "NOTE", "PLAN"];
/** How many days before the range such an event may have started. Our choice: a long season. */
const LOOK_BACK_DAYS = 200;

export interface EventRange {
  /** Local dates, both inclusive. */
  oldest: string;
  newest: string;
  /** All categories if omitted. */
  categories?: readonly EventCategory[];
}

/**
 * `GET /athlete/{id}/events`: events that start in the range. The server may also return earlier ones that last into it
 * (docs/intervals-api.md, B8).
 */
export const listEventsRequest = (subject: string, { oldest, newest, categories }: EventRange) => ({
  path: path`athlete/${subject}/events.json`,
  query: { oldest, newest, category: categories },
  response: listOf(Event),
  maxBytes: MAX_RESPONSE_BYTES.wholeRecords,
});

export const eventOperations = ({ subject, get }: ApiContext) => {
  const getEvent = (eventId: number) => get({ path: path`athlete/${subject}/events/${eventId}`, response: Event });

  return {
    /**
     * `GET /athlete/{id}/events`: all events that overlap the range, by start. The server may filter by the start alone
     * (docs/intervals-api.md, B8), so events that started earlier are requested separately.
     */
    async listEvents(range: EventRange): Promise<Event[]> {
      const multiDay = MULTI_DAY.filter((category) => range.categories?.includes(category) ?? true);
      const before = { oldest: addDays(range.oldest, -LOOK_BACK_DAYS), newest: addDays(range.oldest, -1) };
      const [inRange, earlier] = await Promise.all([
        get(listEventsRequest(subject, range)),
        multiDay.length === 0 ? [] : get(listEventsRequest(subject, { ...before, categories: multiDay })),
      ]);
      const overlapping = earlier.filter((event) => (event.end_date_local ?? "") > `${range.oldest}T00:00:00`);
      const ids = new Set(inRange.map((event) => event.id));
      return [...overlapping.filter((event) => !ids.has(event.id)), ...inRange].sort((a, b) =>
        a.start_date_local.localeCompare(b.start_date_local),
      );
    },

    /** `GET /athlete/{id}/events/{eventId}` */
    getEvent,

    /**
     * One result per id, in the same order.
     * @throws IntervalsError for failures that concern more than one event, such as `unauthorized`
     */
    getEvents: (eventIds: readonly number[]): Promise<IntervalsResult<Event>[]> =>
      Promise.all(
        eventIds.map(async (eventId): Promise<IntervalsResult<Event>> => {
          try {
            return { ok: true, value: await getEvent(eventId) };
          } catch (error) {
            if (!(error instanceof IntervalsError) || !concernsOneRecord(error.failure)) throw error;
            return { ok: false, error: error.failure };
          }
        }),
      ),
  };
};

/** Whether the failure concerns this one record. Any other would fail every further request too. */
function concernsOneRecord({ kind }: IntervalsFailure): boolean {
  return kind === "not_found" || kind === "rejected" || kind === "unreadable";
}
