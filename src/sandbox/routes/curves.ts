import type { Fields } from "../fields.ts";
import { activityReference } from "../present/activity.ts";
import type { CurveKind } from "../present/activity-curves.ts";
import { type Curve, curveOf, curveSpan, mmpModel } from "../present/curves.ts";
import { type Call, get, type Handler, type Route } from "../router.ts";
import { csvResponse } from "./responses.ts";

/** The best curves of an athlete, with references to the activities that they come from. */
const listCurves =
  (kindOf: (call: Call) => CurveKind): Handler =>
  (call) => {
    const { state, query, path } = call;
    const kind = kindOf(call);
    const type = kind === "power" ? query.require("type", "ActivityType") : query.text("type");
    const now = query.date("newest") ?? query.date("now") ?? state.today;
    const curves = (query.list("curves") ?? ["1y"])
      .map((spec) => curveSpan(state, spec, now))
      .map((span) => curveOf(state, { kind, span, type }))
      .filter((curve) => curve !== null);
    return path.ext === ".csv" ? curvesCsv(curves) : curveSet(curves);
  };

const curveSet = (curves: readonly Curve[]): Fields => ({
  list: curves.map(({ record }) => record),
  activities: Object.fromEntries(
    curves.flatMap(({ activities }) => activities.map((activity) => [activity.id, activityReference(activity)])),
  ),
});

/** One row per duration or distance, one column per curve. */
function curvesCsv(curves: readonly Curve[]): Response {
  const axis = curves[0]?.record.distance === undefined ? "secs" : "distance";
  const rows = new Map<number, Fields>();
  for (const { record } of curves) {
    const [at, values] = [record[axis], record.values];
    if (!Array.isArray(at) || !Array.isArray(values)) continue;
    at.forEach((x, i) => {
      rows.set(x, { ...rows.get(x), [axis]: x, [String(record.id)]: values[i] });
    });
  }
  return csvResponse(
    [axis, ...curves.map(({ record }) => String(record.id))],
    [...rows.values()].sort((a, b) => Number(a[axis]) - Number(b[axis])),
  );
}

export const curveRoutes: readonly Route[] = [
  get(
    "/athlete/{id}/power-curves{ext}",
    listCurves(() => "power"),
  ),
  get(
    "/athlete/{id}/hr-curves{ext}",
    listCurves(() => "hr"),
  ),
  get(
    "/athlete/{id}/pace-curves{ext}",
    listCurves(({ query }) => (query.boolean("gap") ? "gap" : "pace")),
  ),
  get("/athlete/{id}/mmp-model", ({ state, query }) => mmpModel(state, query.require("type", "ActivityType"))),
];
