import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { advanceClock, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import { type SignedInUser, signIn } from "../fixtures/oauth-client.ts";

const KEY = "onceonly00key000000000000";

let person: SignedInUser;
let host: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7950001" });
  person = await signIn({ key: KEY, preset: "everything" });
  host = await connectStateless(person.access_token);
  setClock();
});
afterAll(resetClock);
beforeEach(() => {
  upstream.reset();
  advanceClock(20);
});

const posts = () => upstream.requests.filter(({ method }) => method === "POST").length;
const SHOES = { name: "Shoes", gear_type: "Shoes" };
const gearNamed = async (name: string, by = host) =>
  (await by.call("icu_get_gear_list", {})).text.split(`«${name}»`).length - 1;

describe("the same call again", () => {
  it("is made once, in whichever era it comes, and however its fields are ordered", async () => {
    const first = await host.call("icu_create_gear", SHOES);
    const legacy = await connectSession(person.access_token);
    const again = await legacy.call("icu_create_gear", { gear_type: "Shoes", name: "Shoes" });
    expect(again.text).toMatch(/^This call was made at \d\d:\d\d UTC already, with the same arguments/);
    expect(again.text).toContain(first.text);
    expect([posts(), await gearNamed("Shoes")]).toEqual([1, 1]);
    await legacy.close();
  });

  it("is made once when ten come at the same time", async () => {
    const gear = { ...SHOES, name: "Ten at once" };
    const all = await Promise.all(Array.from({ length: 10 }, () => host.call("icu_create_gear", gear)));
    expect(all.every(({ isError, text }) => !isError && text.includes("Ten at once"))).toBe(true);
    expect([posts(), await gearNamed("Ten at once")]).toEqual([1, 1]);
  });

  it("is known after the account's object was evicted", async () => {
    const gear = { ...SHOES, name: "Evicted" };
    await host.call("icu_create_gear", gear);
    await evictDurableObject(env.ACCOUNT.getByName(person.uid));
    expect((await host.call("icu_create_gear", gear)).text).toContain("was not made again");
    expect(posts()).toBe(1);
  });

  it("is made again when the first one failed, after ten minutes, and once it was deleted", async () => {
    const gear = { ...SHOES, name: "Again" };
    upstream.fail({ kind: "429", retryAfter: 60, match: { method: "POST" } });
    expect((await host.call("icu_create_gear", gear)).isError).toBe(true);
    expect((await host.call("icu_create_gear", gear)).isError).toBe(false);
    advanceClock(601);
    expect((await host.call("icu_create_gear", gear)).isError).toBe(false);
    expect(await gearNamed("Again")).toBe(2);
    await host.callAndConfirm("icu_undo_change", {});
    expect((await host.call("icu_create_gear", gear)).text).not.toContain("was not made again");
    expect(await gearNamed("Again")).toBe(2);
  });

  it("says that nobody knows when the first one broke off, and is made when it is asked for all the same", async () => {
    const message = { activity_id: "", content: "Broken off" };
    const { activities } = JSON.parse((await host.call("icu_get_recent_activities", { limit: 1 }, JSON_FORMAT)).text);
    message.activity_id = activities[0].id;
    upstream.fail({ kind: "drop_before", match: { method: "POST" } });
    expect((await host.call("icu_add_activity_message", message)).text).toContain("may or may not have been made");
    expect((await host.call("icu_add_activity_message", message)).text).toContain("what came of it is not known");
    expect((await host.call("icu_add_activity_message", message)).isError).toBe(false);
  });

  it("for another athlete is another call", async () => {
    const { athletes } = JSON.parse((await host.call("icu_list_athletes", {}, JSON_FORMAT)).text);
    const note = { start_date: "+9d", name: "For both", category: "NOTE" };
    await host.call("icu_create_event", note);
    const { text } = await host.call("icu_create_event", { ...note, athlete_id: athletes[1].athlete_id });
    expect(text).not.toContain("was not made again");
  });
});

const JSON_FORMAT = { "intervals/format": "json" };
