import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession();
const { text, errorText } = session;
const ids = latestActivities(session);

describe("icu_get_best_efforts", () => {
  it("shows the best efforts and when they started", async () => {
    const args = { activity_id: ids.VirtualRide, duration: 300, count: 3 };
    expect(await text("icu_get_best_efforts", args)).toMatchInlineSnapshot(`
      "Best efforts by watts, VirtualRide, best first · today is Wed 2026-05-13 (Pacific/Auckland)

      average W|start|time|distance km
      239|14:00|5:00|2.84
      227|35:04|5:00|2.77
      226|28:59|5:00|2.75"
    `);
  });

  it("shows the fastest stretches of a distance in a run as pace", async () => {
    const args = { activity_id: ids.Run, stream: "pace", distance: 1000, count: 2 };
    expect(await text("icu_get_best_efforts", args)).toMatchInlineSnapshot(`
      "Best efforts by pace, Run, best first · today is Wed 2026-05-13 (Pacific/Auckland)

      average pace or speed|start|time|distance km
      4:26/km|15:19|4:27|1
      4:28/km|44:31|4:29|1"
    `);
  });

  it("requires either a duration or a distance", async () => {
    for (const args of [{}, { duration: 60, distance: 1000 }]) {
      const says = await errorText("icu_get_best_efforts", { activity_id: ids.Ride, ...args });
      expect([says, upstream.requests]).toEqual([expect.stringMatching(/^duration, distance: give exactly one/), []]);
    }
  });
});
