import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes } = athleteSession();

describe("icu_create_gear_reminder", () => {
  it("posts to the path in the singular and shows the new reminder", async () => {
    const args = { gear_id: "b9001", text: "Check bolts", distance_alert: "500", time_alert: 25 };
    expect(
      (await text("icu_create_gear_reminder", args)).replace(/reminder 1\d\d\b/, "reminder N"),
    ).toMatchInlineSnapshot(`
      "Added a reminder to b9001 «Road bike» · today is Wed 2026-05-13 (Pacific/Auckland)

      reminder N «Check bolts»: 0% used, 0 of 500 km, 0 of 25 h"
    `);
    expect(writes()).toMatchObject([{ path: "/api/v1/athlete/0/gear/b9001/reminder" }]);
  });

  it("finds the new reminder when the response to the write is lost", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST", path: /reminder$/ } });
    const { gear, reminder } = await json("icu_create_gear_reminder", {
      gear_id: "g9003",
      text: "New pair",
      days_alert: 90,
    });
    expect([reminder.text, reminder.every_days, gear.reminders.length]).toEqual(["New pair", 90, 1]);
  });

  it.each([
    [{ gear_id: "b9001", text: "x" }, /^Give at least one limit above 0/],
    [{ gear_id: "../0", text: "x", days_alert: 1 }, /^gear_id: must be a gear_id/],
  ])("rejects %o before any request", async (args, message) => {
    expect(await errorText("icu_create_gear_reminder", args)).toMatch(message);
    expect(upstream.requests).toEqual([]);
  });
});
