import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { StoredCredential } from "../../src/account/credential.ts";
import { advanceClock, resetClock } from "../fixtures/clock.ts";
import { connectStateless } from "../fixtures/mcp-client.ts";
import { refresh, registerApp, signIn } from "../fixtures/oauth-client.ts";
import { tablesOf } from "./account-database-fixture.ts";

afterEach(resetClock);

const DAY = 86_400;
const KEY: StoredCredential = { kind: "api_key", key: "a-key", ownerId: "i1" };

async function newAccount() {
  const account = env.ACCOUNT.getByName(`u${crypto.randomUUID()}`);
  await account.saveCredential(KEY);
  const rows = (table: string) =>
    runInDurableObject(account, (_, { storage }) => storage.sql.exec(`SELECT * FROM ${table}`).toArray());
  return { account, rows };
}

/** Runs the alarm that is due after this time; fails if it is set for later. */
async function passTime(account: DurableObjectStub, seconds: number): Promise<void> {
  const alarm = await runInDurableObject(account, (_, { storage }) => storage.getAlarm());
  advanceClock(seconds);
  expect(alarm).not.toBeNull();
  expect(alarm).toBeLessThanOrEqual(Date.now());
  await runDurableObjectAlarm(account);
}

describe("the alarm of an account", () => {
  it("A75 deletes idempotency keys after ten minutes, locks after 30 seconds and event revisions after 14 days", async () => {
    const { account, rows } = await newAccount();
    await account.saveEventRevisions([{ key: "event", updated: "now" }]);
    await account.claimCall("call");
    await account.acquireLock("undo");
    await passTime(account, 31);
    expect([await rows("locks"), await rows("idempotency_keys")]).toMatchObject([{ length: 0 }, { length: 1 }]);
    await passTime(account, 10 * 60);
    expect([await rows("idempotency_keys"), await rows("event_revisions")]).toMatchObject([
      { length: 0 },
      { length: 1 },
    ]);
    await passTime(account, 14 * DAY);
    expect(await rows("event_revisions")).toEqual([]);
    expect(await runDurableObjectAlarm(account)).toBe(false);
  });

  it("A75 deletes the response of a refresh after one minute and the redeemed token after 31 days, without another request", async () => {
    const user = await signIn();
    expect((await refresh(user.app, user.refresh_token)).status).toBe(200);
    const account = env.ACCOUNT.getByName(user.uid);
    const responses = () =>
      runInDurableObject(account, (_, { storage }) =>
        storage.sql.exec("SELECT response FROM redeemed_tokens WHERE response IS NOT NULL").toArray(),
      );
    expect(await responses()).toHaveLength(1);
    await passTime(account, 61);
    expect(await responses()).toEqual([]);
  });

  it("A75 deletes the epoch of the account page's sessions after 12 hours", async () => {
    const { account, rows } = await newAccount();
    await account.startPageSession();
    await passTime(account, 12 * 3600);
    expect(await rows("page_sessions")).toEqual([]);
  });

  it("A75 is set to the earliest expiry, also when what expires first is stored last and the object has restarted", async () => {
    const { account } = await newAccount();
    const alarm = () => runInDurableObject(account, (_, { storage }) => storage.getAlarm());
    await account.saveEventRevisions([{ key: "event", updated: "now" }]);
    expect(Number(await alarm()) - Date.now()).toBeGreaterThan(13 * DAY * 1000);
    await account.acquireLock("undo");
    await expect.poll(async () => Number(await alarm()) - Date.now()).toBeLessThan(31_000);
    await account.claimCall("call");
    expect(Number(await alarm()) - Date.now()).toBeLessThan(31_000);
  });
});

describe("a demo visitor who stays away", () => {
  it("A76 is deleted with account, credential and athlete after 14 days without use, and not before", async () => {
    const user = await signIn();
    const account = env.ACCOUNT.getByName(user.uid);
    const credential = await account.readCredential();
    if (credential?.kind !== "demo") throw new Error("not a demo visitor");
    const [key] = (await env.CREDENTIALS.list({ prefix: `credential:${user.uid}` })).keys;
    expect(Number(key?.expiration) - Date.now() / 1000).toBeLessThanOrEqual(14 * DAY);
    await connectStateless(user.access_token);
    advanceClock(13 * DAY);
    await runDurableObjectAlarm(account);
    // A use postpones the expiry.
    expect((await account.checkGrant(user.grantId)).state).toBe("active");
    advanceClock(13 * DAY);
    await runDurableObjectAlarm(account);
    expect((await account.checkGrant(user.grantId)).state).toBe("active");
    advanceClock(14 * DAY + 60);
    await runDurableObjectAlarm(account);
    expect((await account.checkGrant(user.grantId)).state).toBe("disconnected");
    expect(await runInDurableObject(account, (_, { storage }) => tablesOf(storage))).toEqual([]);
    const athlete = env.DEMO_ATHLETE_OBJECT.getByName(credential.visitor);
    expect(await runInDurableObject(athlete, (_, { storage }) => tablesOf(storage))).toEqual([]);
  });
});

describe("an invented uid", () => {
  it("A77 stores nothing, whatever is asked of its object", async () => {
    const account = env.ACCOUNT.getByName(`u${crypto.randomUUID()}`);
    await account.checkGrant("grant");
    await account.claimCall("call");
    await account.acquireLock("lock");
    await account.saveEventRevisions([{ key: "event", updated: "now" }]);
    const change = { id: "c1", before: "x" };
    expect(await account.beginChanges({ callId: "call", changes: [change], parts: [] })).toBe("disconnected");
    await account.settleChanges({ callId: "call", created: [change], applied: [], unchanged: [] });
    const { clientId } = await registerApp();
    const refreshing = { grantId: "grant", kind: "refresh" as const, token: "u:grant:token", clientId };
    const request = new Request("http://localhost:8787/oauth/token", {
      method: "POST",
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshing.token, client_id: clientId }),
    });
    expect((await account.redeemToken(refreshing, request)).status).toBeGreaterThanOrEqual(400);
    const stored = await runInDurableObject(account, async (_, { storage }) => [
      tablesOf(storage),
      await storage.getAlarm(),
    ]);
    expect(stored).toEqual([[], null]);
  });
});
