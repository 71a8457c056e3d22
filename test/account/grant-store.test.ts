import { afterEach, describe, expect, it } from "vitest";
import { GrantStore } from "../../src/account/grant-store.ts";
import { resetClock, setClock } from "../fixtures/clock.ts";
import { withDatabase } from "./account-database-fixture.ts";

afterEach(resetClock);

describe("GrantStore", () => {
  it("knows a revoked grant, and only that one", () =>
    withDatabase((db) => {
      const grants = new GrantStore(db);
      grants.revoke("one");
      expect(grants.find("one")?.isRevoked).toBe(true);
      grants.recordUse("other");
      expect(grants.find("other")?.isRevoked).toBe(false);
      expect(grants.find("unknown")).toBeUndefined();
    }));

  it("keeps the first time of a revocation", () =>
    withDatabase((db) => {
      const grants = new GrantStore(db);
      setClock("2026-05-01T00:00:00Z");
      grants.revoke("one");
      setClock("2026-05-02T00:00:00Z");
      grants.revoke("one");
      const [row] = db.read<{ revoked_at: number }>("SELECT revoked_at FROM grants");
      expect(new Date(row?.revoked_at ?? 0).toISOString().slice(0, 10)).toBe("2026-05-01");
    }));

  it("never gives back a scope that was taken away", () =>
    withDatabase((db) => {
      const grants = new GrantStore(db);
      grants.reduceScopes("one", ["read", "write"]);
      grants.reduceScopes("one", ["read", "write", "delete"]);
      expect(grants.find("one")?.remainingScopes).toEqual(["read", "write"]);
      grants.reduceScopes("one", ["read"]);
      expect(grants.find("one")?.remainingScopes).toEqual(["read"]);
    }));

  it("keeps revocation, scopes and last use of a grant apart", () =>
    withDatabase((db) => {
      const grants = new GrantStore(db);
      setClock("2026-05-01T12:00:00Z");
      grants.reduceScopes("one", ["read"]);
      grants.recordUse("one");
      grants.revoke("one");
      expect(grants.list()).toEqual({ one: { isRevoked: true, remainingScopes: ["read"], lastUsed: "2026-05-01" } });
    }));

  it("updates the last use on another day", () =>
    withDatabase((db) => {
      const grants = new GrantStore(db);
      setClock("2026-05-01T12:00:00Z");
      grants.recordUse("one");
      setClock("2026-05-02T12:00:00Z");
      grants.recordUse("one");
      expect(grants.find("one")?.lastUsed).toBe("2026-05-02");
    }));
});
