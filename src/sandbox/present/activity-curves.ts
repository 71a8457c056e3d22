import { type Bests, bestMeans, bestTimes, RUN_DISTANCES, SWIM_DISTANCES } from "../analysis/curves.ts";
import type { Fields } from "../fields.ts";
import { disciplineOf } from "../recording/session.ts";
import { round } from "../samples.ts";
import type { Activity } from "../seed/activity-history.ts";
import type { AthleteState } from "../state/athlete-state.ts";

export type CurveKind = "power" | "hr" | "pace" | "gap";

export interface BestsRequest {
  readonly kind: CurveKind;
  /** Only count efforts after this much work. */
  readonly afterKj?: number;
}

/** The bests of one activity. Null if it was recorded without the sensor. */
export function bestsOf(state: AthleteState, activity: Activity, { kind, afterKj = 0 }: BestsRequest): Bests | null {
  return state.cachedAnalysis(`${activity.id} bests ${kind} ${afterKj}`, () => {
    const recording = state.recording(activity);
    if (!recording) return null;
    if (kind === "power") {
      const watts = recording.watts();
      if (!watts) return null;
      const start = indexAfter(watts, afterKj);
      return shifted(bestMeans(watts.subarray(start)), start);
    }
    if (kind === "hr") {
      const heartRate = recording.heartRate();
      return heartRate && bestMeans(heartRate);
    }
    const motion = recording.motion();
    const discipline = disciplineOf(activity.type);
    if (!motion || (discipline !== "Run" && discipline !== "Swim")) return null;
    const distance = kind === "gap" && motion.gradeAdjusted ? cumulative(motion.gradeAdjusted) : motion.distance;
    return bestTimes(distance, discipline === "Run" ? RUN_DISTANCES : SWIM_DISTANCES);
  });
}

function indexAfter(watts: Int16Array, afterKj: number): number {
  let joules = 0;
  let index = 0;
  while (index < watts.length && joules < afterKj * 1000) joules += watts[index++] ?? 0;
  return index;
}

const shifted = (bests: Bests, by: number): Bests => ({
  ...bests,
  start: bests.start.map((index) => index + by),
  end: bests.end.map((index) => index + by),
});

function cumulative(samples: Float32Array): Float32Array {
  let sum = 0;
  return samples.map((value) => {
    sum += value;
    return sum;
  });
}

export function activityCurve(state: AthleteState, activity: Activity, { kind, afterKj = 0 }: BestsRequest): Fields {
  const bests = bestsOf(state, activity, { kind, afterKj }) ?? { at: [], values: [], start: [], end: [] };
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
  if (kind === "hr") return { ...curve, secs: bests.at };
  if (kind !== "power") return { ...curve, distance: bests.at, type: kind.toUpperCase() };
  return {
    ...curve,
    secs: bests.at,
    after_kj: afterKj,
    watts: bests.values,
    watts_per_kg: bests.values.map((watts) => round(watts / (weight ?? 1), 2)),
    stream_type: "watts",
  };
}
