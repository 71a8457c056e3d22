import { bestMeans } from "../analysis/curves.ts";
import { afterLoad } from "../analysis/fitness.ts";
import { deviceLaps, intervalSummary } from "../analysis/intervals.ts";
import { sessionFields, summaryOf } from "../analysis/summary.ts";
import { type Fields, onlyFields, withAllKeys } from "../fields.ts";
import { addDays, instantOf, type LocalDate, serverStamp } from "../local-date.ts";
import { fractionOf } from "../random.ts";
import type { Recording } from "../recording/recording.ts";
import { streamTypes } from "../recording/streams.ts";
import { round } from "../samples.ts";
import { type Activity, isStrava, loadOf, pairedEventIdOf } from "../seed/activity-history.ts";
import { relativeFitnessOn } from "../seed/thresholds.ts";
import { type AthleteState, plannedLoadOf } from "../state/athlete-state.ts";
import { gearFor } from "./gear.ts";
import { intervalsOf } from "./intervals.ts";
import { ACTIVITY_KEYS } from "./record-keys.ts";

/** Everything that the API returns for an activity from Strava. */
export const stravaStub = (state: AthleteState, { id, start }: Activity): Fields => ({
  id,
  icu_athlete_id: state.profile.id,
  start_date_local: start,
  source: "STRAVA",
  _note: "STRAVA activities are not available via the API",
});

export const activitiesNewestFirst = (state: AthleteState): readonly Activity[] =>
  state.cached("newest first", () =>
    state.activities.list().sort((a, b) => (a.start < b.start ? 1 : a.start > b.start ? -1 : 0)),
  );

export interface ActivityRange {
  /** Limits the range to the activities that this sport's settings cover. */
  readonly type: string | undefined;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** The activities of a range that the API may read, newest first. */
export function activitiesBetween(state: AthleteState, { type, from, until }: ActivityRange): readonly Activity[] {
  const types = type === undefined ? null : state.sportSettingsFor(type).types;
  return activitiesNewestFirst(state).filter(
    (activity) =>
      !isStrava(activity) &&
      (!Array.isArray(types) || types.includes(activity.type)) &&
      from <= activity.start.slice(0, 10) &&
      activity.start.slice(0, 10) <= until,
  );
}

/** Fields that are null in lists. */
const ONLY_IN_DETAIL = [
  "power_load",
  "hr_load",
  "pace_load",
  "icu_pm_ftp",
  "icu_pm_ftp_secs",
  "icu_pm_ftp_watts",
  "lengths",
  "pool_length",
] as const;

/** An activity in a list. `names` are the requested fields. */
export function activityRow(state: AthleteState, activity: Activity, names?: readonly string[]): Fields {
  if (isStrava(activity)) return onlyFields(stravaStub(state, activity), names);
  const known = knownFields(state, activity);
  // Do not generate a recording if no requested field depends on it.
  if (names?.every((name) => Object.hasOwn(known, name))) return onlyFields(known, names);
  const row = activityRecord(state, activity);
  for (const key of ONLY_IN_DETAIL) row[key] = null;
  return onlyFields(row, names);
}

export const activityRecord = (state: AthleteState, activity: Activity): Fields =>
  withAllKeys(ACTIVITY_KEYS, { ...analysisOf(state, activity), ...knownFields(state, activity) });

/** Fields that do not depend on the samples. */
function knownFields(state: AthleteState, activity: Activity): Fields {
  const { id, start, type, source, session, fields } = activity;
  const planned = session ? sessionFields(session) : {};
  const moving = Number(fields.moving_time ?? planned.moving_time ?? 0);
  const instant = instantOf(start, state.profile.timezone);
  const stamp = serverStamp(instant + (Number(fields.elapsed_time ?? planned.elapsed_time ?? 0) + 95) * 1000);
  const rpe = fields.icu_rpe;
  const edited = state.intervals.get(id);
  const virtual = session?.indoor ?? false;
  return {
    id,
    icu_athlete_id: state.profile.id,
    start_date_local: start,
    start_date: new Date(instant).toISOString().replace(".000Z", "Z"),
    timezone: state.profile.timezone,
    type,
    source,
    external_id: session && `${session.seed}`,
    device_name: session && (virtual ? "Zwift" : "Garmin Forerunner 965"),
    file_type: session && "fit",
    trainer: virtual,
    commute: false,
    icu_ignore_time: false,
    icu_ignore_power: false,
    icu_ignore_hr: false,
    ignore_pace: false,
    ignore_velocity: false,
    created: stamp,
    icu_sync_date: stamp,
    analyzed: edited?.analyzed ?? stamp,
    icu_intervals_edited: edited !== undefined,
    icu_achievements: [],
    gear: gearFor(state, activity),
    ...fitnessAfter(state, activity),
    ...(session && weatherOf(start)),
    ...planned,
    paired_event_id: pairedEventIdOf(activity),
    compliance: complianceOf(state, activity),
    session_rpe: typeof rpe === "number" ? Math.round((rpe * moving) / 60) : null,
    ...fields,
  };
}

function analysisOf(state: AthleteState, activity: Activity): Fields {
  const recording = state.recording(activity);
  if (!recording) return {};
  return state.cachedAnalysis(`${activity.id} summary`, () => {
    const { icu_groups: groups, icu_intervals: intervals } = intervalsOf(state, activity, recording);
    return {
      ...summaryOf(recording),
      ...powerModelOf(state, activity, recording),
      interval_summary: intervalSummary(groups),
      icu_lap_count: deviceLaps(recording).length,
      icu_hrr: recoveryOf(recording, intervals),
      stream_types: streamTypes(recording.session),
      skyline_chart_bytes: "CAEQAg==",
    };
  });
}

/** eFTP from the best effort of this activity, and the rolling one of the day. */
function powerModelOf(state: AthleteState, { start }: Activity, recording: Recording): Fields {
  const watts = recording.watts();
  const best = watts && bestMeans(watts, [1200]).values[0];
  if (!best) return {};
  return {
    icu_pm_ftp: Math.round(best * 0.95),
    icu_pm_ftp_secs: 1200,
    icu_pm_ftp_watts: best,
    icu_rolling_ftp: Math.round(eftpOn(state, start.slice(0, 10))),
    icu_rolling_ftp_delta: 0,
  };
}

export const eftpOn = (state: AthleteState, date: LocalDate): number =>
  round(226 * relativeFitnessOn(state.trainingPlan, date), 1);

/** Heart rate recovery: how far the heart rate falls in the minute after the last work interval. */
function recoveryOf(recording: Recording, intervals: readonly Fields[]): Fields | null {
  const heartRate = recording.heartRate();
  const end = Number(intervals.findLast(({ type }) => type === "WORK")?.end_index ?? 0) - 1;
  const from = heartRate?.[end];
  const to = heartRate?.[end + 60];
  if (from === undefined || to === undefined || from - to < 8) return null;
  const time = recording.time();
  return {
    start_index: end,
    end_index: end + 60,
    start_time: time[end],
    end_time: time[end + 60],
    start_bpm: from,
    end_bpm: to,
    average_watts: null,
    hrr: from - to,
  };
}

/** Fitness after an activity: yesterday's, with the load of today's activities up to and including this one. */
function fitnessAfter(state: AthleteState, activity: Activity): Fields {
  const date = activity.start.slice(0, 10);
  const before = state.fitnessOn(addDays(date, -1));
  if (!before) return {};
  const load = state.activities
    .list()
    .filter(({ start }) => start.startsWith(date) && start <= activity.start)
    .reduce((sum, other) => sum + (loadOf(other) ?? 0), 0);
  const { ctl, atl } = afterLoad(before, load);
  return { icu_ctl: round(ctl, 5), icu_atl: round(atl, 5) };
}

/** Percent of the planned load that was done; 0 for an unplanned activity. */
function complianceOf(state: AthleteState, activity: Activity): number {
  const event = state.events.get(pairedEventIdOf(activity) ?? 0);
  const planned = event && plannedLoadOf(state, event);
  return planned ? round(((loadOf(activity) ?? 0) / planned) * 100, 1) : 0;
}

function weatherOf(start: string): Fields {
  const roll = (what: string) => fractionOf("weather", what, start.slice(0, 10));
  const temperature = round(9 + roll("temperature") * 14, 1);
  return {
    has_weather: true,
    average_weather_temp: temperature,
    min_weather_temp: temperature - 1.5,
    max_weather_temp: temperature + 1.5,
    average_feels_like: round(temperature - roll("feels") * 3, 1),
    average_wind_speed: round(roll("wind") * 8, 1),
    average_wind_gust: round(roll("wind") * 8 + 3, 1),
    prevailing_wind_deg: Math.floor(roll("direction") * 360),
    headwind_percent: round(20 + roll("head") * 30, 1),
    tailwind_percent: round(20 + roll("tail") * 30, 1),
    average_clouds: Math.floor(roll("clouds") * 100),
    max_rain: roll("rain") < 0.2 ? round(roll("wet") * 4, 1) : 0,
    max_snow: 0,
  };
}

/** The short form in which curves and lists of matching activities refer to one. */
export const activityReference = ({ id, start, type, fields }: Activity): Fields => ({
  id,
  start_date_local: start,
  type,
  name: fields.name,
});
