import { CURVE_SECS, RUN_DISTANCES, SWIM_DISTANCES } from "../analysis/curves.ts";
import type { Fields } from "../fields.ts";
import { activitiesIn, bestsOf, type CurveKind } from "../present/curves.ts";
import { disciplineOf } from "../recording/session.ts";
import { type Call, get, type Handler, type Route } from "../router.ts";
import { round } from "../samples.ts";
import type { Activity } from "../seed/activity-history.ts";
import { readableActivity } from "./activities.ts";
import { csv } from "./csv.ts";

/** Activities in a range that have a curve, each with its bests at the same points. */
function curvesOf({ world, query }: Call, kind: CurveKind, points: readonly number[]): Fields[] {
  query.need("oldest", "LocalDateTime");
  query.need("newest", "LocalDateTime");
  const fatigue = query.text("fatigue");
  const afterKj = (activity: Activity) =>
    fatigue ? Number(world.settingsFor(activity.type)[`after_${fatigue}`] ?? 0) : 0;
  const name = { power: "watts", hr: "bpm", pace: "secs", gap: "secs" }[kind];
  return activitiesIn(world, query.text("type"), query.date("oldest") ?? "", query.date("newest") ?? "").flatMap(
    (activity) => {
      const bests = bestsOf(world, activity, kind, afterKj(activity));
      if (!bests) return [];
      const valueAt = new Map(bests.at.map((at, i) => [at, bests.values[i]]));
      const values = points.map((point) => valueAt.get(point) ?? null);
      const weight = activity.session?.thresholds.weight ?? null;
      return [{ id: activity.id, start_date_local: activity.start, weight, [name]: values }];
    },
  );
}

function answer(call: Call, payload: Fields & { curves: Fields[] }, axis: string, name: string): unknown {
  if (call.path.ext !== ".csv") return payload;
  const points = payload[axis];
  if (!Array.isArray(points)) return payload;
  const rows = payload.curves.map((curve) => {
    const values = curve[name];
    return {
      ...curve,
      ...Object.fromEntries(points.map((point, i) => [point, Array.isArray(values) ? values[i] : null])),
    };
  });
  return csv(["id", "start_date_local", "weight", ...points.map(String)], rows);
}

const overTime =
  (kind: "power" | "hr"): Handler =>
  (call) => {
    const secs = call.query.list("secs")?.map(Number) ?? CURVE_SECS;
    const curves = curvesOf(call, kind, secs);
    if (kind === "hr") return answer(call, { secs, curves }, "secs", "bpm");
    return answer(call, { after_kj: 0, secs, curves }, "secs", "watts");
  };

function overDistance(call: Call): unknown {
  const gap = call.query.flag("gap") ?? false;
  const usual = disciplineOf(call.query.text("type") ?? "Run") === "Swim" ? SWIM_DISTANCES : RUN_DISTANCES;
  const distances = call.query.list("distances")?.map(Number) ?? usual;
  return answer(call, { distances, gap, curves: curvesOf(call, gap ? "gap" : "pace", distances) }, "distances", "secs");
}

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

export const activityCurveRoutes: readonly Route[] = [
  get("/athlete/{id}/activity-power-curves{ext}", overTime("power")),
  get("/athlete/{id}/activity-hr-curves{ext}", overTime("hr")),
  get("/athlete/{id}/activity-pace-curves{ext}", overDistance),
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
];
