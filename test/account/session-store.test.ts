import { describe, expect, it } from "vitest";
import type { AccountDatabase } from "../../src/account/account-database.ts";
import { SessionStore } from "../../src/account/session-store.ts";
import { withDatabase } from "./account-database-fixture.ts";

const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `session ${index}`);

/** A store with sessions, and the names that it ended. */
async function storeWith(db: AccountDatabase, sessions: readonly string[]) {
  const ended: string[] = [];
  const store = new SessionStore(db, async (name) => void ended.push(name));
  for (const name of sessions) await store.add(name);
  return { store, ended };
}

describe("SessionStore", () => {
  it("keeps 20 sessions and ends the oldest of more", () =>
    withDatabase(async (db) => {
      const { store, ended } = await storeWith(db, namesOf(23));
      expect(ended).toEqual(["session 0", "session 1", "session 2"]);
      expect(namesOf(23).filter((name) => store.has(name))).toEqual(namesOf(23).slice(3));
    }));

  it("ends a session that was added twice once", () =>
    withDatabase(async (db) => {
      const { store, ended } = await storeWith(db, ["session 0", "session 0"]);
      await store.endAll();
      expect(ended).toEqual(["session 0"]);
    }));

  it("ends all sessions, also those that cannot be reached", () =>
    withDatabase(async (db) => {
      await storeWith(db, namesOf(15));
      const store = new SessionStore(db, () => Promise.reject(new Error("it deletes itself")));
      await store.endAll();
      expect(namesOf(15).filter((name) => store.has(name))).toEqual([]);
    }));

  it("continues where an interruption stopped it", () =>
    withDatabase(async (db) => {
      await storeWith(db, namesOf(15));
      const first: string[] = [];
      const interrupted = new SessionStore(db, (name) => {
        if (first.length === 10) throw new Error("the object was stopped");
        first.push(name);
        return Promise.resolve();
      });
      await expect(interrupted.endAll()).rejects.toThrow("the object was stopped");
      const { store, ended } = await storeWith(db, []);
      await store.endAll();
      expect([...first, ...ended].sort()).toEqual(namesOf(15).sort());
    }));
});
