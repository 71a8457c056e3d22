import { type Bests, bestMeans, bestTimes, RUN_DISTANCES, SWIM_DISTANCES } from "../analysis/curves.ts";
import { refusals } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { addDays, daysBetween, isLocalDate, type LocalDate } from "../local-date.ts";
import { disciplineOf } from "../recording/session.ts";
import { round } from "../samples.ts";
import type { Activity } from "../seed/activity-history.ts";
import { raceOn } from "../seed/training-plan.ts";
import { loadOf, type World } from "../state/athlete-state.ts";
import { isStrava, newestFirst } from "./activity.ts";

export type CurveKind = "power" | "hr" | "pace" | "gap";

/** The bests of one activity; null where the sensor was not there. `afterKj` asks for what was left after so much work. */
export function bestsOf(world: World, activity: Activity, kind: CurveKind, afterKj = 0): Bests | null {
  return world.analysed(`${activity.id} bests ${kind} ${afterKj}`, () => {
    const recording = world.recording(activity);
    if (!recording) return null;
    if (kind === "power") {
      const watts = recording.watts();
      return watts && shifted(bestMeans(watts.subarray(indexAfter(watts, afterKj))), indexAfter(watts, afterKj));
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

export interface CurveSpan {
  readonly id: string;
  readonly label: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** Which of the sport's two amounts of work comes before the effort. */
  readonly fatigue: "after_kj0" | "after_kj1" | null;
}

/** Reads `1y`, `42d`, `s0`, `all`, `r.2026-01-01.2026-01-31`, each with `-kj0` or `-kj1` for tired legs. */
export function curveSpan(world: World, spec: string, now: LocalDate): CurveSpan {
  const [, base = spec, kj] = /^(.*?)(?:-kj([01]))?$/.exec(spec) ?? [];
  const fatigue = kj === undefined ? null : kj === "0" ? "after_kj0" : "after_kj1";
  const span = (label: string, from: LocalDate, until = now) => ({ id: spec, label, from, until, fatigue }) as const;
  const [, count, unit] = /^(\d+)([yd])$/.exec(base) ?? [];
  if (unit === "y") return span(count === "1" ? "1 year" : `${count} years`, addDays(now, -365 * Number(count) + 1));
  if (unit === "d") return span(`${count} days`, addDays(now, -Number(count) + 1));
  const [, season] = /^s(\d+)$/.exec(base) ?? [];
  if (season !== undefined)
    return span(season === "0" ? "This season" : `Season ${season} before`, ...seasonBack(world, now, Number(season)));
  if (base === "all") return span("All time", "1970-01-01");
  const [, from, until] = /^r\.([\d-]+)\.([\d-]+)$/.exec(base) ?? [];
  if (from && until && isLocalDate(from) && isLocalDate(until)) return span(`${from} - ${until}`, from, until);
  throw refusals.curve(spec);
}

/** A season begins the day after an A race. */
function seasonBack(world: World, now: LocalDate, back: number): [LocalDate, LocalDate] {
  let until = now;
  let from = now;
  for (let season = 0; season <= back; season++) {
    if (season > 0) until = addDays(from, -1);
    from = until;
    while (daysBetween(from, until) < 370 && raceOn(world.season, addDays(from, -1)) !== "RACE_A")
      from = addDays(from, -1);
  }
  return [from, until];
}

/** The activities that a sport's settings cover, in a span of days. */
export function activitiesIn(
  world: World,
  type: string | undefined,
  from: LocalDate,
  until: LocalDate,
): readonly Activity[] {
  const types = type === undefined ? null : world.settingsFor(type).types;
  return newestFirst(world).filter(
    (activity) =>
      !isStrava(activity) &&
      (!Array.isArray(types) || types.includes(activity.type)) &&
      from <= activity.start.slice(0, 10) &&
      activity.start.slice(0, 10) <= until,
  );
}

export interface Curve {
  readonly record: Fields;
  readonly model: Fields | null;
  readonly activities: readonly Activity[];
}

/** The best over all activities of a span at each duration or distance; null when there is not one value. */
export function curveOf(world: World, kind: CurveKind, span: CurveSpan, type: string | undefined): Curve | null {
  const afterKj = span.fatigue && type ? Number(world.settingsFor(type)[span.fatigue] ?? 0) : 0;
  const activities = activitiesIn(world, type, span.from, span.until);
  const better = kind === "power" || kind === "hr" ? (a: number, b: number) => a > b : (a: number, b: number) => a < b;
  const best = new Map<number, Best>();
  for (const activity of activities) {
    const bests = bestsOf(world, activity, kind, afterKj);
    bests?.at.forEach((at, i) => {
      const value = bests.values[i] ?? 0;
      const held = best.get(at);
      if (!held || better(value, held.value)) {
        best.set(at, { at, value, activity, start: bests.start[i] ?? 0, end: bests.end[i] ?? 0 });
      }
    });
  }
  if (best.size === 0) return null;
  const points = [...best.values()].sort((a, b) => a.at - b.at);
  const model = kind === "power" ? powerModel(points) : kind === "hr" ? null : paceModel(points);
  const from = span.id.startsWith("all") ? (activities.at(-1)?.start.slice(0, 10) ?? span.from) : span.from;
  return {
    model,
    activities: [...new Set(points.map(({ activity }) => activity))],
    record: {
      id: span.id,
      label: span.label,
      filter_label: null,
      filters: null,
      percentile: null,
      after_kj: kind === "power" ? afterKj : undefined,
      start_date_local: `${from}T00:00:00`,
      end_date_local: `${addDays(span.until, 1)}T00:00:00`,
      days: daysBetween(from, span.until) + 1,
      weight: world.athlete.get("self")?.weight,
      moving_time: activities.reduce((sum, { session }) => sum + (session?.movingSecs ?? 0), 0),
      training_load: activities.reduce((sum, activity) => sum + (loadOf(activity) ?? 0), 0),
      [kind === "power" || kind === "hr" ? "secs" : "distance"]: points.map(({ at }) => at),
      values: points.map(({ value }) => value),
      submax_values: null,
      submax_activity_id: null,
      activity_id: points.map(({ activity }) => activity.id),
      start_index: points.map(({ start }) => start),
      end_index: points.map(({ end }) => end),
      ...(kind === "power" && powerExtras(points, model)),
      ...((kind === "pace" || kind === "gap") && { type: kind.toUpperCase(), paceModels: model ? [model] : [] }),
    },
  };
}

interface Best {
  readonly at: number;
  readonly value: number;
  readonly activity: Activity;
  readonly start: number;
  readonly end: number;
}

function powerExtras(points: readonly Best[], model: Fields | null): Fields {
  const perKg = points.map(({ value, activity }) => round(value / (activity.session?.thresholds.weight ?? 1), 2));
  const five = perKg[points.findIndex(({ at }) => at === 300)];
  return {
    watts: points.map(({ value }) => value),
    watts_per_kg: perKg,
    wkg_activity_id: points.map(({ activity }) => activity.id),
    submax_watts_per_kg: null,
    submax_wkg_activity_id: null,
    powerModels: model ? [model] : [],
    ranks: null,
    mapPlot: null,
    stream_type: "watts",
    stream_name: null,
    // ACSM's estimate from five-minute power.
    vo2max_5m: five === undefined ? null : round(10.8 * five + 7, 1),
  };
}

/** Critical power and W′ through the bests at 5 and 20 minutes: P(t) = CP + W′/t (Monod and Scherrer). */
function powerModel(points: readonly Best[]): Fields | null {
  const inputs = [300, 1200].map((secs) => points.findIndex(({ at }) => at === secs));
  const [short, long] = inputs.map((index) => points[index]?.value);
  if (short === undefined || long === undefined) return null;
  const wPrime = (short - long) / (1 / 300 - 1 / 1200);
  const criticalPower = long - wPrime / 1200;
  return {
    type: "FFT_CURVES",
    criticalPower: Math.round(criticalPower),
    wPrime: Math.round(wPrime),
    pMax: points[0]?.value,
    ftp: Math.round(criticalPower + wPrime / 3600),
    inputPointIndexes: inputs,
  };
}

/** Critical speed and D′: the straight line through distance over time, two to thirty minutes. */
function paceModel(points: readonly Best[]): Fields | null {
  const used = points.flatMap((point, index) =>
    point.value >= 120 && point.value <= 1800 ? [{ ...point, index }] : [],
  );
  if (used.length < 3) return null;
  const mean = (of: (point: Best) => number) => used.reduce((sum, point) => sum + of(point), 0) / used.length;
  const [time, distance] = [mean(({ value }) => value), mean(({ at }) => at)];
  const spread = mean(({ value }) => (value - time) ** 2);
  const slope = mean(({ value, at }) => (value - time) * (at - distance)) / spread;
  return {
    type: "CS",
    criticalSpeed: round(slope, 4),
    dPrime: round(distance - slope * time, 1),
    r2: round((slope ** 2 * spread) / mean(({ at }) => (at - distance) ** 2), 4),
    inputPointIndexes: used.map(({ index }) => index),
  };
}

/** The model of the last weeks that %MMP targets stand on. */
export function mmpModel(world: World, type: string): Fields | null {
  return world.derived(`mmp ${type}`, () => {
    const span = curveSpan(world, "90d", world.today);
    return curveOf(world, "power", span, type)?.model ?? null;
  });
}
