import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AccountDatabase } from "../../src/account/account-database.ts";
import { IdempotencyStore } from "../../src/account/idempotency-store.ts";
import { advanceClock, resetClock, setClock } from "../fixtures/clock.ts";
import { tablesOf, withDatabase } from "./account-database-fixture.ts";

beforeEach(() => setClock());
afterEach(resetClock);

const sealer = {
  seal: async (text: string) => `sealed ${text}`,
  open: async (envelope: string) => envelope.replace("sealed ", ""),
};
const storeOn = (db: AccountDatabase, mayStore = async () => true) => new IdempotencyStore({ db, sealer, mayStore });

describe("IdempotencyStore", () => {
  it("repeats a result for ten minutes, and not longer", () =>
    withDatabase(async (db) => {
      const store = storeOn(db);
      const at = Date.now();
      expect(await store.claim("call")).toEqual({ state: "new" });
      await store.complete("call", "done");
      advanceClock(9 * 60 + 50);
      expect(await store.claim("call")).toMatchObject({ state: "completed", result: "done" });
      expect((await store.claim("call")) as { at: number }).toMatchObject({ at: expect.closeTo(at, -3) });
      advanceClock(20);
      expect(await store.claim("call")).toEqual({ state: "new" });
    }));

  it("stores results sealed", () =>
    withDatabase(async (db) => {
      const store = storeOn(db);
      await store.claim("call");
      await store.complete("call", "done");
      expect(db.read("SELECT result FROM idempotency_keys")).toEqual([{ result: "sealed done" }]);
    }));

  it("makes a repeat wait for the first call and gives it the result", () =>
    withDatabase(async (db) => {
      const store = storeOn(db);
      await store.claim("call");
      const repeats = Promise.all([store.claim("call"), store.claim("call")]);
      await store.complete("call", "done");
      expect((await repeats).map(({ state }) => state)).toEqual(["completed", "completed"]);
    }));

  it("lets one of several waiting repeats through when the first call created nothing", () =>
    withDatabase(async (db) => {
      const store = storeOn(db);
      await store.claim("call");
      const states: string[] = [];
      const repeats = [1, 2, 3].map(async () => states.push((await store.claim("call")).state));
      store.release("call");
      await Promise.race(repeats);
      await scheduler.wait(10);
      expect(states).toEqual(["new"]);
      await store.complete("call", "done");
      await Promise.all(repeats);
      expect(states).toEqual(["new", "completed", "completed"]);
    }));

  it("reports an interrupted call once, also when the object was restarted, and is new after that", () =>
    withDatabase(async (db) => {
      await storeOn(db).claim("call");
      const restarted = storeOn(db);
      expect((await restarted.claim("call")).state).toBe("interrupted");
      expect(await restarted.claim("call")).toEqual({ state: "new" });
      restarted.interrupt("call");
      expect((await restarted.claim("call")).state).toBe("interrupted");
    }));

  it("forgets completed calls when cleared, and no running one", () =>
    withDatabase(async (db) => {
      const store = storeOn(db);
      await store.claim("completed");
      await store.complete("completed", "done");
      await store.claim("running");
      store.clearCompleted();
      expect(await store.claim("completed")).toEqual({ state: "new" });
      store.interrupt("running");
      expect((await store.claim("running")).state).toBe("interrupted");
    }));

  it("lets calls run and stores nothing while it must not store", () =>
    withDatabase(async (db, storage) => {
      const store = storeOn(db, async () => false);
      expect(await store.claim("call")).toEqual({ state: "new" });
      await store.complete("call", "done");
      store.release("call");
      expect(tablesOf(storage)).toEqual([]);
    }));

  it("does not store the result of a call during which the account was deleted", () =>
    withDatabase(async (db) => {
      let mayStore = true;
      const store = storeOn(db, async () => mayStore);
      await store.claim("call");
      mayStore = false;
      await store.complete("call", "done");
      expect(db.read("SELECT result FROM idempotency_keys")).toEqual([{ result: null }]);
    }));
});
