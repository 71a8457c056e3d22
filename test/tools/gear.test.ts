import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "gear00000key000000000000";
const PICKY_KEY = "gear00001key000000000000";

let host: McpClient;
let other: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7600001", now: NOW });
  await upstream.addAthlete({ key: PICKY_KEY, id: "i7600002", now: NOW, units: "imperial" });
  host = withRefilledBudget(await connectStateless((await signIn({ key: KEY })).access_token));
  other = withRefilledBudget(await connectStateless((await signIn({ key: PICKY_KEY })).access_token));
  setClock();
});
afterAll(resetClock);
beforeEach(() => upstream.reset());

const text = async (name: string, args?: Record<string, unknown>, by = host) => {
  const answer = await by.callAndConfirm(name, args);
  expect(answer.isError, answer.text).toBe(false);
  return answer.text.replace(/reminder 1\d\d\b/, "reminder N").replace(/gear_id: g91\d\d/, "gear_id: N");
};
const json = async (name: string, args: Record<string, unknown>, by = host) => {
  const answer = await by.callAndConfirm(name, args, { "intervals/format": "json" });
  expect(answer.isError, answer.text).toBe(false);
  return JSON.parse(answer.text);
};
const writes = () => upstream.requests.filter(({ method }) => method !== "GET");

describe("icu_get_gear_list", () => {
  it("shows type, totals, what is retired and mounted where, and every reminder", async () => {
    expect(await text("icu_get_gear_list")).toMatchInlineSnapshot(`
      "Gear · today is Wed 2026-05-13 (Pacific/Auckland)

      gear_id|type|name|part of|distance km|time|activities|bought|retired
      b9001|Bike|«Road bike»||11423|405h05m|265|2024-05-13|
      c9002|Chain|«Waxed chain»|b9001|11423|405h05m|265|2024-05-13|
      g9003|Shoes|«Daily trainers»||393|37h09m|41|2024-05-13|
      g9005|Wetsuit|«Wetsuit»||6|1h37m|4|2024-05-13|
      g9004|Shoes|«Old trainers»||2363|228h21m|256|2024-05-13|2026-02-12

      b9001, reminder 12 «Overhaul»: 57 % used, 11423 of 20000 km
      c9002, reminder 13 «Replace»: 95 % used, 11423 of 12000 km"
    `);
  });

  it("reads in the athlete's units", async () => {
    expect(await text("icu_get_gear_list", {}, other)).toContain("distance mi");
  });
});

describe("icu_create_gear", () => {
  it("sends the API's own fields, keeps brand and model in the notes, and explains primary", async () => {
    const args = {
      name: "Race bike",
      gear_type: "bike",
      brand: "Canyon",
      model: "Aeroad",
      active: true,
      primary: true,
    };
    expect(await text("icu_create_gear", args)).toMatchInlineSnapshot(`
      "Added gear · today is Wed 2026-05-13 (Pacific/Auckland)

      gear_id: N
      type: Bike
      name: «Race bike»
      distance km: 0
      time: 0s
      activities: 0
      notes: «brand: Canyon model: Aeroad»

      Intervals.icu has no field for brand and model: they stand in the notes. primary: Intervals.icu keeps the gear that new activities get with each sport's settings; it is chosen there on the website."
    `);
  });

  it("adds one piece when the answer gets lost after it landed", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST", path: /gear$/ } });
    const { gear } = await json("icu_create_gear", { name: "Survivor", gear_type: "Shoe", active: false });
    expect(gear).toMatchObject({ type: "Shoes", retired: "2026-05-13" });
    const list = await json("icu_get_gear_list", {});
    expect(list.gear.filter(({ name }: { name: string }) => name === "Survivor")).toHaveLength(1);
  });

  it("says that it is unknown whether anything was added when nothing shows it", async () => {
    upstream.fail({ kind: "drop_before", match: { method: "POST", path: /gear$/ } });
    const answer = await other.call("icu_create_gear", { name: "Lost", gear_type: "Bike" });
    expect([answer.isError, answer.text]).toEqual([true, expect.stringContaining("may or may not have been made")]);
    expect(writes()).toHaveLength(1);
  });

  it("names the types when there is no such one", async () => {
    const { text, isError } = await host.call("icu_create_gear", { name: "x", gear_type: "Rocket" });
    expect([isError, text, writes()]).toEqual([
      true,
      expect.stringMatching(/^gear_type: must be one of Bike, Shoes,/),
      [],
    ]);
  });
});

describe("icu_update_gear", () => {
  it("retires on the athlete's day, takes back into use, and says what was and what is", async () => {
    const retired = await json("icu_update_gear", { gear_id: "g9005", active: false, brand: "Orca" });
    expect(retired.gear).toMatchObject({ retired: "2026-05-13", notes: "brand: Orca" });
    expect(
      await text("icu_update_gear", { gear_id: "g9005", active: true, name: "Old wetsuit", brand: "Zone3" }),
    ).toMatchInlineSnapshot(`
      "Changed gear · today is Wed 2026-05-13 (Pacific/Auckland)

      name: «Wetsuit» → «Old wetsuit»
      retired: 2026-05-13 → unset
      notes: «brand: Orca» → «brand: Zone3»

      gear_id: g9005
      type: Wetsuit
      name: «Old wetsuit»
      distance km: 6
      time: 1h37m
      activities: 4
      bought: 2024-05-13
      notes: «brand: Zone3»

      Intervals.icu has no field for brand and model: they stand in the notes."
    `);
  });

  it("knows no gear that the athlete has not", async () => {
    const { text, isError } = await other.call("icu_update_gear", { gear_id: "g1", name: "x" });
    expect([isError, text, writes()]).toEqual([true, expect.stringContaining("does not know this id"), []]);
  });

  it("explains what it cannot set before anything is sent", async () => {
    const { text, isError } = await host.call("icu_update_gear", { gear_id: "b9001", primary: true });
    expect([isError, text]).toEqual([true, expect.stringContaining("Give at least one field")]);
    expect([text, upstream.requests]).toEqual([expect.stringContaining("each sport's settings"), []]);
  });
});

describe("reminders", () => {
  it("are added on the singular path, and the answer shows the new one", async () => {
    const args = { gear_id: "b9001", text: "Check bolts", distance_alert: "500", time_alert: 25 };
    expect(await text("icu_create_gear_reminder", args)).toMatchInlineSnapshot(`
      "Added a reminder to b9001 «Road bike» · today is Wed 2026-05-13 (Pacific/Auckland)

      reminder N «Check bolts»: 0 % used, 0 of 500 km, 0 of 25 h"
    `);
    expect(writes()).toMatchObject([{ path: "/api/v1/athlete/0/gear/b9001/reminder" }]);
  });

  it("are found again when the answer gets lost after it landed", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST", path: /reminder$/ } });
    const { gear, reminder } = await json("icu_create_gear_reminder", {
      gear_id: "g9003",
      text: "New pair",
      days_alert: 90,
    });
    expect([reminder.text, reminder.every_days, gear.reminders.length]).toEqual(["New pair", 90, 1]);
  });

  it("are reset, and changed with what was and what is", async () => {
    expect(
      await text("icu_update_gear_reminder", { gear_id: "c9002", reminder_id: 13, distance_alert: 3000, reset: true }),
    ).toMatchInlineSnapshot(`
      "Changed a reminder of c9002 «Waxed chain» · today is Wed 2026-05-13 (Pacific/Auckland)

      was: reminder 13 «Replace»: 95 % used, 11423 of 12000 km
      is: reminder 13 «Replace»: 0 % used, 0 of 3000 km"
    `);
    expect(writes()).toMatchObject([
      { path: "/api/v1/athlete/0/gear/c9002/reminder/13", query: { reset: "true", snoozeDays: "0" } },
    ]);
  });

  it("are put off without losing their limits", async () => {
    const { before, reminder } = await json(
      "icu_update_gear_reminder",
      { gear_id: "b9001", reminder_id: 12, snooze_days: 7 },
      other,
    );
    expect(reminder).toEqual({ ...before, snoozed_until: "2026-05-20" });
  });

  it.each([
    ["icu_create_gear_reminder", { gear_id: "b9001", text: "x" }, /^Give at least one limit above 0/],
    ["icu_create_gear_reminder", { gear_id: "../0", text: "x", days_alert: 1 }, /^gear_id: must be a gear_id/],
    ["icu_update_gear_reminder", { gear_id: "b9001", reminder_id: 12 }, /^Give at least one thing to change/],
  ])("%s refuses %o before anything is sent", async (name, args, message) => {
    const { text, isError } = await host.callAndConfirm(name, args);
    expect([isError, text, upstream.requests]).toEqual([true, expect.stringMatching(message), []]);
  });
});

describe("icu_delete_gear", () => {
  it("says what is gone", async () => {
    expect(await text("icu_delete_gear", { gear_id: "g9004" })).toMatchInlineSnapshot(`
      "Deleted gear · today is Wed 2026-05-13 (Pacific/Auckland)

      gear_id: g9004
      type: Shoes
      name: «Old trainers»
      distance km: 2363
      time: 228h21m
      activities: 256
      bought: 2024-05-13
      retired: 2026-02-12

      Added again with icu_create_gear it would begin at zero."
    `);
    const { gear } = await json("icu_get_gear_list", {});
    expect(gear.map(({ gear_id }: { gear_id: string }) => gear_id)).not.toContain("g9004");
  });
});
