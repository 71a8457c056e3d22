import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ChangeLog } from "../../src/account/change-log.ts";
import { configOf } from "../../src/config.ts";
import type { AppliedChange } from "../../src/intervals/change-log.ts";

const logOf = (uid: string) => new ChangeLog(env.DB, configOf(env).vault, uid);
const call = (id: string) => ({ id, tool: "icu_update_event", effect: "write", app: "Test", athlete: "0" });
const event = (id: string) => ({ key: id, kind: "event", before: { id, record: { id, name: "before" } } }) as const;
const applied = (id: string): AppliedChange => ({ kind: "event", id, after: { id, name: "after" } });

describe("an entry of the change log", () => {
  it("settles each change by its key, whatever the order", async () => {
    const changeLog = logOf("u-settle-order");
    const entry = await changeLog.for(call("c1")).begin([event("1"), event("2"), event("3")]);
    await entry.settle(
      new Map<string, AppliedChange>([
        ["3", applied("3")],
        ["2", { kind: "event", id: "2" }],
        ["1", applied("1")],
      ]),
    );
    const changes = await changeLog.listByCall("c1");
    expect(changes.map(({ recordId, before, after, state }) => [recordId, before?.id, after?.id, state])).toEqual([
      ["1", "1", "1", "applied"],
      ["2", "2", undefined, "applied"],
      ["3", "3", "3", "applied"],
    ]);
  });

  it("drops unchanged records and keeps those without an outcome pending", async () => {
    const changeLog = logOf("u-settle-part");
    const entry = await changeLog.for(call("c1")).begin([event("1"), event("2"), event("3")]);
    await entry.settle(
      new Map([
        ["1", null],
        ["3", applied("3")],
      ]),
    );
    const changes = await changeLog.listByCall("c1");
    expect(changes.map(({ recordId, state }) => [recordId, state])).toEqual([
      ["2", "pending"],
      ["3", "applied"],
    ]);
  });

  it("adds created records that were not planned, in their order", async () => {
    const changeLog = logOf("u-settle-more");
    const entry = await changeLog.for(call("c1")).begin([{ key: "created", kind: "event" }]);
    await entry.settle(
      new Map([
        ["created", applied("30")],
        ["20", applied("20")],
        ["10", applied("10")],
        ["5", null],
      ]),
    );
    const changes = await changeLog.listByCall("c1");
    expect(changes.map(({ kind, recordId, before, state }) => [kind, recordId, before, state])).toEqual([
      ["event", "30", undefined, "applied"],
      ["event", "20", undefined, "applied"],
      ["event", "10", undefined, "applied"],
    ]);
  });

  it("stays pending when nothing settles it", async () => {
    const changeLog = logOf("u-settle-never");
    await changeLog.for(call("c1")).begin([event("1")]);
    expect((await changeLog.listByCall("c1")).map(({ state }) => state)).toEqual(["pending"]);
  });
});
