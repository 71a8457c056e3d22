import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText } = athleteSession();

const queryOf = (end: string) => upstream.requests.find(({ path }) => path.endsWith(end))?.query;

describe("icu_search_intervals", () => {
  it("sends the bounds under the API's names and shows the matching intervals", async () => {
    const args = {
      interval_type: "THRESHOLD",
      min_duration: 400,
      max_duration: 600,
      min_reps: 3,
      sport: "VirtualRide",
    };
    expect(await text("icu_search_intervals", { ...args, limit: 2 })).toMatchInlineSnapshot(`
      "Intervals of 6:40 to 10:00 at 91 to 105% of threshold, newest first · today is Wed 2026-05-13 (Pacific/Auckland)

      2026-05-05 VirtualRide «Threshold 4x8» i72057800: 4
      2025-12-02 VirtualRide «Threshold 4x8» i72042400: 4

      activity|#|start|time|distance km|avg W|speed/pace|avg bpm|intensity %
      i72057800|2|15:00|8:00|4.46|226|33.4 km/h|169|102
      i72057800|4|27:00|8:00|4.44|226|33.3 km/h|169|102
      i72057800|6|39:00|8:00|4.47|225|33.6 km/h|170|102
      i72057800|8|51:00|8:00|4.44|219|33.3 km/h|170|99
      i72042400|2|15:00|8:00|4.46|223|33.5 km/h|169|100
      i72042400|4|27:00|8:00|4.48|224|33.6 km/h|169|101
      i72042400|6|39:00|8:00|4.47|226|33.6 km/h|169|102
      i72042400|8|51:00|8:00|4.46|227|33.5 km/h|170|103

      There may be older matches. To see them, use narrower bounds or a higher limit (at most 50)."
    `);
    expect(queryOf("/interval-search")).toEqual({
      minSecs: "400",
      maxSecs: "600",
      minIntensity: "91",
      maxIntensity: "105",
      minReps: "3",
      limit: "100",
    });
    expect(upstream.requests.filter(({ path }) => path.includes("/activities/"))).toHaveLength(2);
  });

  it("searches work intervals of any length by default", async () => {
    const { searched, matches } = await json("icu_search_intervals", { limit: 3 });
    expect(searched).toEqual({
      min_seconds: 1,
      max_seconds: 86_400,
      min_intensity_percent: 75,
      max_intensity_percent: 999,
    });
    expect(matches).toHaveLength(3);
    for (const { intervals } of matches) {
      for (const { kind, intensity_percent } of intervals) {
        expect([kind, intensity_percent >= 75]).toEqual(["work", true]);
      }
    }
  });

  it("sends the metric of the intensity", async () => {
    await json("icu_search_intervals", { interval_type: "power", min_duration: 60, limit: 1 });
    expect(queryOf("/interval-search")).toMatchObject({ type: "POWER", minSecs: "60" });
  });

  it.each([
    [{ interval_type: "fartlek" }, /^interval_type: must be one of AUTO, POWER, HR, PACE, WORK/],
    [{ min_duration: 300, max_duration: 60 }, /^min_duration: is above max_duration/],
    [{ min_intensity: 110, max_intensity: 90 }, /^min_intensity: is above max_intensity/],
  ])("rejects %o before any request", async (args, says) => {
    expect(await errorText("icu_search_intervals", args)).toMatch(says);
    expect(upstream.requests).toEqual([]);
  });
});
