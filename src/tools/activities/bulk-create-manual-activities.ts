import * as z from "zod";
import type { Activity } from "../../intervals/activities.ts";
import type { IntervalsResult } from "../../intervals/failure.ts";
import { dateRangeOf, type ManualActivity } from "../../intervals/manual-activities.ts";
import { quote } from "../../training/quote.ts";
import {
  checkItem,
  countResults,
  failureReason,
  ItemResult,
  requireOneDone,
  resultLine,
} from "../kit/batch-results.ts";
import { CONFIRM_ABOVE, defineTool, type ToolContext } from "../kit/define-tool.ts";
import { FieldChange } from "../kit/field-changes.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { changesTo, toManualActivity } from "./manual-activity.ts";

const MAX_ITEMS = 100;

/** What a call will do with one item. Everything is planned before anything is written. */
const PlannedItem = z.object({
  item: z.number(),
  action: z.enum(["add", "change", "nothing"]),
  start: z.string(),
  type: z.string(),
  name: z.string().optional(),
  activity_id: z.string().optional(),
  changes: z.array(FieldChange).optional(),
});
type PlannedItem = z.output<typeof PlannedItem>;

const Result = ItemResult.extend({ activity_id: z.string().optional() });
type Result = z.output<typeof Result>;

export const bulkCreateManualActivities = defineTool({
  name: "icu_bulk_create_manual_activities",
  title: "Add manual activities",
  description:
    "ADDS completed sessions that were not recorded, many at once. Each: start_date_local, type (sport), name, moving_time (s), distance (m), icu_rpe, feel, description, external_id … Repeating the call creates no duplicates; an existing external_id is updated. dry_run only shows what would be done.",
  effect: "write",
  repeat: "reconcile",
  idempotent: true,
  input: z.object({
    activities_json: z.array(z.looseObject({})).min(1).max(MAX_ITEMS),
    dry_run: z.boolean().optional(),
    athlete_id: AthleteId,
  }),
  output: z.object({ planned: z.array(PlannedItem), results: z.array(Result), dry_run: z.boolean() }),

  async plan({ activities_json, dry_run = false }, context) {
    return { ...(await planAll(activities_json, context)), dry_run };
  },

  preview({ writes, dry_run }) {
    const toWrite = writes.map(({ planned }) => planned).filter(({ action }) => action !== "nothing");
    if (dry_run || toWrite.length <= CONFIRM_ABOVE) return undefined;
    return `This will write ${toWrite.length} activities:\n${toWrite.map(plannedLine).join("\n")}`;
  },

  async run({ writes, notPlanned, dry_run }, { intervals }) {
    const planned = writes.map((one) => one.planned);
    if (dry_run) return { planned, results: notPlanned, dry_run };

    const withAction = (action: PlannedItem["action"]) => writes.filter((one) => one.planned.action === action);
    const [toAdd, toChange] = [withAction("add"), withAction("change")];
    const results = [
      ...notPlanned,
      ...withAction("nothing").map(skipped),
      ...outcomes(toAdd, await intervals.createManualActivities(toAdd.map(({ activity }) => activity))),
      ...outcomes(toChange, await intervals.updateActivities(toChange.map(toUpdate))),
    ];
    requireOneDone(results);
    return { planned, results: results.sort((a, b) => Number(a.item) - Number(b.item)), dry_run };
  },

  render({ planned, results, dry_run }, view) {
    const plannedText = planned.map(plannedLine).join("\n");
    const title = dry_run ? "Dry run, nothing was written" : `Manual activities: ${countResults(results)}`;
    return paragraphs(
      header(title, view),
      plannedText && `${dry_run ? "" : "Plan:\n"}${plannedText}`,
      results.length > 0 &&
        `${dry_run ? "" : "Results:\n"}${results
          .map((result) => `${resultLine(result)}${result.activity_id ? ` (${result.activity_id})` : ""}`)
          .join("\n")}`,
    );
  },
});

interface PlannedWrite {
  planned: PlannedItem;
  activity: ManualActivity;
}

/** Decides what to do with each item, and rejects the invalid ones. */
async function planAll(
  given: readonly Record<string, unknown>[],
  { intervals, today }: ToolContext,
): Promise<{ writes: PlannedWrite[]; notPlanned: Result[] }> {
  const read = await Promise.all(given.map((one) => checkItem(() => toManualActivity(one, today))));
  const wanted = new Map<number, ManualActivity>();
  const notPlanned: Result[] = [];
  const seen = new Set<string>();
  for (const [index, one] of read.entries()) {
    const item = index + 1;
    if (!one.ok) notPlanned.push({ item, status: "failed", reason: one.reason.replaceAll("\n", "; ") });
    else if (seen.has(one.value.external_id)) {
      notPlanned.push({ item, status: "skipped", reason: "duplicate of an earlier item" });
    } else wanted.set(item, one.value);
    if (one.ok) seen.add(one.value.external_id);
  }
  if (wanted.size === 0) requireOneDone(notPlanned);

  const known = await intervals.mapManualActivitiesByExternalId(dateRangeOf([...wanted.values()]));
  const writes = [...wanted].map(([item, activity]) => ({
    planned: planOne(item, activity, known.get(activity.external_id)),
    activity,
  }));
  return { writes, notPlanned };
}

function planOne(item: number, wanted: ManualActivity, existing: Activity | undefined): PlannedItem {
  const { start_date_local, type, name } = wanted;
  const what = { item, start: start_date_local.slice(0, 16).replace("T", " "), type, name };
  if (!existing) return { ...what, action: "add" };
  const changes = changesTo(existing, wanted);
  if (changes.length === 0) return { ...what, action: "nothing", activity_id: existing.id };
  return { ...what, action: "change", activity_id: existing.id, changes };
}

const toUpdate = ({ planned, activity: { external_id: _, ...fields } }: PlannedWrite) => ({
  id: planned.activity_id ?? "",
  fields,
});

function outcomes(writes: readonly PlannedWrite[], settled: readonly IntervalsResult<Activity>[]): Result[] {
  return writes.map(({ planned: { item, activity_id } }, index) => {
    const one = settled[index];
    if (one?.ok) return { item, status: "done", activity_id: one.value.id };
    const reason = failureReason(one?.error ?? { kind: "unreadable", detail: "" });
    return { item, status: "failed", reason, activity_id };
  });
}

const skipped = ({ planned: { item, activity_id } }: PlannedWrite): Result => ({
  item,
  status: "skipped",
  reason: "already there with the same values",
  activity_id,
});

/** `2: change i123, 2026-05-10 07:00 Run «Treadmill»: distance 5000 → 5200` */
function plannedLine({ item, action, start, type, name, activity_id, changes }: PlannedItem): string {
  const what = [action, activity_id].filter(Boolean).join(" ");
  const which = [start, type, name && quote(name, 80)].filter(Boolean).join(" ");
  const shown = (value: FieldChange["before"]) => (typeof value === "string" ? quote(value, 60) : (value ?? "unset"));
  const how = changes?.map(({ field, before, after }) => `${field} ${shown(before)} → ${shown(after)}`).join(", ");
  return `${item}: ${what}, ${which}${how ? `: ${how}` : ""}`;
}
