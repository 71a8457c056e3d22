import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes } = athleteSession();

describe("icu_update_gear", () => {
  it("retires gear on the athlete's day, takes it back into use, and shows the values before and after", async () => {
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
      purchased: 2024-05-13
      notes: «brand: Zone3»

      Intervals.icu has no fields for brand and model, so they are stored in the notes."
    `);
  });

  it("rejects a gear_id that the athlete does not have", async () => {
    expect(await errorText("icu_update_gear", { gear_id: "g1", name: "x" })).toContain("does not know this id");
    expect(writes()).toEqual([]);
  });

  it("explains before any request that primary cannot be set", async () => {
    const answer = await errorText("icu_update_gear", { gear_id: "b9001", primary: true });
    expect(answer).toContain("Give at least one field");
    expect(answer).toContain("each sport's settings");
    expect(upstream.requests).toEqual([]);
  });
});
