import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { ChangeLog, deleteExpiredChanges } from "../../src/account/change-log.ts";
import { configOf } from "../../src/config.ts";
import { advanceClock, resetClock } from "../fixtures/clock.ts";

afterEach(resetClock);

const CALL = { tool: "icu_delete_activity", effect: "erase", app: "An app", athlete: "0" };
const DAY = 86_400;
const newLog = () => new ChangeLog(env.DB, configOf(env).vault, `u${crypto.randomUUID()}`);

const attachments = async () => {
  const { results } = await env.DB.prepare("SELECT change_id FROM change_attachments").all<{ change_id: string }>();
  return results.map(({ change_id }) => change_id);
};

describe("the change log", () => {
  it("keeps changes for 30 days, and deletes them with their files after that", async () => {
    const log = newLog();
    const file = new Blob(["a recording"]);
    await log
      .for({ ...CALL, id: "old" })
      .begin([{ key: "i1", kind: "activity", before: { id: "i1", record: {}, file } }]);
    const [old] = await log.listByCall("old");
    advanceClock(30 * DAY - 60);
    await log
      .for({ ...CALL, id: "new" })
      .begin([{ key: "i2", kind: "activity", before: { id: "i2", record: {}, file } }]);
    await deleteExpiredChanges(env.DB);
    expect(await log.listByCall("old")).toHaveLength(1);
    expect(await attachments()).toContain(old?.id);
    advanceClock(120);
    await deleteExpiredChanges(env.DB);
    expect(await log.listByCall("old")).toEqual([]);
    expect(await attachments()).not.toContain(old?.id);
    expect(await log.listByCall("new")).toHaveLength(1);
  });

  it("returns a record that is too large for its row whole, and a file byte for byte", async () => {
    const log = newLog();
    const record = { id: "i1", note: "x".repeat(2_500_000) };
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    const before = { id: "i1", record, file: new Blob([bytes]) };
    await log.for({ ...CALL, id: "large" }).begin([{ key: "i1", kind: "activity", before }]);
    const [change] = await log.listByCall("large");
    if (!change) throw new Error("no change");
    expect(change.before).toBeUndefined();
    expect(await log.readRecordBefore(change)).toEqual(record);
    expect(await (await log.readFile(change)).bytes()).toEqual(bytes);
  });

  it("shows and deletes only the changes of its own user", async () => {
    const [mine, theirs] = [newLog(), newLog()];
    for (const log of [mine, theirs]) {
      await log.for({ ...CALL, id: "same" }).begin([{ key: "i1", kind: "activity", before: { id: "i1", record: {} } }]);
    }
    const [change] = await theirs.listByCall("same");
    await mine.markUndone(change?.id ?? "");
    await mine.deleteAll();
    expect(await mine.listLatestCalls(10)).toEqual([]);
    expect(await theirs.listLatestCalls(10)).toMatchObject([{ state: "pending" }]);
  });
});
