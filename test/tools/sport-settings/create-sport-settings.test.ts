import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, errorText, writes } = athleteSession();

describe("icu_create_sport_settings", () => {
  it("creates settings with the usual pace unit of the sport", async () => {
    const args = { sport_type: "Rowing", fthr: 165, pace_threshold: "1:55/500m" };
    expect(await text("icu_create_sport_settings", args)).toMatchInlineSnapshot(`
      "Created sport settings · today is Wed 2026-05-13 (Pacific/Auckland)

      sport: Rowing
      sport_id: 7101
      threshold heart rate: 165 bpm (max not set)
      threshold pace: 1:55/500m
      load from: power, then hr, then pace"
    `);
  });

  it("rejects a sport that has settings, and names them", async () => {
    expect(await errorText("icu_create_sport_settings", { sport_type: "TrailRun", fthr: 165 })).toContain(
      "sport_id 7002",
    );
    expect(writes()).toEqual([]);
  });
});
