import { paceModel, powerModel } from "../analysis/performance-models.ts";
import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { addDays, daysBetween, isLocalDate, type LocalDate } from "../local-date.ts";
import { round } from "../samples.ts";
import { type Activity, loadOf } from "../seed/activity-history.ts";
import { raceOn } from "../seed/training-plan.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { activitiesBetween } from "./activity.ts";
import { bestsOf, type CurveKind } from "./activity-curves.ts";

export interface CurveSpan {
  readonly id: string;
  readonly label: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** The sport setting with the work in kJ that must precede an effort. */
  readonly fatigue: "after_kj0" | "after_kj1" | null;
}

/**
 * Parses `1y`, `42d`, `s0`, `all` and `r.2026-01-01.2026-01-31`, each with an optional `-kj0` or `-kj1` for fatigue.
 */
export function curveSpan(state: AthleteState, spec: string, now: LocalDate): CurveSpan {
  const [, base = spec, kj] = /^(.*?)(?:-kj([01]))?$/.exec(spec) ?? [];
  const fatigue = kj === undefined ? null : kj === "0" ? "after_kj0" : "after_kj1";
  const span = (label: string, from: LocalDate, until = now) => ({ id: spec, label, from, until, fatigue }) as const;
  const [, count, unit] = /^(\d+)([yd])$/.exec(base) ?? [];
  if (unit === "y") return span(count === "1" ? "1 year" : `${count} years`, addDays(now, -365 * Number(count) + 1));
  if (unit === "d") return span(`${count} days`, addDays(now, -Number(count) + 1));
  const [, season] = /^s(\d+)$/.exec(base) ?? [];
  if (season !== undefined)
    return span(season === "0" ? "This season" : `Season ${season} before`, ...seasonBack(state, now, Number(season)));
  if (base === "all") return span("All time", "1970-01-01");
  const [, from, until] = /^r\.([\d-]+)\.([\d-]+)$/.exec(base) ?? [];
  if (from && until && isLocalDate(from) && isLocalDate(until)) return span(`${from} - ${until}`, from, until);
  throw apiErrors.curve(spec);
}

/** The first and last day of the season `back` seasons ago. A season begins the day after an A race. */
function seasonBack(state: AthleteState, now: LocalDate, back: number): [LocalDate, LocalDate] {
  let until = now;
  let from = now;
  for (let season = 0; season <= back; season++) {
    if (season > 0) until = addDays(from, -1);
    from = until;
    while (daysBetween(from, until) < 370 && raceOn(state.trainingPlan, addDays(from, -1)) !== "RACE_A")
      from = addDays(from, -1);
  }
  return [from, until];
}

export interface CurveRequest {
  readonly kind: CurveKind;
  readonly span: CurveSpan;
  /** Limits the curve to the activities that this sport's settings cover. */
  readonly type: string | undefined;
}

export interface Curve {
  readonly record: Fields;
  readonly model: Fields | null;
  readonly activities: readonly Activity[];
}

/** The best of all activities of a span at each duration or distance. Null if no activity has a value. */
export function curveOf(state: AthleteState, { kind, span, type }: CurveRequest): Curve | null {
  const afterKj = span.fatigue && type ? Number(state.sportSettingsFor(type)[span.fatigue] ?? 0) : 0;
  const activities = activitiesBetween(state, { type, from: span.from, until: span.until });
  const isBetter = (a: number, b: number) => (kind === "power" || kind === "hr" ? a > b : a < b);
  const best = new Map<number, Best>();
  for (const activity of activities) {
    const bests = bestsOf(state, activity, { kind, afterKj });
    bests?.at.forEach((at, i) => {
      const value = bests.values[i] ?? 0;
      const current = best.get(at);
      if (!current || isBetter(value, current.value)) {
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
      weight: state.athlete.get("self")?.weight,
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

/** The power model of the last 90 days, to which %MMP targets refer. */
export function mmpModel(state: AthleteState, type: string): Fields | null {
  return state.cached(`mmp ${type}`, () => {
    const span = curveSpan(state, "90d", state.today);
    return curveOf(state, { kind: "power", span, type })?.model ?? null;
  });
}
