import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();

describe("icu_get_custom_items", () => {
  it("lists custom fields with their codes, and charts", async () => {
    expect(await text("icu_get_custom_items")).toMatchInlineSnapshot(`
      "Custom items · today is Wed 2026-05-13 (Pacific/Auckland)

      item_id|type|name|code|value type|aggregate|visible to|usage count|description
      6101|INPUT_FIELD|«Alcohol»|«AlcoholUnits»|«numeric»|«SUM»|PRIVATE|1|
      6102|ACTIVITY_FIELD|«Fuel»|«FuelRating»|«select»|«AVERAGE»|PRIVATE|1|
      6103|FITNESS_CHART|«Ramp»||||PRIVATE|1|«Ramp rate»"
    `);
  });
});
