import { ChangeLog, type ListedChanges } from "../account/change-log.ts";
import type { StoredCredential } from "../account/credential.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import { isShown, type ListedChange } from "../account/logged-change.ts";
import { newSortableId } from "../account/sortable-id.ts";
import { withLock } from "../account/with-lock.ts";
import { configOf } from "../config.ts";
import { createIntervals } from "../intervals/client.ts";
import { log } from "../log.ts";
import { concealOthers } from "./conceal-others.ts";
import { type UndoResult, undoChanges } from "./undo.ts";

/** A user's change log, and undo. */
export interface ChangeHistory {
  /** The changes of the latest calls: newest call first, the changes of a call in order. */
  listLatestCalls(limit: number): Promise<ListedChanges>;
  listByCall(callId: string): Promise<ListedChange[]>;
  /** Undoes changes of one call. The undo is logged as a call of its own and can be undone too. */
  undo(changes: readonly ListedChange[], overwrite: boolean): Promise<{ change: ListedChange; result: UndoResult }[]>;
}

export interface ChangeHistoryOptions {
  uid: string;
  credential: StoredCredential;
  /** Name of the client app that requests the undo; the account page counts as one. */
  app: string;
  /** Changes of other athletes' records are left out. */
  covers: (athleteId: string) => boolean;
  signal: AbortSignal;
  /** A write was made whose outcome could not be recorded. */
  onIncomplete: () => void;
}

export function createChangeHistory(env: Env, options: ChangeHistoryOptions): ChangeHistory {
  const { uid, credential, app, covers, signal, onIncomplete } = options;
  const account = env.ACCOUNT.getByName(uid);
  const changeLog = new ChangeLog(account, configOf(env).vault, uid);
  const shown = (changes: ListedChange[]) => concealOthers(env, { uid, credential, app, signal }, changes);
  const isCovered = (change: ListedChange) => {
    const athlete = isShown(change) ? change.athlete : change.call?.athlete;
    return athlete === undefined || covers(athlete);
  };
  return {
    async listLatestCalls(limit) {
      // The log stores the athlete in the envelope of each change, so it cannot select by athlete.
      for (let read = limit; ; read *= 4) {
        const { changes, droppedUntil } = await changeLog.listLatestCalls(read);
        const covered = changes.filter(isCovered);
        if (callsOf(covered).size >= limit || callsOf(changes).size < read) {
          return { changes: await shown(firstCalls(covered, limit)), droppedUntil };
        }
      }
    },
    listByCall: async (callId) => shown((await changeLog.listByCall(callId)).filter(isCovered)),
    async undo(changes, overwrite) {
      const first = changes.find(isShown);
      if (!first) return changes.map((change) => ({ change, result: { outcome: "concealed" } }));
      const { athlete, effect, callId } = first;
      const call = { id: newSortableId(), tool: "icu_undo_change", effect, app, athlete, undoes: callId };
      const results = await withLock({ locks: account, name: `undo ${callId}` }, async (lockLost) => {
        const connection = connectionFor(env, {
          uid,
          credential,
          subject: athlete,
          app,
          signal: AbortSignal.any([signal, lockLost]),
        });
        const intervals = createIntervals({ ...connection, changeLog: changeLog.for(call, onIncomplete) });
        const wanted = new Set(changes.map(({ id }) => id));
        // Another undo may have changed their states before this one got the lock.
        const latest = (await changeLog.listByCall(callId)).filter(({ id }) => wanted.has(id));
        try {
          return await undoChanges(latest, { changeLog, intervals, overwrite });
        } finally {
          await account.clearCompletedCalls().catch(log.exception);
        }
      });
      return results ?? changes.map((change) => ({ change, result: { outcome: "in_progress" } }));
    },
  };
}

const callsOf = (changes: readonly ListedChange[]): Set<string> => new Set(changes.map(({ callId }) => callId));

function firstCalls(changes: readonly ListedChange[], limit: number): ListedChange[] {
  const first = new Set([...callsOf(changes)].slice(0, limit));
  return changes.filter(({ callId }) => first.has(callId));
}
