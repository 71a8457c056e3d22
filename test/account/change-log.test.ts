import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { ChangeLog } from "../../src/account/change-log.ts";
import type { StoredCredential } from "../../src/account/credential.ts";
import { isShown } from "../../src/account/logged-change.ts";
import { configOf } from "../../src/config.ts";
import type { PlannedChange } from "../../src/intervals/change-log.ts";
import { advanceClock, resetClock, setClock } from "../fixtures/clock.ts";

afterEach(resetClock);

const CALL = { tool: "icu_delete_activity", effect: "erase", app: "An app", athlete: "0" };
const DAY = 86_400;
const KEY: StoredCredential = { kind: "api_key", key: "a-key", ownerId: "i1" };

async function newLog(credential: StoredCredential = KEY) {
  const uid = `u${crypto.randomUUID()}`;
  const account = env.ACCOUNT.getByName(uid);
  await account.saveCredential(credential);
  setClock();
  const log = new ChangeLog(account, configOf(env).vault, uid);
  const begin = (callId: string, before: PlannedChange["before"] = { id: "i1", record: {} }) =>
    log.for({ ...CALL, id: callId }, () => {}).begin([{ key: "i1", kind: "activity", before }]);
  const rows = (table: string) =>
    runInDurableObject(account, (_, { storage }) => storage.sql.exec(`SELECT * FROM ${table}`).toArray());
  const callIds = async () => (await log.listLatestCalls(100)).changes.map(({ callId }) => callId);
  return { account, log, begin, rows, callIds };
}

/** Text that hardly becomes smaller when it is compressed. */
function noise(length: number): string {
  const chunks = Array.from({ length: Math.ceil(length / 40_000) }, () =>
    crypto.getRandomValues(new Uint8Array(30_000)).toBase64(),
  );
  return chunks.join("").slice(0, length);
}

describe("the change log", () => {
  it("keeps changes for 30 days, and then deletes them with their files by an alarm", async () => {
    const { account, begin, rows, callIds } = await newLog();
    const before = { id: "i1", record: {}, file: new Blob(["a recording"]) };
    await begin("old", before);
    advanceClock(30 * DAY - 60);
    await begin("new", before);
    expect(await runDurableObjectAlarm(account)).toBe(true);
    expect(await callIds()).toEqual(["old", "new"]);
    advanceClock(120);
    expect(await callIds()).toEqual(["new"]);
    expect(await rows("changes")).toHaveLength(2);
    expect(await runDurableObjectAlarm(account)).toBe(true);
    expect([await rows("changes"), await rows("change_attachments")]).toMatchObject([{ length: 1 }, { length: 1 }]);
    expect(await runDurableObjectAlarm(account)).toBe(true);
  });

  it("returns a record that is too large for its row whole, and a file byte for byte", async () => {
    const { log, begin, rows } = await newLog();
    const record = { id: "i1", note: noise(2_500_000) };
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    await begin("large", { id: "i1", record, file: new Blob([bytes]) });
    const [change] = await log.listByCall("large");
    if (!change || !isShown(change)) throw new Error("no change");
    expect(change.before).toBeUndefined();
    expect(await log.readRecordBefore(change)).toEqual(record);
    expect(await (await log.readFile(change))?.bytes()).toEqual(bytes);
    const sizes = (await rows("change_attachments")).map(({ sealed }) => String(sealed).length);
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
    expect(sizes.length).toBeGreaterThan(4);
  });

  it("returns a file that is larger than one request to the account object may be", async () => {
    const { log, begin } = await newLog();
    const bytes = new Uint8Array(11_000_000).map((_, index) => (index * 2_654_435_761) >>> 13);
    await begin("large", { id: "i1", record: {}, file: new Blob([bytes]) });
    const [change] = await log.listByCall("large");
    const file = change && (await log.readFile(change));
    expect(file?.size).toBe(bytes.length);
    expect((await file?.bytes())?.every((byte, index) => byte === bytes[index])).toBe(true);
  });

  it("lists all changes, however many requests that takes", async () => {
    const { log, begin } = await newLog();
    for (let n = 0; n < 70; n++)
      await begin(`call${String(n).padStart(2, "0")}`, { id: "i1", record: { note: noise(190_000) } });
    const { changes } = await log.listLatestCalls(100);
    expect(changes.map(({ callId }) => callId)).toEqual(
      Array.from({ length: 70 }, (_, n) => `call${String(69 - n).padStart(2, "0")}`),
    );
  });

  it("shows and deletes only the changes of its own user", async () => {
    const [mine, theirs] = [await newLog(), await newLog()];
    for (const { begin } of [mine, theirs]) await begin("same");
    const [change] = await theirs.log.listByCall("same");
    await mine.log.markUndone(change?.id ?? "");
    await mine.account.deleteEverything();
    expect(await mine.callIds()).toEqual([]);
    expect((await theirs.log.listLatestCalls(10)).changes).toMatchObject([{ state: "pending" }]);
  });

  it("A70 drops the oldest changes of a user when it is full, says so, and refuses what does not fit at all", async () => {
    const demo: StoredCredential = {
      kind: "demo",
      visitor: `demo-${crypto.randomUUID()}`,
      ownerId: "i1",
    };
    const { account, log, begin, rows, callIds } = await newLog(demo);
    const size = async () =>
      [...(await rows("changes")), ...(await rows("change_attachments"))].reduce(
        (sum, row) => sum + Number(row.size),
        0,
      );
    for (let n = 1; n <= 9; n++) {
      await begin(`call${n}`, { id: "i1", record: { note: noise(400_000) } });
      expect(await size()).toBeLessThanOrEqual(2_000_000);
    }
    const droppedUntil = Date.now();
    expect(await callIds()).toEqual(["call9", "call8", "call7"]);
    expect((await log.listLatestCalls(1)).droppedUntil).toBeGreaterThan(droppedUntil - 10_000);
    await expect(begin("call10", { id: "i1", record: { note: noise(3_000_000) } })).rejects.toMatchObject({
      reason: "too_large",
    });
    expect(await callIds()).toEqual(["call9", "call8", "call7"]);
    advanceClock(30 * DAY + 1);
    await runDurableObjectAlarm(account);
    expect(await log.listLatestCalls(1)).toEqual({ changes: [], droppedUntil: undefined });
  });

  it("A71 has no entry of a change while its file is still being stored, and deletes parts that were left behind", async () => {
    const { account, rows, callIds } = await newLog();
    const part = { changeId: "c1", name: "file", part: 0, sealed: "x" } as const;
    expect(await account.beginChanges({ callId: "large", changes: [], parts: [part] })).toBe("stored");
    expect(await callIds()).toEqual([]);
    advanceClock(10 * 60 + 1);
    await runDurableObjectAlarm(account);
    expect(await rows("change_attachments")).toEqual([]);
  });

  it("A72 lists a row that cannot be decrypted as such, and all others with their contents", async () => {
    const { account, log, begin } = await newLog();
    for (const callId of ["first", "second", "third"]) await begin(callId);
    await runInDurableObject(account, (_, { storage }) => {
      storage.sql.exec("UPDATE changes SET before = 'v1.gone.AAAA.AAAA' WHERE call_id = 'first'");
      storage.sql.exec("UPDATE changes SET before = before || 'A' WHERE call_id = 'second'");
    });
    const { changes } = await log.listLatestCalls(10);
    expect(Object.fromEntries(changes.map((change) => [change.callId, isShown(change) || change.concealed]))).toEqual({
      first: "unreadable",
      second: "unreadable",
      third: true,
    });
  });
});
