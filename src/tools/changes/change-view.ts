import * as z from "zod";
import type { LoggedChange } from "../../account/change-log.ts";
import type { UndoResult } from "../../changes/undo.ts";
import type { Json } from "../../intervals/change-log.ts";
import { differingFields } from "../../intervals/editable-fields.ts";
import { localClock } from "../../training/dates.ts";
import { quote } from "../../training/quote.ts";
import { failureReason } from "../kit/batch-results.ts";

/** Characters of a value that are enough to know it again. */
const LONGEST_VALUE = 60;
const MOST_FIELDS = 6;

/** One record that a call changed. */
export const RecordedChange = z.object({
  change_id: z.string(),
  record: z.string(),
  record_id: z.string().optional(),
  name: z.string().optional(),
  /** Of what has one: the local day. */
  date: z.string().optional(),
  what: z.enum(["made", "changed", "deleted", "not_known"]),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })).optional(),
  undone: z.boolean(),
});
export type RecordedChange = z.output<typeof RecordedChange>;

/** One call of a tool, with all that it changed. */
export const RecordedCall = z.object({
  change_id: z.string(),
  /** Local time of the athlete. */
  at: z.string(),
  tool: z.string(),
  app: z.string(),
  /** Missing: the connected athlete's own. */
  athlete_id: z.string().optional(),
  /** The call that this one undid. */
  undoes: z.string().optional(),
  changes: z.array(RecordedChange),
});
export type RecordedCall = z.output<typeof RecordedCall>;

/** Changes of several calls, each call's together; a single change is named after its call, `<call>.<number>`. */
export function toRecordedCalls(changes: readonly LoggedChange[], timeZone: string): RecordedCall[] {
  return [...Map.groupBy(changes, ({ callId }) => callId)].flatMap(([callId, ofCall]) => {
    const [first] = ofCall;
    if (!first) return [];
    const { date, time } = localClock(timeZone, first.createdAt);
    return [
      {
        change_id: callId,
        at: `${date} ${time}`,
        tool: first.tool,
        app: first.app,
        ...(first.athlete !== "0" && { athlete_id: first.athlete }),
        ...(first.undoes !== undefined && { undoes: first.undoes }),
        changes: ofCall.map((change, index) => toRecordedChange(change, `${callId}.${index + 1}`)),
      },
    ];
  });
}

export function toRecordedChange(
  { kind, recordId, before, after, state }: LoggedChange,
  changeId: string,
): RecordedChange {
  const what = state === "pending" ? "not_known" : !after ? "deleted" : before ? "changed" : "made";
  // Of samples, and of what the API does not answer with, it is not known what became of which field.
  const fields = before && after && Object.keys(after).length > 0 ? differingFields(kind, { before, after }) : [];
  return {
    change_id: changeId,
    record: kind.replaceAll("-", " "),
    ...(recordId !== undefined && { record_id: recordId }),
    ...nameOf(after ?? before),
    what,
    ...(fields.length > 0 && {
      fields: fields.map((field) => ({ field, before: shown(before?.[field]), after: shown(after?.[field]) })),
    }),
    undone: state === "undone",
  };
}

/** `event 88010 «VO2 4x4» on 2026-05-12: changed name «a» → «b», moving_time 3600 → 3000` */
export function changeLine({ record, record_id, name, date, what, fields = [], undone }: RecordedChange): string {
  const which = [record, record_id, name && quote(name, 80), date && `on ${date}`].filter(Boolean).join(" ");
  const words = { made: "made", changed: "changed", deleted: "deleted", not_known: "what came of it is not known" };
  const listed = fields.slice(0, MOST_FIELDS).map(({ field, before, after }) => `${field} ${before} → ${after}`);
  const more = fields.length > MOST_FIELDS ? ` and ${fields.length - MOST_FIELDS} more` : "";
  return `${which}: ${words[what]}${listed.length > 0 ? ` ${listed.join(", ")}${more}` : ""}${undone ? " (undone)" : ""}`;
}

function nameOf({ name, start_date_local }: Json = {}): { name?: string; date?: string } {
  return {
    ...(typeof name === "string" && name !== "" && { name }),
    ...(typeof start_date_local === "string" && { date: start_date_local.slice(0, 10) }),
  };
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === "") return "unset";
  if (typeof value === "string") return quote(value, LONGEST_VALUE);
  return typeof value === "object" ? quote(JSON.stringify(value), LONGEST_VALUE) : String(value);
}

/** What came of undoing a change. */
export function inWords(result: UndoResult): { status: "done" | "skipped" | "failed"; says: string } {
  switch (result.outcome) {
    case "undone": {
      const lacks = result.notRestored ? ` What did not come back: ${result.notRestored}.` : "";
      if (result.how === "recreated")
        return { status: "done", says: `Made again; its id is now ${result.id}.${lacks}` };
      return { status: "done", says: `${result.how === "deleted" ? "Deleted again" : "Put back as it was"}.${lacks}` };
    }
    case "modified_since":
      return {
        status: "skipped",
        says: `Left as it is: somebody changed it since (${result.fields.join(", ")}). With overwrite: true it is undone all the same.`,
      };
    case "not_found":
      return { status: "skipped", says: "It is not there any more: deleted since, or made again under another id." };
    case "already_undone":
      return { status: "skipped", says: "Undone before." };
    case "in_progress":
      return {
        status: "skipped",
        says: "Another undo of this call is still running. Look at icu_list_changes in a minute.",
      };
    case "unknown":
      return { status: "failed", says: "Nobody knows whether it was made at all: the connection broke. Look for it." };
    case "unsupported":
      return { status: "failed", says: `It cannot be undone: ${result.reason}.` };
    case "failed":
      return { status: "failed", says: `It failed: ${failureReason(result.failure)}.` };
  }
}
