import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredCredential } from "../../src/account/credential.ts";
import { advanceClock, resetClock } from "../fixtures/clock.ts";
import { deploy } from "../fixtures/deployment.ts";
import { fetchWorker } from "../fixtures/oauth-client.ts";
import { type AdminCommand, runAdminCommand } from "../local/admin-commands.ts";

const ADMIN_TOKEN = "an admin token of enough characters".replaceAll(" ", "-");
const KEYS = { old: btoa("o".repeat(32)), new: btoa("n".repeat(32)) };
const DAY = 86_400;

const KEY: StoredCredential = { kind: "api_key", key: "a-key", ownerId: "i1" };

const deployWith = (active: keyof typeof KEYS) =>
  deploy({ ADMIN_TOKEN, VAULT_KEYS: JSON.stringify(KEYS), VAULT_ACTIVE: active });

beforeEach(async () => {
  await env.DB.exec("DELETE FROM accounts");
  deployWith("old");
});
afterEach(() => {
  deploy({});
  resetClock();
});

const admin = (command: AdminCommand, token = ADMIN_TOKEN) =>
  runAdminCommand(command, (method, path) =>
    fetchWorker(path, { method, headers: { Authorization: `Bearer ${token}` } }),
  );

async function connect(credential = KEY, uid = `u${crypto.randomUUID()}`): Promise<string> {
  await env.ACCOUNT.getByName(uid).saveCredential(credential);
  return uid;
}

const indexed = async () =>
  (await env.DB.prepare("SELECT * FROM accounts ORDER BY uid").all<Record<string, string>>()).results;
/** The index is updated without the call waiting for it. */
const untilIndexed = (rows: number) => expect.poll(async () => (await indexed()).length).toBe(rows);

const keyIdOf = async (uid: string) => (await env.CREDENTIALS.get(`credential:${uid}`))?.split(".")[1];

describe("the commands of the operator", () => {
  it("A74 do not exist without an ADMIN_TOKEN, and refuse a wrong one", async () => {
    await connect();
    await expect(admin("purge", "wrong")).rejects.toThrow("401");
    expect((await fetchWorker("/admin/rotate", { method: "POST" })).status).toBe(401);
    deploy({});
    await expect(admin("stats")).rejects.toThrow("no ADMIN_TOKEN");
  });

  it("A74 need an ADMIN_TOKEN that nobody can guess", async () => {
    deploy({ ADMIN_TOKEN: "short" });
    const response = await fetchWorker("/admin/stats", { headers: { Authorization: "Bearer short" } });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("ADMIN_TOKEN must have at least 32 characters");
  });

  it("stats counts accounts by kind and key, and those that were used lately", async () => {
    const uid = await connect();
    await connect({ kind: "token", token: "t", scopes: [], issuedAt: 1, ownerId: "i2" });
    await connect({ kind: "demo", visitor: `demo-${crypto.randomUUID()}`, ownerId: "i3" });
    await untilIndexed(2);
    advanceClock(10 * DAY);
    await env.ACCOUNT.getByName(uid).checkGrant("grant");
    await expect.poll(async () => (await admin("stats")).usedToday).toBe(1);
    expect(await admin("stats")).toEqual({
      accounts: 2,
      kinds: { api_key: 1, token: 1 },
      keys: { old: 2 },
      usedToday: 1,
      usedIn7Days: 1,
      usedIn30Days: 2,
      connectedIn30Days: 2,
      unused: 0,
    });
  });

  it("rotate seals every credential with the active key, and reports those that it cannot open", async () => {
    const uids = await Promise.all(Array.from({ length: 60 }, () => connect()));
    await untilIndexed(60);
    const [broken = "", gone = ""] = uids;
    await env.CREDENTIALS.put(`credential:${broken}`, "v1.old.AAAA.AAAA");
    await env.CREDENTIALS.delete(`credential:${gone}`);
    deployWith("new");
    // A deployment restarts the objects.
    await Promise.all(uids.map((uid) => evictDurableObject(env.ACCOUNT.getByName(uid))));
    expect(await admin("rotate")).toEqual({ resealed: 58, unreadable: 1, missing: 1 });
    const keyIds = await Promise.all(uids.slice(2).map(keyIdOf));
    expect(new Set(keyIds)).toEqual(new Set(["new"]));
    expect((await admin("stats")).keys).toEqual({ new: 58, old: 1 });
    expect(await admin("rotate")).toEqual({ unreadable: 1 });
  });

  it("purge deletes accounts that nobody has used for 13 months, and no others", async () => {
    const [unused, used] = [await connect(), await connect()];
    await untilIndexed(2);
    advanceClock(394 * DAY);
    expect(await admin("purge")).toEqual({});
    await env.ACCOUNT.getByName(used).checkGrant("grant");
    await expect.poll(async () => (await admin("stats")).usedToday).toBe(1);
    advanceClock(2 * DAY);
    expect(await admin("purge")).toEqual({ deleted: 1 });
    expect([await keyIdOf(unused), await keyIdOf(used)]).toEqual([undefined, "old"]);
    expect((await indexed()).map(({ uid }) => uid)).toEqual([used]);
  });

  it("purge asks the account itself, because the index may have missed its last use", async () => {
    const uid = await connect();
    await untilIndexed(1);
    advanceClock(396 * DAY);
    await env.ACCOUNT.getByName(uid).checkGrant("grant");
    await expect.poll(async () => (await admin("stats")).usedToday).toBe(1);
    await env.DB.exec("UPDATE accounts SET last_used_on = '2020-01-01'");
    expect(await admin("purge")).toEqual({ in_use: 1 });
    expect(await admin("purge")).toEqual({});
  });

  it("purge keeps an account that has just connected and has not been used yet", async () => {
    await connect();
    await untilIndexed(1);
    await env.DB.exec("UPDATE accounts SET last_used_on = '2020-01-01'");
    expect(await admin("purge")).toEqual({ in_use: 1 });
  });
});

describe("the index of accounts", () => {
  it("has nothing of an account that was disconnected", async () => {
    const uid = await connect();
    await untilIndexed(1);
    await env.ACCOUNT.getByName(uid).disconnect();
    expect(await indexed()).toEqual([]);
  });

  it("keeps nobody out when the database fails", async () => {
    await env.DB.exec("ALTER TABLE accounts RENAME TO accounts_away");
    try {
      const uid = await connect();
      expect((await env.ACCOUNT.getByName(uid).checkGrant("grant")).state).toBe("active");
      await env.ACCOUNT.getByName(uid).disconnect();
      expect((await env.ACCOUNT.getByName(uid).checkGrant("grant")).state).toBe("disconnected");
    } finally {
      await env.DB.exec("ALTER TABLE accounts_away RENAME TO accounts");
    }
  });
});
