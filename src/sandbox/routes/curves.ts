import type { Fields } from "../fields.ts";
import { type Curve, type CurveKind, curveOf, curveSpan, mmpModel } from "../present/curves.ts";
import { type Call, get, type Handler, type Route } from "../router.ts";
import type { Activity } from "../seed/activity-history.ts";
import { csv } from "./csv.ts";

/** The best curves of an athlete, with the activities that they come from. */
const athleteCurves =
  (kindOf: (call: Call) => CurveKind): Handler =>
  (call) => {
    const { world, query, path } = call;
    const kind = kindOf(call);
    const type = kind === "power" ? query.need("type", "ActivityType") : query.text("type");
    const now = query.date("newest") ?? query.date("now") ?? world.today;
    const curves = (query.list("curves") ?? ["1y"])
      .map((spec) => curveSpan(world, spec, now))
      .map((span) => curveOf(world, kind, span, type))
      .filter((curve) => curve !== null);
    return path.ext === ".csv" ? curvesCsv(curves) : setOf(curves);
  };

const setOf = (curves: readonly Curve[]): Fields => ({
  list: curves.map(({ record }) => record),
  activities: Object.fromEntries(
    curves.flatMap(({ activities }) => activities.map((activity) => [activity.id, mini(activity)])),
  ),
});

export const mini = ({ id, start, type, fields }: Activity): Fields => ({
  id,
  start_date_local: start,
  type,
  name: fields.name,
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
  return csv(
    [axis, ...curves.map(({ record }) => String(record.id))],
    [...rows.values()].sort((a, b) => Number(a[axis]) - Number(b[axis])),
  );
}

export const curveRoutes: readonly Route[] = [
  get(
    "/athlete/{id}/power-curves{ext}",
    athleteCurves(() => "power"),
  ),
  get(
    "/athlete/{id}/hr-curves{ext}",
    athleteCurves(() => "hr"),
  ),
  get(
    "/athlete/{id}/pace-curves{ext}",
    athleteCurves(({ query }) => (query.flag("gap") ? "gap" : "pace")),
  ),
  get("/athlete/{id}/mmp-model", ({ world, query }) => mmpModel(world, query.need("type", "ActivityType"))),
];
