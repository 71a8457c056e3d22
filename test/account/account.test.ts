import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { ChangeLog } from "../../src/account/change-log.ts";
import type { StoredCredential } from "../../src/account/credential.ts";
import { configOf } from "../../src/config.ts";
import { tablesOf } from "./account-database-fixture.ts";

const CREDENTIAL: StoredCredential = { kind: "api_key", key: "a-key", ownerId: "i1" };

const GRANT = { grantId: "grant", athlete: "0", scopes: ["intervals:read"] };

let uid: string;
let account: DurableObjectStub<import("../../src/index.ts").Account>;
beforeEach(async () => {
  uid = `u${crypto.randomUUID()}`;
  account = env.ACCOUNT.getByName(uid);
  await account.saveCredential(CREDENTIAL);
});

const storedTables = () => runInDurableObject(account, (_, { storage }) => tablesOf(storage));

describe("access to an account", () => {
  it("is denied to a revoked grant by checkGrant and authorize, also after a restart", async () => {
    await account.revokeGrant("revoked");
    for (let start = 0; start < 2; start++) {
      expect((await account.checkGrant("revoked")).state).toBe("revoked");
      expect((await account.authorize({ ...GRANT, grantId: "revoked" })).state).toBe("revoked");
      expect((await account.checkGrant("another")).state).toBe("active");
      await evictDurableObject(account);
    }
  });

  it("is about the owner when the call names the owner's own id, and about the grant's athlete when it names none", async () => {
    const grant = { ...GRANT, athlete: "i2", scopes: ["intervals:read", "intervals:athletes"] };
    expect(await account.authorize(grant)).toMatchObject({ subject: "i2", isDefault: true });
    expect(await account.authorize(grant, "i1")).toMatchObject({ subject: "0", isDefault: false });
    expect(await account.authorize(grant, "i3")).toMatchObject({ subject: "i3", isDefault: false });
    expect(await account.authorize({ ...grant, athlete: "i1" })).toMatchObject({ subject: "0", isDefault: true });
  });

  it("is limited to the grant's athlete without the scope for other athletes", async () => {
    const grant = { ...GRANT, athlete: "i2" };
    expect(await account.authorize(grant, "i2")).toMatchObject({ state: "allowed", subject: "i2" });
    expect(await account.authorize(grant, "i1")).toEqual({ state: "other_athlete", athlete: "i2" });
    expect(await account.authorize(GRANT, "i1")).toMatchObject({ state: "allowed", subject: "0" });
    expect(await account.authorize(GRANT, "i2")).toEqual({ state: "other_athlete", athlete: "0" });
    await account.reduceScopes(GRANT.grantId, ["intervals:read"]);
    const wider = { ...GRANT, scopes: ["intervals:read", "intervals:athletes"] };
    expect(await account.authorize(wider, "i2")).toEqual({ state: "other_athlete", athlete: "0" });
  });

  it("ends with the credential", async () => {
    await account.disconnect();
    expect((await account.authorize(GRANT)).state).toBe("disconnected");
  });
});

describe("a call that is running when everything is deleted", () => {
  it("stores nothing in the account object any more", async () => {
    await account.claimCall("call");
    const lock = (await account.acquireLock("undo")) ?? "";
    await account.addSession("session");
    await account.deleteEverything();
    for (let start = 0; start < 2; start++) {
      await account.completeCall("call", "result");
      await account.releaseCall("call");
      await account.interruptCall("call");
      await account.clearCompletedCalls();
      expect(await account.claimCall("another")).toEqual({ state: "new" });
      expect(await account.renewLock("undo", lock)).toBe(false);
      await account.releaseLock("undo", lock);
      expect(await account.acquireLock("undo")).toBeUndefined();
      await account.saveEventRevisions([{ key: "event", updated: "now" }]);
      expect(await account.findEventRevision("event")).toBeUndefined();
      await account.removeSession("session");
      expect((await account.checkGrant("grant")).state).toBe("disconnected");
      expect(await storedTables()).toEqual([]);
      await evictDurableObject(account);
    }
  });

  it("can log no further change, so it makes none", async () => {
    const changeLog = new ChangeLog(account, configOf(env).vault, uid);
    const call = { id: "late", tool: "icu_create_event", effect: "write", app: "An app", athlete: "0" };
    const entry = await changeLog.for(call, () => {}).begin([{ key: "new", kind: "event" }]);
    await account.deleteEverything();
    await expect(changeLog.for(call, () => {}).begin([{ key: "new", kind: "event" }])).rejects.toMatchObject({
      reason: "disconnected",
    });
    await entry.settle(new Map([["new", { kind: "event", id: "1", after: { id: 1 } }]]));
    expect(await changeLog.listByCall("late")).toEqual([]);
    expect(await storedTables()).toEqual([]);
  });

  it("logs its changes again when the user has connected again", async () => {
    const changeLog = new ChangeLog(account, configOf(env).vault, uid);
    await account.deleteEverything();
    await account.saveCredential(CREDENTIAL);
    const call = { id: "again", tool: "icu_create_event", effect: "write", app: "An app", athlete: "0" };
    await changeLog.for(call, () => {}).begin([{ key: "new", kind: "event" }]);
    expect(await changeLog.listByCall("again")).toHaveLength(1);
  });
});

describe("the first write", () => {
  it("is not caused by reading an account that does not exist", async () => {
    const otherUser = env.ACCOUNT.getByName(`u${crypto.randomUUID()}`);
    expect((await otherUser.checkGrant("grant")).state).toBe("disconnected");
    expect(await otherUser.listGrants()).toEqual({});
    expect(await otherUser.requiresConfirmation()).toBe(true);
    expect(await otherUser.credentialSummary()).toBeUndefined();
    expect(await otherUser.exportData()).toEqual({ credential: undefined, tables: {} });
    expect(await runInDurableObject(otherUser, (_, { storage }) => tablesOf(storage))).toEqual([]);
  });
});
