import { afterEach, describe, expect, it } from "vitest";
import type { AccountDatabase } from "../../src/account/account-database.ts";
import { RefreshTokenRotation } from "../../src/account/refresh-token-rotation.ts";
import { advanceClock, resetClock } from "../fixtures/clock.ts";
import { withDatabase } from "./account-database-fixture.ts";

afterEach(resetClock);

const sealer = { seal: async (text: string) => btoa(text), open: async (envelope: string) => atob(envelope) };

/** A provider that issues `token 1`, `token 2` … and, like the real one, answers a request for an unknown scope with `verification`. */
function rotationOn(db: AccountDatabase, { verification = "invalid_scope" } = {}) {
  const revoked: string[] = [];
  let issued = 0;
  const rotation = new RefreshTokenRotation({
    db,
    sealer,
    async exchange(request) {
      const { scope } = Object.fromEntries(await request.formData());
      if (scope !== undefined) return Response.json({ error: verification }, { status: 400 });
      return Response.json({ refresh_token: `token ${++issued}` });
    },
    revokeGrant: async (grantId) => void revoked.push(grantId),
  });
  const redeem = async (token: string, kind: "code" | "refresh" = "refresh") => {
    const body = new URLSearchParams({ token });
    const request = new Request("https://server.example/oauth/token", { method: "POST", body });
    const response = await rotation.redeem({ grantId: "grant", kind, token, request });
    return { status: response.status, ...(await response.json<{ refresh_token?: string; error?: string }>()) };
  };
  return { redeem, revoked };
}

describe("RefreshTokenRotation", () => {
  it("repeats the response to a refresh for one minute", () =>
    withDatabase(async (db) => {
      const { redeem, revoked } = rotationOn(db);
      const first = await redeem("token 0");
      expect(first).toEqual({ status: 200, refresh_token: "token 1" });
      advanceClock(58);
      expect(await redeem("token 0")).toEqual(first);
      advanceClock(4);
      expect(await redeem("token 0")).toEqual({ status: 200, refresh_token: "token 2" });
      expect(revoked).toEqual([]);
    }));

  it("does not repeat a response to a request that the provider rejects", () =>
    withDatabase(async (db) => {
      const { redeem } = rotationOn(db, { verification: "invalid_client" });
      await redeem("token 0");
      expect(await redeem("token 0")).toEqual({ status: 400, error: "invalid_client" });
    }));

  it("revokes the grant when a refresh token is used after its successor", () =>
    withDatabase(async (db) => {
      const { redeem, revoked } = rotationOn(db);
      await redeem("token 0");
      await redeem("token 1");
      expect(await redeem("token 0")).toMatchObject({ status: 400, error: "invalid_grant" });
      expect(revoked).toEqual(["grant"]);
    }));

  it("revokes the grant when a code is redeemed twice", () =>
    withDatabase(async (db) => {
      const { redeem, revoked } = rotationOn(db);
      expect(await redeem("code", "code")).toMatchObject({ status: 200 });
      expect(await redeem("code", "code")).toMatchObject({ status: 400, error: "invalid_grant" });
      expect(revoked).toEqual(["grant"]);
    }));

  it("stores no token in plain text", () =>
    withDatabase(async (db) => {
      await rotationOn(db).redeem("token 0");
      const rows = db.read("SELECT * FROM redeemed_tokens");
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toMatch(/token \d/);
    }));
});
