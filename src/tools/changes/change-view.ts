import * as z from "zod";
import type { LoggedChange } from "../../account/change-log.ts";
import type { UndoResult } from "../../changes/undo.ts";
import type { Json } from "../../intervals/change-log.ts";
import { differingFields } from "../../intervals/editable-fields.ts";
import { requiredDate } from "../../intervals/schema.ts";
import { localClock } from "../../training/dates.ts";
import { quote, quoteUnlessWord } from "../../training/quote.ts";
import { failureReason } from "../kit/batch-results.ts";

const MAX_VALUE_LENGTH = 60;
const MAX_FIELDS = 6;

/** One record that a call changed. */
export const RecordedChange = z.object({
  change_id: z.string(),
  record: z.string(),
  record_id: z.string().optional(),
  name: z.string().optional(),
  /** The local day of the record, if it has one. */
  date: z.string().optional(),
  action: z.enum(["created", "changed", "deleted", "unknown"]),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })).optional(),
  undone: z.boolean(),
});
export type RecordedChange = z.output<typeof RecordedChange>;

/** One tool call and everything it changed. */
export const RecordedCall = z.object({
  change_id: z.string(),
  /** Local time of the athlete. */
  at: z.string(),
  tool: z.string(),
  app: z.string(),
  /** Unset for the connected athlete. */
  athlete_id: z.string().optional(),
  /** The change_id of the call that this one undid. */
  undoes: z.string().optional(),
  changes: z.array(RecordedChange),
});
export type RecordedCall = z.output<typeof RecordedCall>;

/** Groups changes by call. The id of a single change is `<call id>.<number>`. */
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
  const action = state === "pending" ? "unknown" : !after ? "deleted" : before ? "changed" : "created";
  // For samples, and for operations that do not return the record, the changed fields are not known.
  const fields = before && after && Object.keys(after).length > 0 ? differingFields(kind, { before, after }) : [];
  return {
    change_id: changeId,
    record: kind.replaceAll("-", " "),
    ...(recordId !== undefined && RECORD_ID.test(recordId) && { record_id: recordId }),
    ...nameOf(after ?? before),
    action,
    ...(fields.length > 0 && {
      fields: fields.map((field) => ({
        field: quoteUnlessWord(field),
        before: shown(before?.[field]),
        after: shown(after?.[field]),
      })),
    }),
    undone: state === "undone",
  };
}

/** `event 88010 «VO2 4x4» on 2026-05-12: changed name «a» → «b», moving_time 3600 → 3000` */
export function changeLine({ record, record_id, name, date, action, fields = [], undone }: RecordedChange): string {
  const which = [record, record_id, name && quote(name, 80), date && `on ${date}`].filter(Boolean).join(" ");
  const did = action === "unknown" ? "outcome unknown" : action;
  const listed = fields.slice(0, MAX_FIELDS).map(({ field, before, after }) => `${field} ${before} → ${after}`);
  const more = fields.length > MAX_FIELDS ? ` and ${fields.length - MAX_FIELDS} more` : "";
  return `${which}: ${did}${listed.length > 0 ? ` ${listed.join(", ")}${more}` : ""}${undone ? " (undone)" : ""}`;
}

function nameOf({ name, start_date_local }: Json = {}): { name?: string; date?: string } {
  return {
    ...(typeof name === "string" && name !== "" && { name }),
    ...(requiredDate.safeParse(start_date_local).success && { date: String(start_date_local).slice(0, 10) }),
  };
}

/** An id, or the ids of gear and reminder, or a date. */
const RECORD_ID = /^[\w-]{1,40}(\/\d{1,19})?$/;

function shown(value: unknown): string {
  if (value === undefined || value === null || value === "") return "unset";
  if (typeof value === "string") return quote(value, MAX_VALUE_LENGTH);
  return typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : quote(JSON.stringify(value), MAX_VALUE_LENGTH);
}

/** The status of an undo, and a sentence about it. */
export function describeUndo(result: UndoResult): { status: "done" | "skipped" | "failed"; message: string } {
  switch (result.outcome) {
    case "undone": {
      const missing = result.notRestored ? ` Not restored: ${result.notRestored}.` : "";
      if (result.how === "recreated") {
        return { status: "done", message: `Recreated. The new id is ${result.id}.${missing}` };
      }
      return { status: "done", message: `${result.how === "deleted" ? "Deleted" : "Restored"}.${missing}` };
    }
    case "modified_since":
      return {
        status: "skipped",
        message: `Not undone, because it was changed afterwards (${result.fields.map(quoteUnlessWord).join(", ")}). To undo it anyway, use overwrite: true.`,
      };
    case "not_found":
      return { status: "skipped", message: "Not found: it was deleted, or recreated with another id." };
    case "already_undone":
      return { status: "skipped", message: "Already undone." };
    case "in_progress":
      return {
        status: "skipped",
        message: "Another undo of this call is still running. Check icu_list_changes in a minute.",
      };
    case "unknown":
      return {
        status: "failed",
        message: "The connection broke, so it is unknown whether it was created. Check first.",
      };
    case "unsupported":
      return { status: "failed", message: `Cannot be undone: ${result.reason}.` };
    case "failed":
      return { status: "failed", message: `Failed: ${failureReason(result.failure)}.` };
  }
}
