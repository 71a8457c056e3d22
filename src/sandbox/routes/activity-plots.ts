import { histogramOf } from "../analysis/efforts.ts";
import { refusals } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { activityRecord } from "../present/activity.ts";
import { type Call, get, type Route } from "../router.ts";
import { maxOf, meanOf, minOf, round } from "../samples.ts";
import { readableActivity } from "./activities.ts";

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

export const activityPlotRoutes: readonly Route[] = [
  get("/activity/{id}/time-at-hr", timeAtHr),
  get("/activity/{id}/power-vs-hr{ext}", powerVsHr),
  get("/activity/{id}/map", map),
  get("/activity/{id}/weather-summary", weatherSummary),
  get("/activity/{id}/segments", (call) => {
    readableActivity(call);
    return [];
  }),
];
