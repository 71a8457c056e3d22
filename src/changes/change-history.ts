import { type Change, ChangeJournal, newId } from "../account/change-log.ts";
import type { StoredCredential } from "../account/credential.ts";
import { connectionFor } from "../account/intervals-connection.ts";
import { configOf } from "../config.ts";
import { createIntervals } from "../intervals/client.ts";
import { type Undone, undoChanges } from "./undo.ts";

/** What was changed for one person through this server, and the way back. */
export interface RecordedChanges {
  /** The changes of the last calls, newest call first, each call in its order. */
  latest(calls: number): Promise<Change[]>;
  ofCall(callId: string): Promise<Change[]>;
  /** Undoes changes of one call. It is a call of its own, and can be undone too. */
  undo(changes: readonly Change[], overwrite: boolean): Promise<{ change: Change; undone: Undone }[]>;
}

export interface Who {
  uid: string;
  credential: StoredCredential;
  /** Through which app; the account page is one too. */
  app: string;
  signal: AbortSignal;
}

export function recordedChanges(env: Env, { uid, credential, app, signal }: Who): RecordedChanges {
  const journal = new ChangeJournal(env.DB, configOf(env).vault, uid);
  return {
    latest: (calls) => journal.latest(calls),
    ofCall: (callId) => journal.ofCall(callId),
    async undo(changes, overwrite) {
      const [first] = changes;
      if (!first) return [];
      const { athlete, effect, callId } = first;
      const call = { id: newId(), tool: "icu_undo_change", effect, app, athlete, undoes: callId };
      const connection = connectionFor(env, { uid, credential, subject: athlete, signal });
      const intervals = createIntervals({ ...connection, changeLog: journal.for(call) });
      const account = env.ACCOUNT.getByName(uid);
      // One at a time: what is undone twice at once would be made again twice.
      const turn = `undo ${callId}`;
      await account.beginWrite(turn);
      try {
        const wanted = new Set(changes.map(({ id }) => id));
        const asTheyAre = (await journal.ofCall(callId)).filter(({ id }) => wanted.has(id));
        return await undoChanges(asTheyAre, { journal, intervals, overwrite });
      } finally {
        await account.endWrite(turn);
        await account.clearWrites();
      }
    },
  };
}
