import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession();
const { text, json, errorText } = session;
const ids = latestActivities(session);

describe("icu_update_activity", () => {
  it("writes RPE and feel to the fields of Intervals.icu and shows the values before and after", async () => {
    const args = { activity_id: ids.Ride, perceived_exertion: 7, feel: 1, name: "Wind» and rain" };
    expect(await text("icu_update_activity", args)).toMatchInlineSnapshot(`
      "Saved activity i72058200 · today is Wed 2026-05-13 (Pacific/Auckland)

      name: «Long ride» → «Wind› and rain»
      feel: 2 → 1
      perceived_exertion: 3 → 7"
    `);
    expect(await json("icu_get_activity_details", { activity_id: ids.Ride })).toMatchObject({ rpe: 7, feel: 1 });
  });

  it("clears a field with -1 and leaves the others", async () => {
    const { changes } = await json("icu_update_activity", { activity_id: ids.Ride, feel: -1, tags: ["long", "wet"] });
    expect(changes).toEqual([
      { field: "tags", before: "«long»", after: "«long» «wet»" },
      { field: "feel", before: 1 },
    ]);
    expect(await json("icu_get_activity_details", { activity_id: ids.Ride })).toMatchObject({ rpe: 7 });
  });

  it.each([
    [{ feel: 6 }, "feel: must be 1 to 5 (1 best, 5 worst), or -1 to clear"],
    [{ perceived_exertion: 0 }, "perceived_exertion: must be 1 to 10 (10 hardest), or -1 to clear"],
    [{}, "Give at least one field to change, such as name, feel or perceived_exertion."],
  ])("rejects %o before any request", async (fields, says) => {
    expect(await errorText("icu_update_activity", { activity_id: ids.Ride, ...fields })).toBe(says);
    expect(upstream.requests).toEqual([]);
  });
});
