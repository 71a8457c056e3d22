import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AccountDatabase } from "../../src/account/account-database.ts";
import { LockStore } from "../../src/account/lock-store.ts";
import { advanceClock, resetClock, setClock } from "../fixtures/clock.ts";
import { tablesOf, withDatabase } from "./account-database-fixture.ts";

beforeEach(() => setClock());
afterEach(resetClock);

const locksOn = (
  db: AccountDatabase,
  options: { maxWaitMilliseconds?: number; mayStore?: () => Promise<boolean> } = {},
) => new LockStore({ db, mayStore: async () => true, ...options });

describe("LockStore", () => {
  it("gives a lock to one holder, and to the next one when it is released", () =>
    withDatabase(async (db) => {
      const locks = locksOn(db);
      const first = await locks.acquire("undo");
      const acquired: unknown[] = [];
      const second = locks.acquire("undo").then((token) => acquired.push(token));
      await scheduler.wait(20);
      expect(acquired).toEqual([]);
      locks.release("undo", first ?? "");
      await second;
      expect(acquired).toEqual([expect.any(String)]);
      expect(acquired).not.toContain(first);
    }));

  it("does not make locks of different names wait for each other", () =>
    withDatabase(async (db) => {
      const locks = locksOn(db);
      expect(await locks.acquire("one")).toBeDefined();
      expect(await locks.acquire("other")).toBeDefined();
    }));

  it("gives up after a bounded wait", () =>
    withDatabase(async (db) => {
      const locks = locksOn(db, { maxWaitMilliseconds: 30 });
      await locks.acquire("undo");
      expect(await locks.acquire("undo")).toBeUndefined();
    }));

  it("survives a restart of the object, and expires 30 s after the last renewal", () =>
    withDatabase(async (db) => {
      const token = (await locksOn(db).acquire("undo")) ?? "";
      const restarted = locksOn(db, { maxWaitMilliseconds: 0 });
      advanceClock(25);
      expect(restarted.renew("undo", token)).toBe(true);
      advanceClock(25);
      expect(await restarted.acquire("undo")).toBeUndefined();
      advanceClock(6);
      expect(await restarted.acquire("undo")).toBeDefined();
      expect(restarted.renew("undo", token)).toBe(false);
    }));

  it("is not released by a former holder whose lock has expired", () =>
    withDatabase(async (db) => {
      const locks = locksOn(db, { maxWaitMilliseconds: 0 });
      const dead = (await locks.acquire("undo")) ?? "";
      advanceClock(31);
      await locks.acquire("undo");
      locks.release("undo", dead);
      expect(await locks.acquire("undo")).toBeUndefined();
    }));

  it("gives no lock and stores nothing while it must not store", () =>
    withDatabase(async (db, storage) => {
      const locks = locksOn(db, { mayStore: async () => false });
      expect(await locks.acquire("undo")).toBeUndefined();
      locks.release("undo", "");
      expect([locks.renew("undo", ""), tablesOf(storage)]).toEqual([false, []]);
    }));
});
