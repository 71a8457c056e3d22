import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, json } = athleteSession();

describe("icu_delete_gear", () => {
  it("shows what was deleted", async () => {
    expect(await text("icu_delete_gear", { gear_id: "g9004" })).toMatchInlineSnapshot(`
      "Deleted gear · today is Wed 2026-05-13 (Pacific/Auckland)

      gear_id: g9004
      type: Shoes
      name: «Old trainers»
      distance km: 2363
      time: 228h21m
      activities: 256
      purchased: 2024-05-13
      retired: 2026-02-12

      It can be added again with icu_create_gear, but distance and time start at zero."
    `);
    const { gear } = await json("icu_get_gear_list", {});
    expect(gear.map(({ gear_id }: { gear_id: string }) => gear_id)).not.toContain("g9004");
  });
});
