import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes } = athleteSession();

describe("icu_create_gear", () => {
  it("stores brand and model in the notes, and says where to set the primary gear", async () => {
    const args = {
      name: "Race bike",
      gear_type: "bike",
      brand: "Canyon",
      model: "Aeroad",
      active: true,
      primary: true,
    };
    expect((await text("icu_create_gear", args)).replace(/gear_id: g91\d\d/, "gear_id: N")).toMatchInlineSnapshot(`
      "Added gear · today is Wed 2026-05-13 (Pacific/Auckland)

      gear_id: N
      type: Bike
      name: «Race bike»
      distance km: 0
      time: 0s
      activities: 0
      notes: «brand: Canyon model: Aeroad»

      Intervals.icu has no fields for brand and model, so they are stored in the notes. primary has no effect: the default gear for new activities is part of each sport's settings and can only be changed on the Intervals.icu website."
    `);
  });

  it("creates the gear once when the response to the write is lost", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST", path: /gear$/ } });
    const { gear } = await json("icu_create_gear", { name: "Survivor", gear_type: "Shoe", active: false });
    expect(gear).toMatchObject({ type: "Shoes", retired: "2026-05-13" });
    const list = await json("icu_get_gear_list", {});
    expect(list.gear.filter(({ name }: { name: string }) => name === "Survivor")).toHaveLength(1);
  });

  it("reports an unknown outcome when the request is lost and the list does not show the gear", async () => {
    upstream.fail({ kind: "drop_before", match: { method: "POST", path: /gear$/ } });
    expect(await errorText("icu_create_gear", { name: "Lost", gear_type: "Bike" })).toContain(
      "may or may not have been made",
    );
    expect(writes()).toHaveLength(1);
  });

  it("lists the accepted types when the type is unknown", async () => {
    expect(await errorText("icu_create_gear", { name: "x", gear_type: "Rocket" })).toMatch(
      /^gear_type: must be one of Bike, Shoes,/,
    );
    expect(writes()).toEqual([]);
  });
});
