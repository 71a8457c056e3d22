import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, errorText } = athleteSession();

describe("icu_get_custom_item", () => {
  it("shows the content of an item, marked as data", async () => {
    expect(await text("icu_get_custom_item", { item_id: 6101 })).toMatchInlineSnapshot(`
      "Custom item · today is Wed 2026-05-13 (Pacific/Auckland)

      item_id: 6101
      type: INPUT_FIELD
      name: «Alcohol»
      code: «AlcoholUnits»
      value type: «numeric»
      aggregate: «SUM»
      visible to: PRIVATE
      usage count: 1

      Content (user-written text):
      > {"code":"AlcoholUnits","type":"numeric","aggregate":"SUM"}"
    `);
  });

  it("rejects an id that does not exist", async () => {
    expect(await errorText("icu_get_custom_item", { item_id: 1 })).toContain("does not know this id");
  });
});
