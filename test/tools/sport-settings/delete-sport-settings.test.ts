import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, errorText } = athleteSession();

describe("icu_delete_sport_settings", () => {
  it("shows what was deleted", async () => {
    expect(await text("icu_delete_sport_settings", { sport_id: "7004" })).toMatchInlineSnapshot(`
      "Deleted sport settings · today is Wed 2026-05-13 (Pacific/Auckland)

      sport: WeightTraining, Hike, Walk, Yoga, Other
      sport_id: 7004
      threshold heart rate: 168 bpm (max 186)
      heart rate zones bpm: Z1 «Recovery» to 134, Z2 «Aerobic» to 150, Z3 «Tempo» to 157, Z4 «SubThreshold» to 166, Z5 «SuperThreshold» to 171, Z6 «Aerobic Capacity» to 177, Z7 «Anaerobic» to 186
      load from: power, then hr, then pace"
    `);
    expect(await errorText("icu_delete_sport_settings", { sport_id: 7004 })).toContain("does not know this id");
  });

  it("rejects a sport instead of a sport_id, because the settings may cover other sports", async () => {
    expect(await errorText("icu_delete_sport_settings", { sport_id: "Yoga" })).toMatch(
      /^sport_id: must be the sport_id/,
    );
    expect(upstream.requests).toEqual([]);
  });
});
