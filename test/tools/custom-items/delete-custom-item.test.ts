import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, json } = athleteSession();

describe("icu_delete_custom_item", () => {
  it("shows what was deleted, so that it can be created again", async () => {
    expect(await text("icu_delete_custom_item", { item_id: 6101 })).toMatchInlineSnapshot(`
      "Deleted a custom item · today is Wed 2026-05-13 (Pacific/Auckland)

      item_id: 6101
      type: INPUT_FIELD
      name: «Alcohol»
      code: «AlcoholUnits»
      value type: «numeric»
      aggregate: «SUM»
      visible to: PRIVATE
      usage count: 1

      Content (user-written text):
      > {"code":"AlcoholUnits","type":"numeric","aggregate":"SUM"}

      To create it again, use icu_create_custom_item with these values."
    `);
    // The day keeps the value, but its name was deleted with the item.
    const { days } = await json("icu_get_wellness_data", { days_back: 2 });
    expect(Object.keys(days[0].custom)).toEqual(["AlcoholUnits"]);
  });
});
