import * as z from "zod";
import type { ApiContext } from "./journaled-write.ts";
import { MAX_RESPONSE_BYTES, path } from "./request-spec.ts";
import {
  date,
  flag,
  id,
  key,
  listOf,
  number,
  numbers,
  optionalField,
  requiredWord,
  text,
  texts,
  word,
  words,
} from "./schema.ts";

/** A detected or edited interval of an activity (docs/intervals-api.md §4.2). */
export const Interval = z.object({
  type: word,
  label: text,
  /** Sample indices; the end is exclusive. */
  start_index: number,
  end_index: number,
  /** s from the start of the activity */
  start_time: number,
  end_time: number,
  moving_time: number,
  elapsed_time: number,
  /** m */
  distance: number,
  average_watts: number,
  weighted_average_watts: number,
  max_watts: number,
  /** % of FTP or threshold */
  intensity: number,
  training_load: number,
  zone: number,
  average_heartrate: number,
  max_heartrate: number,
  average_cadence: number,
  /** m/s */
  average_speed: number,
  gap: number,
  decoupling: number,
  total_elevation_gain: number,
  joules: number,
  /** Number of intervals, only in groups. */
  count: number,
});
export type Interval = z.output<typeof Interval>;

/**
 * Any field but the id may be missing: Strava stubs have five fields, lists fewer than a single GET. Units as in
 * docs/intervals-api.md §4.1.
 */
export const Activity = z.object({
  id,
  /** Whose it is. */
  icu_athlete_id: optionalField(id),
  start_date_local: date,
  type: word,
  sub_type: word,
  name: text,
  description: text,
  source: word,
  device_name: text,
  external_id: key,
  /** `fit`, `tcx` or `gpx`; unset for manual activities. */
  file_type: word,
  trainer: flag,
  commute: flag,
  race: flag,
  tags: texts,
  distance: number,
  moving_time: number,
  elapsed_time: number,
  total_elevation_gain: number,
  average_speed: number,
  max_speed: number,
  /** m/s, both */
  pace: number,
  gap: number,
  average_heartrate: number,
  max_heartrate: number,
  icu_average_watts: number,
  icu_weighted_avg_watts: number,
  device_watts: flag,
  icu_ftp: number,
  /** % */
  icu_intensity: number,
  icu_variability_index: number,
  icu_efficiency_factor: number,
  icu_power_hr: number,
  decoupling: number,
  icu_training_load: number,
  power_load: number,
  hr_load: number,
  pace_load: number,
  trimp: number,
  icu_ctl: number,
  icu_atl: number,
  icu_joules: number,
  icu_joules_above_ftp: number,
  icu_max_wbal_depletion: number,
  calories: number,
  carbs_used: number,
  carbs_ingested: number,
  average_cadence: number,
  average_stride: number,
  average_temp: number,
  average_weather_temp: number,
  average_wind_speed: number,
  feel: number,
  icu_rpe: number,
  session_rpe: number,
  kg_lifted: number,
  polarization_index: number,
  compliance: number,
  paired_event_id: number,
  pool_length: number,
  lengths: number,
  lthr: number,
  athlete_max_hr: number,
  threshold_pace: number,
  icu_power_zones: numbers,
  icu_hr_zones: numbers,
  pace_zones: numbers,
  /** `SS` (sweet spot) overlaps the zones: leave it out of sums (docs/intervals-api.md, Q25). */
  icu_zone_times: optionalField(listOf(z.object({ id: requiredWord, secs: z.number() }))),
  icu_hr_zone_times: numbers,
  pace_zone_times: numbers,
  interval_summary: texts,
  stream_types: words,
  gear: optionalField(z.object({ id: optionalField(id), name: text })),
  /** Number of laps that the device recorded. */
  icu_lap_count: number,
  /** The intervals were edited by hand. */
  icu_intervals_edited: flag,
  icu_intervals: optionalField(listOf(Interval)),
  icu_groups: optionalField(listOf(Interval)),
});
export type Activity = z.output<typeof Activity>;

/**
 * Strava does not allow Intervals.icu to pass its activities on: the API returns a stub (docs/intervals-api.md, Q7).
 */
export const isStravaStub = (activity: Activity): boolean =>
  activity.source === "STRAVA" && activity.type === undefined;

/** A recorded series (docs/intervals-api.md §4.3). `latlng` has latitudes in `data` and longitudes in `data2`. */
export const Stream = z.object({
  type: requiredWord,
  name: text,
  data: optionalField(z.array(z.unknown())),
  data2: optionalField(z.array(z.unknown())),
  custom: flag,
  allNull: flag,
});
export type Stream = z.output<typeof Stream>;

const IntervalsOfActivity = z.object({
  icu_intervals: optionalField(listOf(Interval)),
  icu_groups: optionalField(listOf(Interval)),
});

/** The fields of a list row. Whole records are about 40 times as large. */
const LIST_FIELDS = [
  "id",
  "start_date_local",
  "type",
  "sub_type",
  "name",
  "source",
  "trainer",
  "race",
  "commute",
  "distance",
  "moving_time",
  "elapsed_time",
  "total_elevation_gain",
  "average_speed",
  "pace",
  "gap",
  "average_heartrate",
  "max_heartrate",
  "icu_average_watts",
  "icu_weighted_avg_watts",
  "icu_intensity",
  "icu_training_load",
  "average_cadence",
  "feel",
  "icu_rpe",
  "tags",
  "pool_length",
  "kg_lifted",
] as const;

export interface ActivityRange {
  /** Local dates, both inclusive. */
  oldest: string;
  newest: string;
  limit?: number;
}

export const activityOperations = ({ subject, get }: ApiContext) => ({
  /** `GET /athlete/{id}/activities`: newest first. `limit` keeps the newest (docs/intervals-api.md, Q21). */
  listActivities: async ({ oldest, newest, limit }: ActivityRange) => {
    const activities = await get({
      path: path`athlete/${subject}/activities`,
      // With a bare date it is not documented whether the last day is included.
      query: { oldest, newest: `${newest}T23:59:59`, limit, fields: LIST_FIELDS },
      response: listOf(Activity),
    });
    return activities.slice(0, limit);
  },

  /** `GET /activity/{id}`: a stub for an activity from Strava. */
  getActivity: (activityId: string) => get({ path: path`activity/${activityId}`, response: Activity }),

  /**
   * `GET /activity/{id}/intervals`: intervals, and groups of similar ones.
   * @throws IntervalsError `strava` for an activity from Strava
   */
  listIntervals: (activityId: string) =>
    get({ path: path`activity/${activityId}/intervals`, response: IntervalsOfActivity }),

  /**
   * `GET /activity/{id}/streams.json`: series as long as `time` (docs/intervals-api.md §4.3).
   * @throws IntervalsError `strava` for an activity from Strava
   */
  listStreams: (activityId: string, types?: readonly string[]) =>
    get({
      path: path`activity/${activityId}/streams.json`,
      query: { types },
      response: listOf(Stream),
      maxBytes: MAX_RESPONSE_BYTES.samples,
    }),
});
