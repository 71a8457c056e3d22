import { describe, expect, it } from "vitest";
import * as z from "zod";
import { coerceArguments } from "../../../src/tools/kit/coerce-arguments.ts";

const shape = {
  count: z.int().optional(),
  flag: z.boolean().default(false),
  names: z.array(z.string()).optional(),
  ids: z.array(z.int()),
  body: z.looseObject({}).optional(),
  text: z.string(),
};
const read = (args: unknown) => coerceArguments(args, shape);

describe("coerceArguments", () => {
  it.each([
    [{ count: "7" }, { count: 7 }],
    [{ count: " -1.5 " }, { count: -1.5 }],
    [{ flag: "true" }, { flag: true }],
    [{ names: "watts, heartrate" }, { names: ["watts", "heartrate"] }],
    [{ ids: "[1, 2]" }, { ids: [1, 2] }],
    [{ ids: "1, 2" }, { ids: [1, 2] }],
    [{ ids: ["1", 2] }, { ids: [1, 2] }],
    [{ body: '{"a":1}' }, { body: { a: 1 } }],
  ])("reads %o as %o", (args, meant) => {
    expect(read(args)).toEqual(meant);
  });

  it.each([{ text: "7" }, { count: "seven" }, { flag: "yes" }, { ids: "[1," }, { unknown: "7" }, [1], "x"])(
    "leaves %o as it is",
    (args) => {
      expect(read(args)).toEqual(args);
    },
  );

  it("treats null as unset", () => {
    expect(read({ count: null, text: "a" })).toEqual({ text: "a" });
  });

  it("treats __proto__ and constructor like any other name", () => {
    expect(read(JSON.parse('{"__proto__": "1", "constructor": "2"}'))).toHaveProperty("constructor", "2");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
