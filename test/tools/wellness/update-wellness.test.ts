import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { json, call, errorText, writes } = athleteSession();

describe("icu_update_wellness", () => {
  it("writes only the given fields and shows the values before and after", async () => {
    const { text } = await call("icu_update_wellness", { date: "2026-03-01", weight: 60.9, mood: 1 });
    expect(text).toMatch(/^Saved wellness of 2026-03-01/);
    expect(text).toMatch(/weight: .+ → 60\.9/);
    expect(writes()).toHaveLength(1);
  });

  it("stores zero as a value and clears a field with -1", async () => {
    await json("icu_update_wellness", { date: "2026-03-02", steps: 0, soreness: 4 });
    const { changes } = await json("icu_update_wellness", { date: "2026-03-02", soreness: -1 });
    expect(changes).toEqual([{ field: "soreness", before: 4 }]);
    const again = await json("icu_update_wellness", { date: "2026-03-02", steps: 0 });
    expect(again.changes).toEqual([{ field: "steps", before: 0, after: 0 }]);
  });

  it.each([
    [{ mood: 5 }, "mood: must be 1 (best) to 4 (worst), or -1 to clear"],
    [{ weight: 6 }, "weight: must be 20 to 400, or -1 to clear"],
    [{ sleep_secs: 90_000 }, "sleep_secs: must be 0 to 86400, or -1 to clear"],
    [{}, "Give at least one field to write, such as weight, sleep_secs or mood."],
  ])("rejects %o before any write", async (fields, message) => {
    expect(await errorText("icu_update_wellness", { date: "today", ...fields })).toBe(message);
    expect(writes()).toEqual([]);
  });
});
