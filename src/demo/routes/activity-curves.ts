import { CURVE_SECS, RUN_DISTANCES, SWIM_DISTANCES } from "../analysis/curves.ts";
import type { Fields } from "../analysis/intervals.ts";
import { csv } from "../csv.ts";
import type { Activity } from "../history/diary.ts";
import { disciplineOf } from "../history/session.ts";
import { activitiesIn, bestsOf, type CurveKind } from "../records/curves.ts";
import { type Call, get, type Handler, type Route } from "../route.ts";

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

export const activityCurveRoutes: readonly Route[] = [
  get("/athlete/{id}/activity-power-curves{ext}", overTime("power")),
  get("/athlete/{id}/activity-hr-curves{ext}", overTime("hr")),
  get("/athlete/{id}/activity-pace-curves{ext}", overDistance),
];
