import { histogramOf } from "../analysis/efforts.ts";
import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { activityRecord } from "../present/activity.ts";
import { type Call, get, type Route } from "../router.ts";
import { maxOf, meanOf, minOf, round } from "../samples.ts";
import { requireActivity } from "./activities.ts";

function timeAtHr(call: Call): Fields {
  const samples = call.state.recording(requireActivity(call))?.heartRate();
  if (!samples) return { min_bpm: null, max_bpm: null, secs: [], cumulative_secs: [] };
  const buckets = histogramOf(samples, 1);
  let above = samples.length;
  const cumulative = buckets.map(({ secs }) => {
    const secsFromHere = above;
    above -= secs;
    return secsFromHere;
  });
  return {
    min_bpm: minOf(samples),
    max_bpm: maxOf(samples),
    secs: buckets.map(({ secs }) => secs),
    cumulative_secs: cumulative,
  };
}

/** Average power and heart rate of every minute. */
function powerVsHr(call: Call): Fields {
  const activity = requireActivity(call);
  const recording = call.state.recording(activity);
  const record = activityRecord(call.state, activity);
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

/**
 * The positions of an activity. `bounds` limits them to a box, given as latitude and longitude of two opposite
 * corners.
 */
function showMap(call: Call): Fields {
  const { query } = call;
  const track = call.state.recording(requireActivity(call))?.track();
  const box = query.list("bounds")?.map((part) => {
    if (Number.isNaN(Number(part))) throw apiErrors.mismatch(part, "float[]");
    return Number(part);
  });
  if (box && box.length !== 4) throw apiErrors.bounds();
  if (!track) return { bounds: null, latlngs: null, route: null, weather: null };
  const { latitude, longitude } = track;
  const bounds = [
    [minOf(latitude), minOf(longitude)],
    [maxOf(latitude), maxOf(longitude)],
  ].map((corner) => corner.map((degrees) => round(degrees, 6)));
  const isInside = (lat: number, lng: number) => {
    const [a = 0, b = 0, c = 0, d = 0] = box ?? [];
    return !box || (lat >= Math.min(a, c) && lat <= Math.max(a, c) && lng >= Math.min(b, d) && lng <= Math.max(b, d));
  };
  const path = Array.from(latitude, (lat, i) => [round(lat, 6), round(longitude[i] ?? 0, 6)] as const);
  return {
    bounds,
    latlngs: query.boolean("boundsOnly") ? null : path.filter(([lat, lng]) => isInside(lat, lng)),
    route: null,
    weather: null,
  };
}

function weatherSummary(call: Call): Fields {
  const record = activityRecord(call.state, requireActivity(call));
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
  get("/activity/{id}/map", showMap),
  get("/activity/{id}/weather-summary", weatherSummary),
  get("/activity/{id}/segments", (call) => {
    requireActivity(call);
    return [];
  }),
];
