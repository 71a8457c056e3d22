import * as z from "zod";
import { path, type Send } from "./request.ts";
import { flag, id, number, numbers, optionalField, text, texts } from "./schema.ts";

/** A detected or edited stretch of an activity. */
export const Interval = z.object({
  id: optionalField(z.union([z.number(), z.string()])),
  type: text,
  label: text,
  group_id: text,
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
  /** Only in groups: how many intervals it stands for. */
  count: number,
});
export type Interval = z.output<typeof Interval>;

/** Every field but the id may be missing: Strava stubs have five, lists fewer than details. Units as in docs/intervals-api.md §4.1. */
export const Activity = z.object({
  id,
  start_date_local: text,
  type: text,
  sub_type: text,
  name: text,
  description: text,
  source: text,
  timezone: text,
  device_name: text,
  external_id: text,
  /** What was uploaded: fit, tcx, gpx; unset for what was entered by hand. */
  file_type: text,
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
  /** `SS` (sweet spot) stands beside the zones and overlaps them: never part of a sum (docs/intervals-api.md, Q25). */
  icu_zone_times: optionalField(z.array(z.object({ id: z.string(), secs: z.number() }))),
  icu_hr_zone_times: numbers,
  pace_zone_times: numbers,
  interval_summary: texts,
  stream_types: texts,
  gear: optionalField(z.object({ id: optionalField(id), name: text })),
  /** Laps that the device recorded. */
  icu_lap_count: number,
  /** The intervals are a person's, not those that the analysis found. */
  icu_intervals_edited: flag,
  icu_intervals: optionalField(z.array(Interval)),
  icu_groups: optionalField(z.array(Interval)),
});
export type Activity = z.output<typeof Activity>;

/** Strava forbids Intervals.icu to pass its activities on: what arrives is an id, a date and nothing else. */
export const isStravaStub = (activity: Activity): boolean =>
  activity.source === "STRAVA" && activity.type === undefined;

/** One recorded series. `data2` is only set for `latlng`: latitudes in `data`, longitudes in `data2`. */
export const Stream = z.object({
  type: z.string(),
  name: text,
  data: optionalField(z.array(z.unknown())),
  data2: optionalField(z.array(z.unknown())),
  custom: flag,
  allNull: flag,
});
export type Stream = z.output<typeof Stream>;

const IntervalsOfActivity = z.object({
  icu_intervals: optionalField(z.array(Interval)),
  icu_groups: optionalField(z.array(Interval)),
});

/** What a list row needs: the full record is some forty times as large. */
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

export const activityOperations = (send: Send, subject: string) => ({
  /** `GET /athlete/{id}/activities`: newest first; `limit` keeps the newest. */
  listActivities: ({ oldest, newest, limit }: ActivityRange) =>
    send({
      path: path`athlete/${subject}/activities`,
      // A bare date would leave open whether the last day counts.
      query: { oldest, newest: `${newest}T23:59:59`, limit, fields: LIST_FIELDS },
      answer: z.array(Activity),
    }),

  /** `GET /activity/{id}`: everything about one activity. */
  getActivity: (activityId: string) => send({ path: path`activity/${activityId}`, answer: Activity }),

  /** `GET /activity/{id}/intervals`: intervals and the groups of alike ones. Strava: `strava` failure. */
  listIntervals: (activityId: string) =>
    send({ path: path`activity/${activityId}/intervals`, answer: IntervalsOfActivity }),

  /** `GET /activity/{id}/streams.json`: an array of series, all as long as `time`. Strava: `strava` failure. */
  listStreams: (activityId: string, types?: readonly string[]) =>
    send({ path: path`activity/${activityId}/streams.json`, query: { types }, answer: z.array(Stream) }),
});
