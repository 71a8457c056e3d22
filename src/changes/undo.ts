import type { ChangeLog } from "../account/change-log.ts";
import { isShown, type ListedChange, type LoggedChange } from "../account/logged-change.ts";
import { VaultError } from "../crypto/envelope.ts";
import type { Json, RecordKind } from "../intervals/change-log.ts";
import type { Intervals } from "../intervals/client.ts";
import { differingFields, isSameValue } from "../intervals/editable-fields.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";
import type { RestoreAdapter } from "../intervals/restore-adapter.ts";
import { quoteUnlessWord } from "../training/quote.ts";

export type UndoResult =
  /** `notRestored`: what could not be restored. */
  | { outcome: "undone"; how: "deleted" | "restored"; notRestored?: string }
  /** A recreated record has a new id. */
  | { outcome: "undone"; how: "recreated"; id: string; notRestored?: string }
  /** These fields have been changed since, so nothing was undone. */
  | { outcome: "modified_since"; fields: string[] }
  | { outcome: "not_found" | "already_undone" | "unknown" }
  /** Another undo of the same call is still running. */
  | { outcome: "in_progress" }
  /** The contents of the change are not shown, or what it needs from the log cannot be decrypted. */
  | { outcome: "concealed" | "unreadable" }
  | { outcome: "unsupported"; reason: string }
  | { outcome: "failed"; failure: IntervalsFailure };

interface UndoOptions {
  changeLog: ChangeLog;
  intervals: Intervals;
  /** Undo even if the same fields have been changed since. */
  overwrite: boolean;
}

const NOT_UNDOABLE: Partial<Record<RecordKind, string>> = {
  message: "the API of Intervals.icu cannot delete comments; the author can delete the comment on the website",
};

/** Undoes changes of one call, last one first. A failure does not stop the others. */
export async function undoChanges(
  changes: readonly ListedChange[],
  options: UndoOptions,
): Promise<{ change: ListedChange; result: UndoResult }[]> {
  const results: { change: ListedChange; result: UndoResult }[] = [];
  for (const change of changes.toReversed()) {
    if (!isShown(change)) {
      results.unshift({ change, result: { outcome: "concealed" } });
      continue;
    }
    try {
      const result = await undoChange(change, options);
      if (result.outcome === "undone") await options.changeLog.markUndone(change.id);
      results.unshift({ change, result });
    } catch (error) {
      if (error instanceof VaultError) {
        results.unshift({ change, result: { outcome: "unreadable" } });
        continue;
      }
      if (!(error instanceof IntervalsError) || error.failure.kind === "cancelled") throw error;
      results.unshift({ change, result: { outcome: "failed", failure: error.failure } });
    }
  }
  return results;
}

async function undoChange(change: LoggedChange, { changeLog, intervals, overwrite }: UndoOptions): Promise<UndoResult> {
  const { kind, recordId, after, state } = change;
  if (state === "undone") return { outcome: "already_undone" };
  const reason = NOT_UNDOABLE[kind];
  if (reason) return { outcome: "unsupported", reason };
  if (recordId === undefined) return { outcome: "unknown" };

  const adapter = intervals.restoreAdapters[kind];
  const before = await changeLog.readRecordBefore(change);
  // Intervals.icu never reuses an id, so there is no need to look up a record that is known to be deleted.
  if (before && !after && state === "applied") return recreate(change, { before, adapter, changeLog });
  const current = await adapter.read(recordId);
  if (!current) {
    return before && state === "pending" ? recreate(change, { before, adapter, changeLog }) : { outcome: "not_found" };
  }
  if (before) return restore(change, { before, current, after: after ?? current, adapter, overwrite });

  const modified = after
    ? differingFields(kind, { before: after, after: current }).filter((field) => field in after)
    : [];
  if (modified.length > 0 && !overwrite) return { outcome: "modified_since", fields: modified };
  if (!adapter.delete) return { outcome: "unsupported", reason: "the API of Intervals.icu cannot delete it" };
  await adapter.delete(recordId);
  return { outcome: "undone", how: "deleted" };
}

async function recreate(
  change: LoggedChange,
  { before, adapter, changeLog }: { before: Json; adapter: RestoreAdapter; changeLog: ChangeLog },
): Promise<UndoResult> {
  if (!adapter.recreate) return { outcome: "unsupported", reason: "the API of Intervals.icu cannot recreate it" };
  const file = change.hasFile ? await changeLog.readFile(change) : undefined;
  return { outcome: "undone", how: "recreated", ...(await adapter.recreate(before, file)) };
}

interface Restoration {
  before: Json;
  after: Json;
  current: Json;
  adapter: RestoreAdapter;
  overwrite: boolean;
}

/** Restores only the fields that the change altered; later changes to other fields stay. */
async function restore(
  { kind, recordId = "" }: LoggedChange,
  { before, after, current, adapter, overwrite }: Restoration,
): Promise<UndoResult> {
  if (!adapter.restore) return { outcome: "unsupported", reason: "the API of Intervals.icu cannot restore it" };
  if (kind === "streams") {
    await adapter.restore(recordId, before);
    return { outcome: "undone", how: "restored" };
  }
  const altered = differingFields(kind, { before, after });
  const toRestore = altered.filter((field) => !isSameValue(before[field], current[field]));
  const modified = toRestore.filter((field) => !isSameValue(after[field], current[field]));
  if (modified.length > 0 && !overwrite) return { outcome: "modified_since", fields: modified };
  if (toRestore.length === 0) return { outcome: "undone", how: "restored" };

  const fields = toRestore.map((field) => [field, before[field] ?? unsetValue(current[field])]);
  await adapter.restore(recordId, Object.fromEntries(fields));
  const restored = await adapter.read(recordId);
  const notRestored = toRestore.filter((field) => !isSameValue(before[field], restored?.[field]));
  return {
    outcome: "undone",
    how: "restored",
    ...(notRestored.length > 0 && { notRestored: notRestored.map(quoteUnlessWord).join(", ") }),
  };
}

/** `null` does not reliably unset a field: numbers are cleared with -1 (docs/intervals-api.md §1.6, Q59). */
function unsetValue(value: unknown): unknown {
  if (typeof value === "number") return -1;
  if (typeof value === "boolean") return false;
  if (typeof value === "string") return "";
  return Array.isArray(value) ? [] : {};
}
