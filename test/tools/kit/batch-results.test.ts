import { describe, expect, it } from "vitest";
import { checkItems } from "../../../src/tools/kit/batch-results.ts";
import { ToolInputError } from "../../../src/tools/kit/input-error.ts";

describe("checkItems", () => {
  it("A89 serves other requests between two items", async () => {
    let [served, isDone] = [0, false];
    const others = (async () => {
      for (; !isDone; served++) await scheduler.wait(0);
    })();
    const checked = await checkItems([1, 2, 3], async () => served);
    isDone = true;
    await others;
    const servedBefore = checked.map((one) => (one.ok ? one.value : -1));
    expect(new Set([0, ...servedBefore]).size).toBe(4);
  });

  it("checks the items after an invalid one", async () => {
    const checked = await checkItems([1, 2, 3], async (item) => {
      if (item === 2) throw new ToolInputError("two is wrong");
      return item;
    });
    expect(checked).toEqual([
      { ok: true, value: 1 },
      { ok: false, reason: "two is wrong" },
      { ok: true, value: 3 },
    ]);
  });
});
