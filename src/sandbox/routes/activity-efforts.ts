import { bestEfforts, histogramOf } from "../analysis/efforts.ts";
import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { spansOf } from "../present/intervals.ts";
import type { Recording } from "../recording/recording.ts";
import { type Call, get, type Handler, type Route } from "../router.ts";
import { requireActivity } from "./activities.ts";

type Samples = ArrayLike<number> | null | undefined;

/** Samples by stream name. */
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
  const { state, query } = call;
  const activity = requireActivity(call);
  const recording = state.recording(activity);
  const stream = query.require("stream", "String");
  const [duration, meters] = [query.number("duration"), query.number("distance")];
  if (duration === undefined && meters === undefined) throw apiErrors.missingParameter("duration", "Integer");
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
    excluded: query.boolean("excludeIntervals") ? spansOf(state, activity, recording).filter(({ work }) => work) : [],
  });
  const minimum = query.number("minValue") ?? Number.NEGATIVE_INFINITY;
  return { efforts: efforts.filter(({ average }) => Number(average) >= minimum) };
}

/** An activity without the sensor has no buckets. */
const histogram =
  (stream: string, size: number): Handler =>
  (call) => {
    const samples = samplesOf(call.state.recording(requireActivity(call)), stream);
    return samples ? histogramOf(samples, call.query.number("bucketSize") ?? size) : [];
  };

export const activityEffortRoutes: readonly Route[] = [
  get("/activity/{id}/best-efforts", findBestEfforts),
  get("/activity/{id}/power-histogram", histogram("watts", 25)),
  get("/activity/{id}/hr-histogram", histogram("heartrate", 5)),
  get("/activity/{id}/pace-histogram", histogram("pace", 0.1)),
  get("/activity/{id}/gap-histogram", histogram("gap", 0.1)),
];
