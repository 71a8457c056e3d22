import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes } = athleteSession();

describe("icu_create_custom_item", () => {
  it("creates a custom field", async () => {
    const content = JSON.stringify({ code: "CoffeeCups", type: "numeric", aggregate: "SUM" });
    expect(
      (await text("icu_create_custom_item", { name: "Coffee", item_type: "input_field", content })).replace(
        /item_id: 62\d\d/,
        "item_id: N",
      ),
    ).toMatchInlineSnapshot(`
      "Added a custom item · today is Wed 2026-05-13 (Pacific/Auckland)

      item_id: N
      type: INPUT_FIELD
      name: «Coffee»
      code: «CoffeeCups»
      value type: «numeric»
      aggregate: «SUM»
      visible to: PRIVATE
      usage count: 0"
    `);
  });

  it("creates a chart without content", async () => {
    const { item } = await json("icu_create_custom_item", {
      name: "Monthly hours",
      item_type: "FITNESS_CHART",
      description: "All sports",
      visibility: "public",
    });
    expect(item).toMatchObject({ type: "FITNESS_CHART", description: "All sports", visibility: "PUBLIC" });
  });

  it.each([
    [
      "missing content",
      undefined,
      /^content.code: must begin with a capital .*\ncontent.type: must .*\ncontent.aggregate: /,
    ],
    [
      "the type number instead of numeric",
      { code: "Cups", type: "number", aggregate: "SUM" },
      /^content.type: must be one of numeric, text/,
    ],
    [
      "the aggregate AVG instead of AVERAGE",
      { code: "Cups", type: "numeric", aggregate: "AVG" },
      /^content.aggregate: must be one of MIN, SUM/,
    ],
    ["a malformed code", { code: "coffee cups", type: "numeric", aggregate: "SUM" }, /^content.code: must begin/],
  ])("rejects %s before any request, and shows valid content", async (_, content, message) => {
    const answer = await errorText("icu_create_custom_item", {
      name: "x",
      item_type: "INPUT_FIELD",
      ...(content && { content }),
    });
    expect(answer).toMatch(message);
    expect(upstream.requests).toEqual([]);
    expect(answer).toContain('INPUT_FIELD needs content such as {"code":"AlcoholUnits"');
  });

  it("rejects a code that another item has", async () => {
    const content = { code: "AlcoholUnits", type: "numeric", aggregate: "SUM" };
    expect(
      await errorText("icu_create_custom_item", {
        name: "Wine",
        item_type: "INPUT_FIELD",
        content,
      }),
    ).toMatch(/^content.code: item 6101 already has this code/);
    expect(writes()).toEqual([]);
  });
});
