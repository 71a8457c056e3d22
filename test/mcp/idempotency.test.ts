import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { IntervalsError } from "../../src/intervals/failure.ts";
import { runOnce, type WriteLog } from "../../src/mcp/idempotency.ts";
import { createGear } from "../../src/tools/gear/create-gear.ts";
import { deleteGear } from "../../src/tools/gear/delete-gear.ts";
import { ToolInputError } from "../../src/tools/kit/input-error.ts";
import { athleteSession } from "../fixtures/athlete-session.ts";
import { advanceClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";

const stateless = athleteSession();
const session = stateless.connect({ era: "session" });
const { text, json, call } = stateless;

beforeEach(() => advanceClock(20));

const posts = () => upstream.requests.filter(({ method }) => method === "POST").length;
const SHOES = { name: "Shoes", gear_type: "Shoes" };
const gearNamed = async (name: string) => (await call("icu_get_gear_list")).text.split(`«${name}»`).length - 1;

describe("a repeated write", () => {
  it("runs once, in either protocol era and with its fields in any order", async () => {
    const first = await call("icu_create_gear", SHOES);
    const again = await session.call("icu_create_gear", { gear_type: "Shoes", name: "Shoes" });
    expect(again.text).toMatch(/^This call was already made at \d\d:\d\d UTC with the same arguments/);
    expect(again.text).toContain(first.text);
    expect([posts(), await gearNamed("Shoes")]).toEqual([1, 1]);
  });

  it("runs once when ten calls arrive at the same time", async () => {
    const gear = { ...SHOES, name: "Ten at once" };
    const all = await Promise.all(Array.from({ length: 10 }, () => call("icu_create_gear", gear)));
    expect(all.every(({ isError, text }) => !isError && text.includes("Ten at once"))).toBe(true);
    expect([posts(), await gearNamed("Ten at once")]).toEqual([1, 1]);
  });

  it("is recognized after the account object was evicted", async () => {
    const gear = { ...SHOES, name: "Evicted" };
    await call("icu_create_gear", gear);
    await evictDurableObject(env.ACCOUNT.getByName(stateless.user.uid));
    expect((await call("icu_create_gear", gear)).text).toContain("was not repeated");
    expect(posts()).toBe(1);
  });

  it("runs again when the first call failed, after ten minutes, and after an undo", async () => {
    const gear = { ...SHOES, name: "Again" };
    upstream.fail({ kind: "429", retryAfter: 60, match: { method: "POST" } });
    expect((await call("icu_create_gear", gear)).isError).toBe(true);
    expect((await call("icu_create_gear", gear)).isError).toBe(false);
    advanceClock(601);
    expect((await call("icu_create_gear", gear)).isError).toBe(false);
    expect(await gearNamed("Again")).toBe(2);
    await text("icu_undo_change");
    expect((await call("icu_create_gear", gear)).text).not.toContain("was not repeated");
    expect(await gearNamed("Again")).toBe(2);
  });

  it("runs again when what it created was deleted", async () => {
    const gear = { ...SHOES, name: "Deleted" };
    await call("icu_create_gear", gear);
    const { gear: list } = await json("icu_get_gear_list");
    const { gear_id } = list.find(({ name }: { name: string }) => name === "Deleted");
    await text("icu_delete_gear", { gear_id });
    expect((await call("icu_create_gear", gear)).text).not.toContain("was not repeated");
    expect(await gearNamed("Deleted")).toBe(1);
  });

  it("reports the unknown outcome of the first call, and runs on the next attempt", async () => {
    const message = { activity_id: "", content: "Broken off" };
    const { activities } = await json("icu_get_recent_activities", { limit: 1 });
    message.activity_id = activities[0].id;
    upstream.fail({ kind: "drop_before", match: { method: "POST" } });
    expect((await call("icu_add_activity_message", message)).text).toContain("may or may not have been made");
    expect((await call("icu_add_activity_message", message)).text).toContain("its outcome is unknown");
    expect((await call("icu_add_activity_message", message)).isError).toBe(false);
  });

  it("runs when it is for another athlete", async () => {
    const { athletes } = await json("icu_list_athletes");
    const note = { start_date: "+9d", name: "For both", category: "NOTE" };
    await call("icu_create_event", note);
    const { text } = await call("icu_create_event", { ...note, athlete_id: athletes[1].athlete_id });
    expect(text).not.toContain("was not repeated");
  });
});

describe("remembering a call", () => {
  const tool = createGear;
  const answer = { output: { created: true }, text: "Created" };
  const attempt = (run: () => Promise<typeof answer>) => ({ key: [], run, reconcile: run });

  /** What the account object remembers, if it fails to store answers. */
  function failingLog() {
    const calls: string[] = [];
    const writes: WriteLog = {
      claimCall: async () => ({ state: "new" }),
      completeCall: () => Promise.reject(new Error("the object was reset")),
      releaseCall: async () => void calls.push("released"),
      interruptCall: async () => void calls.push("interrupted"),
      clearCompletedCalls: () => Promise.reject(new Error("the object was reset")),
    };
    return { writes, calls };
  }

  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));

  it("A100 does not turn a change that was made into a failure, and keeps it from being made again", async () => {
    const { writes, calls } = failingLog();
    expect(
      await runOnce(
        writes,
        tool,
        attempt(async () => answer),
      ),
    ).toEqual(answer);
    expect(calls).toEqual(["interrupted"]);
  });

  it("A100 does not turn a deletion into a failure", async () => {
    const { writes } = failingLog();
    expect(
      await runOnce(
        writes,
        deleteGear,
        attempt(async () => answer),
      ),
    ).toEqual(answer);
  });

  it.each([
    ["interrupted", "a failure of our own", new Error("a bug")],
    ["interrupted", "an unknown outcome", new IntervalsError({ kind: "unknown_outcome" })],
    ["released", "a rejection", new IntervalsError({ kind: "not_found" })],
    ["released", "a wrong argument", new ToolInputError("wrong")],
  ])("A100 leaves the call %s after %s", async (outcome, _, error) => {
    const { writes, calls } = failingLog();
    await expect(
      runOnce(
        writes,
        tool,
        attempt(() => Promise.reject(error)),
      ),
    ).rejects.toBe(error);
    expect(calls).toEqual([outcome]);
  });
});
