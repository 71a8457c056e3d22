import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { json, call, errorText } = athleteSession();

describe("icu_get_activities_by_date", () => {
  it("accepts words for days", async () => {
    const { activities } = await json("icu_get_activities_by_date", { oldest: "last monday", newest: "yesterday" });
    expect(activities.map(({ start }: { start: string }) => start.slice(0, 10))).toEqual(
      expect.arrayContaining(["2026-05-11"]),
    );
    for (const { start } of activities) expect(start >= "2026-05-11" && start < "2026-05-13").toBe(true);
  });

  it("rejects a range that ends before it starts", async () => {
    const { text } = await call("icu_get_activities_by_date", { oldest: "2026-05-02", newest: "2026-05-01" });
    expect(text).toBe("oldest: 2026-05-02 is after newest (2026-05-01). Swap them.");
  });

  it.each(["2026-02-30", "9999-01-01", "the other day", ""])("rejects %j as a day", async (oldest) => {
    expect(await errorText("icu_get_activities_by_date", { oldest })).toContain("oldest: must be a date such as");
  });
});
