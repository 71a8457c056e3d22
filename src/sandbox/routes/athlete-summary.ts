import type { Fields } from "../fields.ts";
import { addDays, mondayOf } from "../local-date.ts";
import { weekSummary } from "../present/week-summary.ts";
import { type Call, get, type Route } from "../router.ts";
import { firstDay } from "../seed/training-plan.ts";
import { csvResponse } from "./responses.ts";

/** One row per athlete and week, Monday to Sunday, newest week first. An API key also gets the coached athletes. */
function listSummaries({ state, athletes, principal, query, path }: Call): unknown {
  const end = query.date("end") ?? state.today;
  const start = query.date("start") ?? addDays(end, -6);
  const included = state === athletes[0] && principal.kind === "key" ? athletes : [state];
  const first = firstDay(state.trainingPlan);
  const oldest = start > first ? start : first;
  const rows: Fields[] = [];
  for (let monday = mondayOf(end); addDays(monday, 6) >= oldest; monday = addDays(monday, -7)) {
    for (const athlete of included) rows.push(weekSummary(athlete, { monday, start, end }));
  }
  return path.ext === ".csv" ? csvResponse(Object.keys(rows[0] ?? {}), rows) : rows;
}

export const athleteSummaryRoutes: readonly Route[] = [get("/athlete/{id}/athlete-summary{ext}", listSummaries)];
