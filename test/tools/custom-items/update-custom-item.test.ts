import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes } = athleteSession();

describe("icu_update_custom_item", () => {
  it("keeps the content that was not given, and says so", async () => {
    const args = { item_id: 6102, name: "Fuelling", content: { aggregate: "MAX", hint: "1-5" } };
    expect(await text("icu_update_custom_item", args)).toMatchInlineSnapshot(`
      "Changed a custom item · today is Wed 2026-05-13 (Pacific/Auckland)

      name: «Fuel» → «Fuelling»
      aggregate: «AVERAGE» → «MAX»

      Content keys that you did not give are unchanged: «code», «type».

      item_id: 6102
      type: ACTIVITY_FIELD
      name: «Fuelling»
      code: «FuelRating»
      value type: «select»
      aggregate: «MAX»
      visible to: PRIVATE
      usage count: 1

      Content (user-written text):
      > {"code":"FuelRating","type":"select","aggregate":"MAX","hint":"1-5"}"
    `);
  });

  it("removes a content key with null, and rejects the removal of a required one", async () => {
    const { content } = await json("icu_update_custom_item", { item_id: 6102, content: { hint: null } });
    expect(content).toEqual({ code: "FuelRating", type: "select", aggregate: "MAX" });
    upstream.reset();
    expect(await errorText("icu_update_custom_item", { item_id: 6102, content: { code: null } })).toMatch(
      /^content.code: must begin/,
    );
    expect(writes()).toEqual([]);
  });

  it.each([
    [{}, /^Give at least one field to change/],
    [{ item_type: "PIE" }, /^item_type: must be one of FITNESS_CHART, /],
  ])("rejects %o before any request", async (args, message) => {
    expect(await errorText("icu_update_custom_item", { item_id: 6103, ...args })).toMatch(message);
    expect(upstream.requests).toEqual([]);
  });
});
