import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes } = athleteSession();

describe("icu_update_gear_reminder", () => {
  it("resets a reminder and shows it before and after", async () => {
    expect(
      await text("icu_update_gear_reminder", { gear_id: "c9002", reminder_id: 13, distance_alert: 3000, reset: true }),
    ).toMatchInlineSnapshot(`
      "Changed a reminder of c9002 «Waxed chain» · today is Wed 2026-05-13 (Pacific/Auckland)

      before: reminder 13 «Replace»: 95% used, 11423 of 12000 km
      after: reminder 13 «Replace»: 0% used, 0 of 3000 km"
    `);
    expect(writes()).toMatchObject([
      { path: "/api/v1/athlete/0/gear/c9002/reminder/13", query: { reset: "true", snoozeDays: "0" } },
    ]);
  });

  it("snoozes a reminder and keeps its limits", async () => {
    const { before, reminder } = await json("icu_update_gear_reminder", {
      gear_id: "b9001",
      reminder_id: 12,
      snooze_days: 7,
    });
    expect(reminder).toEqual({ ...before, snoozed_until: "2026-05-20" });
  });

  it("rejects a call that changes nothing before any request", async () => {
    const args = { gear_id: "b9001", reminder_id: 12 };
    expect(await errorText("icu_update_gear_reminder", args)).toMatch(/^Give at least one of text/);
    expect(upstream.requests).toEqual([]);
  });
});
