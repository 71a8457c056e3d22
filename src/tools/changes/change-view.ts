import * as z from "zod";
import type { ConcealedChange, ListedChange } from "../../account/logged-change.ts";
import { isShown } from "../../account/logged-change.ts";
import type { UndoResult } from "../../changes/undo.ts";
import type { Json } from "../../intervals/change-log.ts";
import { differingFields } from "../../intervals/editable-fields.ts";
import { requiredDate } from "../../intervals/schema.ts";
import { localClock } from "../../training/dates.ts";
import { quote, quoteUnlessWord } from "../../training/quote.ts";
import { failureReason } from "../kit/batch-results.ts";

const MAX_VALUE_LENGTH = 60;
const MAX_FIELDS = 6;

const CONCEALED = ["unreadable", "no_access", "unchecked"] as const satisfies ConcealedChange["concealed"][];

/** One record that a call changed. */
export const RecordedChange = z.object({
  change_id: z.string(),
  /** Unset if the contents are not shown. */
  record: z.string().optional(),
  record_id: z.string().optional(),
  name: z.string().optional(),
  /** The local day of the record, if it has one. */
  date: z.string().optional(),
  action: z.enum(["created", "changed", "deleted", "unknown", ...CONCEALED]),
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })).optional(),
  undone: z.boolean(),
});
export type RecordedChange = z.output<typeof RecordedChange>;

/** One tool call and everything it changed. */
export const RecordedCall = z.object({
  change_id: z.string(),
  /** Local time of the athlete. */
  at: z.string(),
  /** Unset if no change of the call can be decrypted. */
  tool: z.string().optional(),
  app: z.string().optional(),
  /** Unset for the connected athlete. */
  athlete_id: z.string().optional(),
  /** The change_id of the call that this one undid. */
  undoes: z.string().optional(),
  changes: z.array(RecordedChange),
});
export type RecordedCall = z.output<typeof RecordedCall>;

/** Groups changes by call. The id of a single change is `<call id>.<number>`. */
export function toRecordedCalls(changes: readonly ListedChange[], timeZone: string): RecordedCall[] {
  return [...Map.groupBy(changes, ({ callId }) => callId)].flatMap(([callId, ofCall]) => {
    const [first] = ofCall;
    if (!first) return [];
    const { date, time } = localClock(timeZone, first.createdAt);
    const call = ofCall.map(callOf).find((known) => known !== undefined);
    return [
      {
        change_id: callId,
        at: `${date} ${time}`,
        ...(call && { tool: call.tool, app: call.app }),
        ...(call && call.athlete !== "0" && { athlete_id: call.athlete }),
        ...(call?.undoes !== undefined && { undoes: call.undoes }),
        changes: ofCall.map((change, index) => toRecordedChange(change, `${callId}.${index + 1}`)),
      },
    ];
  });
}

const callOf = (change: ListedChange) => (isShown(change) ? change : change.call);

export function toRecordedChange(change: ListedChange, changeId: string): RecordedChange {
  const undone = change.state === "undone";
  if (!isShown(change)) return { change_id: changeId, action: change.concealed, undone };
  const { kind, recordId, before, after, state } = change;
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
    undone,
  };
}

const DESCRIBED: Record<RecordedChange["action"], string> = {
  created: "created",
  changed: "changed",
  deleted: "deleted",
  unknown: "outcome unknown",
  unreadable: "cannot be decrypted",
  no_access: "hidden, because the connected account has no access to this athlete any more",
  unchecked: "hidden, because access to this athlete could not be checked at the moment",
};

/** `event 88010 «VO2 4x4» on 2026-05-12: changed name «a» → «b», moving_time 3600 → 3000` */
export function changeLine({ record, record_id, name, date, action, fields = [], undone }: RecordedChange): string {
  const which = [record ?? "change", record_id, name && quote(name, 80), date && `on ${date}`]
    .filter(Boolean)
    .join(" ");
  const did = DESCRIBED[action];
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

/** What to say if the log was full in the last 30 days. */
export const droppedNote = (droppedUntil: number | undefined, timeZone: string): string | undefined =>
  droppedUntil === undefined
    ? undefined
    : `The change log was full: changes up to ${localClock(timeZone, droppedUntil).date} were dropped and cannot be undone.`;

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
    case "concealed":
      return { status: "failed", message: "Cannot be undone, because its contents cannot be shown." };
    case "unreadable":
      return { status: "failed", message: "Cannot be undone: its contents in the change log cannot be decrypted." };
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
