import { CURVE_SECS, RUN_DISTANCES, SWIM_DISTANCES } from "../analysis/curves.ts";
import type { Fields } from "../fields.ts";
import { activitiesBetween } from "../present/activity.ts";
import { activityCurve, bestsOf, type CurveKind } from "../present/activity-curves.ts";
import { disciplineOf } from "../recording/session.ts";
import { type Call, get, type Handler, type Route } from "../router.ts";
import type { Activity } from "../seed/activity-history.ts";
import { requireActivity } from "./activities.ts";
import { csvResponse } from "./responses.ts";

/** The activities of a range that have a curve, each with its bests at the same points. */
function curvesOf({ state, query }: Call, kind: CurveKind, points: readonly number[]): Fields[] {
  query.require("oldest", "LocalDateTime");
  query.require("newest", "LocalDateTime");
  const type = query.text("type");
  const range = { type, from: query.date("oldest") ?? "", until: query.date("newest") ?? "" };
  const fatigue = query.text("fatigue");
  const name = { power: "watts", hr: "bpm", pace: "secs", gap: "secs" }[kind];
  return activitiesBetween(state, range).flatMap((activity) => {
    const afterKj = fatigue ? Number(state.sportSettingsFor(activity.type)[`after_${fatigue}`] ?? 0) : 0;
    const bests = bestsOf(state, activity, { kind, afterKj });
    if (!bests) return [];
    const valueAt = new Map(bests.at.map((at, i) => [at, bests.values[i]]));
    const values = points.map((point) => valueAt.get(point) ?? null);
    const weight = activity.session?.thresholds.weight ?? null;
    return [{ id: activity.id, start_date_local: activity.start, weight, [name]: values }];
  });
}

interface Columns {
  /** The property with the points of the curves. */
  readonly axis: string;
  /** The property of a curve with its values. */
  readonly values: string;
}

function respond({ path }: Call, body: Fields & { curves: Fields[] }, { axis, values }: Columns): unknown {
  if (path.ext !== ".csv") return body;
  const points = numbersIn(body[axis]);
  const rows = body.curves.map((curve) => {
    const cells = numbersIn(curve[values]);
    return { ...curve, ...Object.fromEntries(points.map((point, i) => [point, cells[i]])) };
  });
  return csvResponse(["id", "start_date_local", "weight", ...points.map(String)], rows);
}

const numbersIn = (value: unknown): readonly number[] => (Array.isArray(value) ? value : []);

const curvesOverTime =
  (kind: "power" | "hr"): Handler =>
  (call) => {
    const secs = call.query.list("secs")?.map(Number) ?? CURVE_SECS;
    const curves = curvesOf(call, kind, secs);
    if (kind === "hr") return respond(call, { secs, curves }, { axis: "secs", values: "bpm" });
    return respond(call, { after_kj: 0, secs, curves }, { axis: "secs", values: "watts" });
  };

function curvesOverDistance(call: Call): unknown {
  const gap = call.query.boolean("gap") ?? false;
  const isSwim = disciplineOf(call.query.text("type") ?? "Run") === "Swim";
  const distances = call.query.list("distances")?.map(Number) ?? (isSwim ? SWIM_DISTANCES : RUN_DISTANCES);
  const curves = curvesOf(call, gap ? "gap" : "pace", distances);
  return respond(call, { distances, gap, curves }, { axis: "distances", values: "secs" });
}

const showCurve =
  (kindOf: (call: Call) => CurveKind): Handler =>
  (call) => {
    const activity = requireActivity(call);
    const kind = kindOf(call);
    const curve = curveFor(call, activity, { kind, fatigue: call.query.text("fatigue") });
    if (call.path.ext !== ".csv") return curve;
    const axis = kind === "power" || kind === "hr" ? "secs" : "distance";
    const [at, values] = [numbersIn(curve[axis]), numbersIn(curve.values)];
    return csvResponse(
      [axis, "value"],
      at.map((x, i) => ({ [axis]: x, value: values[i] })),
    );
  };

interface CurveRequest {
  readonly kind: CurveKind;
  readonly fatigue: string | undefined;
}

function curveFor({ state }: Call, activity: Activity, { kind, fatigue }: CurveRequest): Fields {
  const setting = fatigue?.startsWith("kj") ? state.sportSettingsFor(activity.type)[`after_${fatigue}`] : 0;
  return activityCurve(state, activity, { kind, afterKj: Number(setting ?? 0) });
}

export const activityCurveRoutes: readonly Route[] = [
  get("/athlete/{id}/activity-power-curves{ext}", curvesOverTime("power")),
  get("/athlete/{id}/activity-hr-curves{ext}", curvesOverTime("hr")),
  get("/athlete/{id}/activity-pace-curves{ext}", curvesOverDistance),
  get(
    "/activity/{id}/power-curve{ext}",
    showCurve(() => "power"),
  ),
  get(
    "/activity/{id}/hr-curve{ext}",
    showCurve(() => "hr"),
  ),
  get(
    "/activity/{id}/pace-curve{ext}",
    showCurve(({ query }) => (query.boolean("gap") ? "gap" : "pace")),
  ),
  get("/activity/{id}/power-curves{ext}", (call) =>
    (call.query.list("fatigue") ?? ["normal"]).map((fatigue) =>
      curveFor(call, requireActivity(call), { kind: "power", fatigue }),
    ),
  ),
];
