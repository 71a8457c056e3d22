import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "items0000key000000000000";

let host: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, now: NOW });
  host = withRefilledBudget(await connectStateless((await signIn({ key: KEY })).access_token));
  setClock();
});
afterAll(resetClock);
beforeEach(() => upstream.reset());

const text = async (name: string, args?: Record<string, unknown>) => {
  const answer = await host.callAndConfirm(name, args);
  expect(answer.isError, answer.text).toBe(false);
  return answer.text.replace(/item_id: 62\d\d/, "item_id: N");
};
const json = async (name: string, args: Record<string, unknown>) => {
  const answer = await host.callAndConfirm(name, args, { "intervals/format": "json" });
  expect(answer.isError, answer.text).toBe(false);
  return JSON.parse(answer.text);
};
const writes = () => upstream.requests.filter(({ method }) => method !== "GET");

describe("icu_get_custom_items", () => {
  it("lists fields with their codes, and everything else", async () => {
    expect(await text("icu_get_custom_items")).toMatchInlineSnapshot(`
      "Custom items · today is Wed 2026-05-13 (Pacific/Auckland)

      item_id|type|name|code|values|summed up by|visible to|used|description
      6101|INPUT_FIELD|«Alcohol»|«AlcoholUnits»|«numeric»|«SUM»|PRIVATE|1|
      6102|ACTIVITY_FIELD|«Fuel»|«FuelRating»|«select»|«AVERAGE»|PRIVATE|1|
      6103|FITNESS_CHART|«Ramp»||||PRIVATE|1|«Ramp rate»"
    `);
  });
});

describe("icu_get_custom_item", () => {
  it("shows the whole content of one, as data", async () => {
    expect(await text("icu_get_custom_item", { item_id: 6101 })).toMatchInlineSnapshot(`
      "Custom item · today is Wed 2026-05-13 (Pacific/Auckland)

      item_id: 6101
      type: INPUT_FIELD
      name: «Alcohol»
      code: «AlcoholUnits»
      values: «numeric»
      summed up by: «SUM»
      visible to: PRIVATE
      used: 1

      Content, written by people:
      > {"code":"AlcoholUnits","type":"numeric","aggregate":"SUM"}"
    `);
  });

  it("says so when there is none", async () => {
    const { text, isError } = await host.call("icu_get_custom_item", { item_id: 1 });
    expect([isError, text]).toEqual([true, expect.stringContaining("does not know this id")]);
  });
});

describe("icu_create_custom_item", () => {
  it("adds a field, whose name then stands over its values", async () => {
    const content = JSON.stringify({ code: "CoffeeCups", type: "numeric", aggregate: "SUM" });
    expect(
      await text("icu_create_custom_item", { name: "Coffee", item_type: "input_field", content }),
    ).toMatchInlineSnapshot(`
      "Added a custom item · today is Wed 2026-05-13 (Pacific/Auckland)

      item_id: N
      type: INPUT_FIELD
      name: «Coffee»
      code: «CoffeeCups»
      values: «numeric»
      summed up by: «SUM»
      visible to: PRIVATE
      used: 0"
    `);
  });

  it("adds a chart without content", async () => {
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
      "no content",
      undefined,
      /^content.code: must begin with a capital .*\ncontent.type: must .*\ncontent.aggregate: /,
    ],
    ["number for numeric", { code: "Cups", type: "number", aggregate: "SUM" }, /^content.type: must be numeric, text/],
    ["AVG for AVERAGE", { code: "Cups", type: "numeric", aggregate: "AVG" }, /^content.aggregate: must be MIN, SUM/],
    ["a code that is none", { code: "coffee cups", type: "numeric", aggregate: "SUM" }, /^content.code: must begin/],
  ])("refuses %s before anything is sent, and says what to send", async (_, content, message) => {
    const { text, isError } = await host.call("icu_create_custom_item", {
      name: "x",
      item_type: "INPUT_FIELD",
      ...(content && { content }),
    });
    expect([isError, text, upstream.requests]).toEqual([true, expect.stringMatching(message), []]);
    expect(text).toContain('A INPUT_FIELD needs content such as {"code":"AlcoholUnits"');
  });

  it("refuses a code that is taken", async () => {
    const content = { code: "AlcoholUnits", type: "numeric", aggregate: "SUM" };
    const { text, isError } = await host.call("icu_create_custom_item", {
      name: "Wine",
      item_type: "INPUT_FIELD",
      content,
    });
    expect([isError, text, writes()]).toEqual([
      true,
      expect.stringMatching(/^content.code: item 6101 has this code/),
      [],
    ]);
  });
});

describe("icu_update_custom_item", () => {
  it("keeps the content that is not named, and says so", async () => {
    const args = { item_id: 6102, name: "Fuelling", content: { aggregate: "MAX", hint: "1-5" } };
    expect(await text("icu_update_custom_item", args)).toMatchInlineSnapshot(`
      "Changed a custom item · today is Wed 2026-05-13 (Pacific/Auckland)

      name: «Fuel» → «Fuelling»
      aggregate: AVERAGE → MAX

      Intervals.icu replaces content as a whole, so what you did not name was sent along and stays: «code», «type».

      item_id: 6102
      type: ACTIVITY_FIELD
      name: «Fuelling»
      code: «FuelRating»
      values: «select»
      summed up by: «MAX»
      visible to: PRIVATE
      used: 1

      Content, written by people:
      > {"code":"FuelRating","type":"select","aggregate":"MAX","hint":"1-5"}"
    `);
  });

  it("takes a key out with null, and stays valid", async () => {
    const { content } = await json("icu_update_custom_item", { item_id: 6102, content: { hint: null } });
    expect(content).toEqual({ code: "FuelRating", type: "select", aggregate: "MAX" });
    upstream.reset();
    const { text, isError } = await host.call("icu_update_custom_item", { item_id: 6102, content: { code: null } });
    expect([isError, text, writes()]).toEqual([true, expect.stringMatching(/^content.code: must begin/), []]);
  });

  it.each([
    [{}, /^Give at least one field to change/],
    [{ item_type: "PIE" }, /^item_type: must be one of FITNESS_CHART, /],
  ])("refuses %o before anything is sent", async (args, message) => {
    const { text, isError } = await host.call("icu_update_custom_item", { item_id: 6103, ...args });
    expect([isError, text, upstream.requests]).toEqual([true, expect.stringMatching(message), []]);
  });
});

describe("icu_delete_custom_item", () => {
  it("says what is gone, so that it can be made anew", async () => {
    expect(await text("icu_delete_custom_item", { item_id: 6101 })).toMatchInlineSnapshot(`
      "Deleted a custom item · today is Wed 2026-05-13 (Pacific/Auckland)

      item_id: 6101
      type: INPUT_FIELD
      name: «Alcohol»
      code: «AlcoholUnits»
      values: «numeric»
      summed up by: «SUM»
      visible to: PRIVATE
      used: 1

      Content, written by people:
      > {"code":"AlcoholUnits","type":"numeric","aggregate":"SUM"}

      icu_create_custom_item with these values makes it anew."
    `);
    // The day still carries the value; its name went with the item.
    const { days } = await json("icu_get_wellness_data", { days_back: 2 });
    expect(Object.keys(days[0].custom)).toEqual(["AlcoholUnits"]);
  });
});
