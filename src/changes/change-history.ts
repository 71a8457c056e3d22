import { ChangeLog, type ListedChanges } from "../account/change-log.ts";
import type { StoredCredential } from "../account/credential.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import { isShown, type ListedChange } from "../account/logged-change.ts";
import { newSortableId } from "../account/sortable-id.ts";
import { withLock } from "../account/with-lock.ts";
import { configOf } from "../config.ts";
import { createIntervals } from "../intervals/client.ts";
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
  signal: AbortSignal;
  /** A write was made whose outcome could not be recorded. */
  onIncomplete: () => void;
}

export function createChangeHistory(env: Env, options: ChangeHistoryOptions): ChangeHistory {
  const { uid, credential, app, signal, onIncomplete } = options;
  const account = env.ACCOUNT.getByName(uid);
  const changeLog = new ChangeLog(account, configOf(env).vault, uid);
  const shown = (changes: ListedChange[]) => concealOthers(env, { uid, credential, app, signal }, changes);
  return {
    async listLatestCalls(limit) {
      const { changes, droppedUntil } = await changeLog.listLatestCalls(limit);
      return { changes: await shown(changes), droppedUntil };
    },
    listByCall: async (callId) => shown(await changeLog.listByCall(callId)),
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
          await account.clearCompletedCalls();
        }
      });
      return results ?? changes.map((change) => ({ change, result: { outcome: "in_progress" } }));
    },
  };
}
