import { ChangeLog, type LoggedChange, newSortableId } from "../account/change-log.ts";
import type { StoredCredential } from "../account/credential.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import { withLock } from "../account/with-lock.ts";
import { configOf } from "../config.ts";
import { createIntervals } from "../intervals/client.ts";
import { type UndoResult, undoChanges } from "./undo.ts";

/** A user's change log, and undo. */
export interface ChangeHistory {
  /** The changes of the latest calls: newest call first, the changes of a call in order. */
  listLatestCalls(limit: number): Promise<LoggedChange[]>;
  listByCall(callId: string): Promise<LoggedChange[]>;
  /** Undoes changes of one call. The undo is logged as a call of its own and can be undone too. */
  undo(changes: readonly LoggedChange[], overwrite: boolean): Promise<{ change: LoggedChange; result: UndoResult }[]>;
}

export interface ChangeHistoryOptions {
  uid: string;
  credential: StoredCredential;
  /** Name of the client app that requests the undo; the account page counts as one. */
  app: string;
  signal: AbortSignal;
}

export function createChangeHistory(env: Env, { uid, credential, app, signal }: ChangeHistoryOptions): ChangeHistory {
  const changeLog = new ChangeLog(env.DB, configOf(env).vault, uid);
  return {
    listLatestCalls: (limit) => changeLog.listLatestCalls(limit),
    listByCall: (callId) => changeLog.listByCall(callId),
    async undo(changes, overwrite) {
      const [first] = changes;
      if (!first) return [];
      const { athlete, effect, callId } = first;
      const call = { id: newSortableId(), tool: "icu_undo_change", effect, app, athlete, undoes: callId };
      const account = env.ACCOUNT.getByName(uid);
      const results = await withLock({ locks: account, name: `undo ${callId}` }, async (lockLost) => {
        const connection = connectionFor(env, {
          uid,
          credential,
          subject: athlete,
          app,
          signal: AbortSignal.any([signal, lockLost]),
        });
        const intervals = createIntervals({ ...connection, changeLog: changeLog.for(call) });
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
