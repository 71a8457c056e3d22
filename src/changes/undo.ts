import type { Change, ChangeJournal } from "../account/change-log.ts";
import type { Json, RecordKind } from "../intervals/change-log.ts";
import type { Intervals } from "../intervals/client.ts";
import { differingFields, isSameValue } from "../intervals/editable-fields.ts";
import { IntervalsError, type IntervalsFailure } from "../intervals/failure.ts";

/** What came of undoing one change. */
export type Undone =
  | { outcome: "undone"; how: "removed" | "restored"; lacks?: string }
  /** It has another id than before. */
  | { outcome: "undone"; how: "made_again"; id: string; lacks?: string }
  /** Somebody changed these fields since; nothing was touched. */
  | { outcome: "changed_since"; fields: string[] }
  | { outcome: "gone" | "undone_before" | "not_known" }
  | { outcome: "impossible"; why: string }
  | { outcome: "failed"; failure: IntervalsFailure };

const WHY: Partial<Record<RecordKind, string>> = {
  message: "Intervals.icu has no way to take a comment on an activity back; its author can delete it there",
};

/** Undoes the changes of a call, the last one first; what fails with one does not keep the others from it. */
export async function undoChanges(
  changes: readonly Change[],
  { journal, intervals, overwrite }: { journal: ChangeJournal; intervals: Intervals; overwrite: boolean },
): Promise<{ change: Change; undone: Undone }[]> {
  const results: { change: Change; undone: Undone }[] = [];
  for (const change of changes.toReversed()) {
    try {
      const undone = await undoOne(change, { journal, intervals, overwrite });
      if (undone.outcome === "undone") await journal.markUndone(change.id);
      results.unshift({ change, undone });
    } catch (error) {
      if (!(error instanceof IntervalsError) || error.failure.kind === "cancelled") throw error;
      results.unshift({ change, undone: { outcome: "failed", failure: error.failure } });
    }
  }
  return results;
}

interface Means {
  journal: ChangeJournal;
  intervals: Intervals;
  overwrite: boolean;
}

async function undoOne(change: Change, { journal, intervals, overwrite }: Means): Promise<Undone> {
  const { kind, recordId, is } = change;
  if (change.state === "undone") return { outcome: "undone_before" };
  const why = WHY[kind];
  if (why) return { outcome: "impossible", why };
  if (recordId === undefined) return { outcome: "not_known" };

  const records = intervals.records[kind];
  const was = await journal.recordBefore(change);
  // Ids are not given twice: what is known to be deleted need not be looked for.
  if (was && !is && change.state === "made") return makeAgain(change, was, records, journal);
  const now = await records.read(recordId);
  if (!now) return was && change.state === "unknown" ? makeAgain(change, was, records, journal) : { outcome: "gone" };

  const since = is ? differingFields(kind, is, now).filter((field) => field in is) : [];
  if (!was) {
    if (since.length > 0 && !overwrite) return { outcome: "changed_since", fields: since };
    if (!records.remove) return { outcome: "impossible", why: "Intervals.icu has no way to remove it" };
    await records.remove(recordId);
    return { outcome: "undone", how: "removed" };
  }
  return restore(change, { was, now, is: is ?? now }, records, overwrite);
}

async function makeAgain(
  change: Change,
  was: Json,
  records: Intervals["records"][RecordKind],
  journal: ChangeJournal,
): Promise<Undone> {
  if (!records.create) return { outcome: "impossible", why: "Intervals.icu has no way to make it again" };
  const file = change.hasFile ? await journal.fileOf(change) : undefined;
  return { outcome: "undone", how: "made_again", ...(await records.create(was, file)) };
}

/** Only what the change altered goes back; what somebody else has changed in other fields stays. */
async function restore(
  { kind, recordId = "" }: Change,
  { was, now, is }: { was: Json; now: Json; is: Json },
  records: Intervals["records"][RecordKind],
  overwrite: boolean,
): Promise<Undone> {
  if (!records.restore) return { outcome: "impossible", why: "Intervals.icu has no way to change it back" };
  if (kind === "streams") {
    await records.restore(recordId, was);
    return { outcome: "undone", how: "restored" };
  }
  const altered = differingFields(kind, was, is);
  const since = altered.filter((field) => !isSameValue(is[field], now[field]) && !isSameValue(was[field], now[field]));
  if (since.length > 0 && !overwrite) return { outcome: "changed_since", fields: since };
  const wanted = altered.filter((field) => !isSameValue(was[field], now[field]));
  if (wanted.length > 0) {
    const fields = wanted.map((field) => [field, was[field] ?? cleared(now[field])]);
    await records.restore(recordId, Object.fromEntries(fields));
  }
  const after = wanted.length > 0 ? await records.read(recordId) : now;
  const left = wanted.filter((field) => !isSameValue(was[field], after?.[field]));
  return { outcome: "undone", how: "restored", ...(left.length > 0 && { lacks: left.join(", ") }) };
}

/** `null` is not a reliable way to unset: numbers are cleared with -1 (docs/intervals-api.md §1.6, Q59). */
function cleared(value: unknown): unknown {
  if (typeof value === "number") return -1;
  if (typeof value === "boolean") return false;
  if (typeof value === "string") return "";
  return Array.isArray(value) ? [] : {};
}
