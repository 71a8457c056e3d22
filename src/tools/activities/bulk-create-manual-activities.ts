import * as z from "zod";
import type { Activity } from "../../intervals/activities.ts";
import { daysOf, type ManualActivity } from "../../intervals/activity-writes.ts";
import type { IntervalsResult } from "../../intervals/failure.ts";
import { quote } from "../../training/quote.ts";
import { countResults, ItemResult, reasonOf, requireOneDone, resultLine, settle } from "../kit/batch-results.ts";
import { defineTool, type ToolContext } from "../kit/define-tool.ts";
import { FieldChange } from "../kit/field-changes.ts";
import { header, paragraphs } from "../kit/header.ts";
import { CONFIRM_ABOVE } from "../kit/limits.ts";
import { AthleteId } from "../kit/parameters.ts";
import { changesTo, toManualActivity } from "./manual-activity.ts";

const MOST = 100;

/** What a call will do with one item: nothing is written before this is known of all. */
const Planned = z.object({
  item: z.number(),
  action: z.enum(["add", "change", "nothing"]),
  start: z.string(),
  type: z.string(),
  name: z.string().optional(),
  activity_id: z.string().optional(),
  changes: z.array(FieldChange).optional(),
});
type Planned = z.output<typeof Planned>;

const Result = ItemResult.extend({ activity_id: z.string().optional() });
type Result = z.output<typeof Result>;

export const bulkCreateManualActivities = defineTool({
  name: "icu_bulk_create_manual_activities",
  title: "Add activities by hand",
  description:
    "ADDS completed sessions that nobody recorded, many at once. Each: start_date_local, type (sport), name, moving_time (s), distance (m), icu_rpe, feel, description, external_id … A repeat adds nothing twice; the same external_id changes what is there. dry_run only says what would be done.",
  effect: "write",
  makes: "what is missing",
  idempotent: true,
  input: z.object({
    activities_json: z.array(z.looseObject({})).min(1).max(MOST),
    dry_run: z.boolean().optional(),
    athlete_id: AthleteId,
  }),
  output: z.object({ planned: z.array(Planned), results: z.array(Result), dry_run: z.boolean() }),

  async preview({ activities_json, dry_run }, context) {
    const { planned } = await planAll(activities_json, context);
    const writing = planned.filter(({ action }) => action !== "nothing");
    if (dry_run || writing.length <= CONFIRM_ABOVE) return undefined;
    return `This writes ${writing.length} activities\n${writing.map(plannedLine).join("\n")}`;
  },

  async run({ activities_json, dry_run = false }, context) {
    const { planned, results, wanted } = await planAll(activities_json, context);
    const { intervals } = context;
    if (dry_run) return { planned, results, dry_run };

    const [added, changed] = [of("add", planned, wanted), of("change", planned, wanted)];
    results.push(
      ...planned
        .filter(({ action }) => action === "nothing")
        .map(({ item, activity_id }) => skipped(item, activity_id)),
      ...outcomes(added, await intervals.createManualActivities(added.map(({ activity }) => activity))),
      ...outcomes(
        changed,
        await intervals.updateActivities(
          changed.map(({ id, activity: { external_id: _, ...change } }) => ({ id: id ?? "", change })),
        ),
      ),
    );
    requireOneDone(results);
    return { planned, results: results.sort((a, b) => Number(a.item) - Number(b.item)), dry_run };
  },

  render({ planned, results, dry_run }, view) {
    const plannedText = planned.map(plannedLine).join("\n");
    const title = dry_run ? "Would be done, nothing was written" : `Activities by hand: ${countResults(results)}`;
    return paragraphs(
      header(title, view),
      plannedText && `${dry_run ? "" : "What was to be done:\n"}${plannedText}`,
      results.length > 0 &&
        `${dry_run ? "" : "What became of it:\n"}${results
          .map((result) => `${resultLine(result)}${result.activity_id ? ` (${result.activity_id})` : ""}`)
          .join("\n")}`,
    );
  },
});

/** What would be done with each, and what is wrong with the others. */
async function planAll(given: readonly Record<string, unknown>[], { intervals, today }: ToolContext) {
  const read = await Promise.all(given.map((one) => settle(() => toManualActivity(one, today))));
  const wanted = new Map<number, ManualActivity>();
  const results: Result[] = [];
  const seen = new Set<string>();
  for (const [index, one] of read.entries()) {
    const item = index + 1;
    if ("reason" in one) results.push({ item, status: "failed", reason: one.reason.replaceAll("\n", "; ") });
    else if (seen.has(one.value.external_id)) {
      results.push({ item, status: "skipped", reason: "is the same as an earlier one of this list" });
    } else wanted.set(item, one.value);
    if ("value" in one) seen.add(one.value.external_id);
  }
  if (wanted.size === 0) requireOneDone(results);

  const known = await intervals.listByExternalId(daysOf([...wanted.values()]));
  const planned = [...wanted].map(([item, activity]) => plan(item, activity, known.get(activity.external_id)));
  return { planned, results, wanted };
}

function plan(item: number, wanted: ManualActivity, existing: Activity | undefined): Planned {
  const { start_date_local, type, name } = wanted;
  const what = { item, start: start_date_local.slice(0, 16).replace("T", " "), type, name };
  if (!existing) return { ...what, action: "add" };
  const changes = changesTo(existing, wanted);
  if (changes.length === 0) return { ...what, action: "nothing", activity_id: existing.id };
  return { ...what, action: "change", activity_id: existing.id, changes };
}

interface Work {
  item: number;
  id: string | undefined;
  activity: ManualActivity;
}

function of(
  action: Planned["action"],
  planned: readonly Planned[],
  wanted: ReadonlyMap<number, ManualActivity>,
): Work[] {
  return planned
    .filter((one) => one.action === action)
    .flatMap(({ item, activity_id: id }) => {
      const activity = wanted.get(item);
      return activity ? [{ item, id, activity }] : [];
    });
}

function outcomes(work: readonly Work[], settled: readonly IntervalsResult<Activity>[]): Result[] {
  return work.map(({ item, id }, index) => {
    const one = settled[index];
    if (one?.ok) return { item, status: "done", activity_id: one.value.id };
    const reason = reasonOf(one?.error ?? { kind: "unreadable", detail: "" });
    return { item, status: "failed", reason, activity_id: id };
  });
}

const skipped = (item: number, activityId: string | undefined): Result => ({
  item,
  status: "skipped",
  reason: "is there already, just like this",
  activity_id: activityId,
});

/** `2: change i123, 2026-05-10 07:00 Run «Treadmill»: distance 5000 → 5200` */
function plannedLine({ item, action, start, type, name, activity_id, changes }: Planned): string {
  const what = [action, activity_id].filter(Boolean).join(" ");
  const which = [start, type, name && quote(name, 80)].filter(Boolean).join(" ");
  const shown = (value: FieldChange["before"]) => (typeof value === "string" ? quote(value, 60) : (value ?? "unset"));
  const how = changes?.map(({ field, before, after }) => `${field} ${shown(before)} → ${shown(after)}`).join(", ");
  return `${item}: ${what}, ${which}${how ? `: ${how}` : ""}`;
}
