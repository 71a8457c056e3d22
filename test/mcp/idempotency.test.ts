import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
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
