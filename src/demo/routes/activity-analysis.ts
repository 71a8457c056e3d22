import { bestEfforts, histogramOf } from "../analysis/efforts.ts";
import type { Fields } from "../analysis/intervals.ts";
import { maxOf, meanOf, minOf, round } from "../analysis/samples.ts";
import { csv } from "../csv.ts";
import type { Activity } from "../history/diary.ts";
import type { Recording } from "../recording/recording.ts";
import { activityRecord } from "../records/activity.ts";
import { bestsOf, type CurveKind } from "../records/curves.ts";
import { spansOf } from "../records/intervals.ts";
import { refusals } from "../refusals.ts";
import { type Call, get, type Handler, type Route } from "../route.ts";
import { readableActivity } from "./activities.ts";

type Samples = ArrayLike<number> | null | undefined;

/** The samples behind the stream names that efforts are searched in. */
const SAMPLES: Record<string, (recording: Recording) => Samples> = {
  watts: ({ watts }) => watts(),
  heartrate: ({ heartRate }) => heartRate(),
  cadence: ({ cadence }) => cadence(),
  pace: ({ motion }) => motion()?.velocity,
  velocity_smooth: ({ motion }) => motion()?.velocity,
  gap: ({ motion }) => motion()?.gradeAdjusted,
  ga_velocity: ({ motion }) => motion()?.gradeAdjusted,
};

const samplesOf = (recording: Recording | null, name: string): Samples =>
  recording && Object.hasOwn(SAMPLES, name) ? SAMPLES[name]?.(recording) : null;

function findBestEfforts(call: Call): Fields {
  const { world, query } = call;
  const activity = readableActivity(call);
  const recording = world.recording(activity);
  const stream = query.need("stream", "String");
  const [duration, meters] = [query.number("duration"), query.number("distance")];
  if (duration === undefined && meters === undefined) throw refusals.missingParameter("duration", "Integer");
  const samples = samplesOf(recording, stream);
  if (!recording || !samples) return { efforts: [] };
  const efforts = bestEfforts({
    samples,
    distance: recording.motion()?.distance ?? null,
    duration,
    meters,
    count: query.number("count") ?? 8,
    from: query.number("startIndex") ?? 0,
    to: query.number("endIndex") || recording.length,
    taken: query.flag("excludeIntervals") ? spansOf(world, activity, recording).filter(({ work }) => work) : [],
  });
  const least = query.number("minValue") ?? Number.NEGATIVE_INFINITY;
  return { efforts: efforts.filter(({ average }) => Number(average) >= least) };
}

/** Bare buckets; an activity without the sensor has none. */
const histogram =
  (stream: string, size: number): Handler =>
  (call) => {
    const samples = samplesOf(call.world.recording(readableActivity(call)), stream);
    return samples ? histogramOf(samples, call.query.number("bucketSize") ?? size) : [];
  };

/** An activity's own curve, in the words of its kind. */
const activityCurve =
  (kindOf: (call: Call) => CurveKind): Handler =>
  (call) => {
    const activity = readableActivity(call);
    const kind = kindOf(call);
    const fatigue = call.query.text("fatigue");
    const curve = curveRecord(call, activity, kind, fatigue);
    if (call.path.ext !== ".csv") return curve;
    const axis = kind === "power" || kind === "hr" ? "secs" : "distance";
    const [at, values] = [numbers(curve[axis]), numbers(curve.values)];
    return csv(
      [axis, "value"],
      at.map((x, i) => ({ [axis]: x, value: values[i] })),
    );
  };

const numbers = (value: unknown): readonly number[] => (Array.isArray(value) ? value : []);

function curveRecord({ world }: Call, activity: Activity, kind: CurveKind, fatigue: string | undefined): Fields {
  const afterKj = fatigue?.startsWith("kj") ? Number(world.settingsFor(activity.type)[`after_${fatigue}`] ?? 0) : 0;
  const bests = bestsOf(world, activity, kind, afterKj) ?? { at: [], values: [], start: [], end: [] };
  const weight = activity.session?.thresholds.weight ?? null;
  const curve = {
    id: activity.id,
    start_date_local: activity.start,
    weight,
    values: bests.values,
    start_index: bests.start,
    end_index: bests.end,
    activity_id: null,
  };
  if (kind === "power") {
    const perKg = bests.values.map((watts) => round(watts / (weight ?? 1), 2));
    return {
      ...curve,
      secs: bests.at,
      after_kj: afterKj,
      watts: bests.values,
      watts_per_kg: perKg,
      stream_type: "watts",
    };
  }
  return kind === "hr" ? { ...curve, secs: bests.at } : { ...curve, distance: bests.at, type: kind.toUpperCase() };
}

function timeAtHr(call: Call): Fields {
  const samples = call.world.recording(readableActivity(call))?.heartRate();
  if (!samples) return { min_bpm: null, max_bpm: null, secs: [], cumulative_secs: [] };
  const buckets = histogramOf(samples, 1);
  let above = samples.length;
  const cumulative = buckets.map(({ secs }) => {
    const left = above;
    above -= secs;
    return left;
  });
  return {
    min_bpm: minOf(samples),
    max_bpm: maxOf(samples),
    secs: buckets.map(({ secs }) => secs),
    cumulative_secs: cumulative,
  };
}

/** Power against heart rate, minute by minute. */
function powerVsHr(call: Call): Fields {
  const activity = readableActivity(call);
  const recording = call.world.recording(activity);
  const record = activityRecord(call.world, activity);
  const [watts, heartRate, cadence] = [recording?.watts(), recording?.heartRate(), recording?.cadence()];
  const minutes = watts && heartRate ? Math.floor(watts.length / 60) : 0;
  return {
    bucketSize: 60,
    warmup: record.icu_warmup_time,
    cooldown: record.icu_cooldown_time,
    elapsedTime: record.elapsed_time,
    hrLag: 30,
    powerHr: record.icu_power_hr,
    decoupling: record.decoupling,
    series: Array.from({ length: minutes }, (_, i) => ({
      start: i * 60,
      secs: 60,
      movingSecs: 60,
      watts: round(meanOf(watts ?? [], i * 60, i * 60 + 60), 1),
      hr: round(meanOf(heartRate ?? [], i * 60, i * 60 + 60), 1),
      cadence: Math.round(meanOf(cadence ?? [], i * 60, i * 60 + 60)),
    })),
    curves: [],
  };
}

/** The path of an activity, cut to a box if one is given: left, top, right, bottom as two corners of latitude and longitude. */
function map(call: Call): Fields {
  const { query } = call;
  const track = call.world.recording(readableActivity(call))?.track();
  const box = query.list("bounds")?.map((part) => {
    if (Number.isNaN(Number(part))) throw refusals.mismatch(part, "float[]");
    return Number(part);
  });
  if (box && box.length !== 4) throw refusals.bounds();
  if (!track) return { bounds: null, latlngs: null, route: null, weather: null };
  const { latitude, longitude } = track;
  const bounds = [
    [minOf(latitude), minOf(longitude)],
    [maxOf(latitude), maxOf(longitude)],
  ].map((corner) => corner.map((degrees) => round(degrees, 6)));
  const inside = (lat: number, lng: number) => {
    const [a = 0, b = 0, c = 0, d = 0] = box ?? [];
    return !box || (lat >= Math.min(a, c) && lat <= Math.max(a, c) && lng >= Math.min(b, d) && lng <= Math.max(b, d));
  };
  const path = Array.from(latitude, (lat, i) => [round(lat, 6), round(longitude[i] ?? 0, 6)] as const);
  return {
    bounds,
    latlngs: query.flag("boundsOnly") ? null : path.filter(([lat, lng]) => inside(lat, lng)),
    route: null,
    weather: null,
  };
}

function weatherSummary(call: Call): Fields {
  const record = activityRecord(call.world, readableActivity(call));
  const names = Object.keys(record).filter((name) =>
    /weather_temp|feels_like|wind_|headwind|tailwind|clouds|max_rain|max_snow/.test(name),
  );
  return {
    start_index: call.query.number("start_index") ?? 0,
    end_index: call.query.number("end_index") ?? 0,
    moving_time: record.moving_time,
    whole_activity: !call.query.number("end_index"),
    ...Object.fromEntries(names.map((name) => [name, record[name]])),
    description: record.has_weather ? "Partly cloudy" : null,
  };
}

export const activityAnalysisRoutes: readonly Route[] = [
  get("/activity/{id}/best-efforts", findBestEfforts),
  get("/activity/{id}/power-histogram", histogram("watts", 25)),
  get("/activity/{id}/hr-histogram", histogram("heartrate", 5)),
  get("/activity/{id}/pace-histogram", histogram("pace", 0.1)),
  get("/activity/{id}/gap-histogram", histogram("gap", 0.1)),
  get(
    "/activity/{id}/power-curve{ext}",
    activityCurve(() => "power"),
  ),
  get(
    "/activity/{id}/hr-curve{ext}",
    activityCurve(() => "hr"),
  ),
  get(
    "/activity/{id}/pace-curve{ext}",
    activityCurve(({ query }) => (query.flag("gap") ? "gap" : "pace")),
  ),
  get("/activity/{id}/power-curves{ext}", (call) =>
    (call.query.list("fatigue") ?? ["normal"]).map((fatigue) =>
      curveRecord(call, readableActivity(call), "power", fatigue),
    ),
  ),
  get("/activity/{id}/time-at-hr", timeAtHr),
  get("/activity/{id}/power-vs-hr{ext}", powerVsHr),
  get("/activity/{id}/map", map),
  get("/activity/{id}/weather-summary", weatherSummary),
  get("/activity/{id}/segments", (call) => {
    readableActivity(call);
    return [];
  }),
];
