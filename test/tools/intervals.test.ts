import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "intervals0key00000000000";

let host: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7100001", now: NOW });
  host = withRefilledBudget(await connectStateless((await signIn({ key: KEY })).access_token));
  setClock();
});
afterAll(resetClock);
beforeEach(() => upstream.reset());

const textOf = async (name: string, args: Record<string, unknown>) => {
  const { text, isError } = await host.call(name, args);
  expect(isError, text).toBe(false);
  return text;
};
const json = async (name: string, args: Record<string, unknown>) =>
  JSON.parse((await host.call(name, args, { "intervals/format": "json" })).text);
const idOf = async (query: string): Promise<string> =>
  (await json("icu_search_activities", { query, limit: 1 })).activities[0].id;
const queryOf = (end: string) => upstream.requests.find(({ path }) => path.endsWith(end))?.query;

describe("icu_search_intervals", () => {
  it("sends the four bounds in the API's names and answers with the intervals that match", async () => {
    const args = {
      interval_type: "THRESHOLD",
      min_duration: 400,
      max_duration: 600,
      min_reps: 3,
      sport: "VirtualRide",
    };
    expect(await textOf("icu_search_intervals", { ...args, limit: 2 })).toMatchInlineSnapshot(`
      "Intervals of 6:40 to 10:00 at 91 to 105 % of threshold, newest first · today is Wed 2026-05-13 (Pacific/Auckland)

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

      There may be more, further back: ask for narrower bounds or a higher limit (at most 50)."
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

  it("looks for work of any length where nothing else is said", async () => {
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

  it("passes on what the intensity is measured by", async () => {
    await json("icu_search_intervals", { interval_type: "power", min_duration: 60, limit: 1 });
    expect(queryOf("/interval-search")).toMatchObject({ type: "POWER", minSecs: "60" });
  });

  it.each([
    [{ interval_type: "fartlek" }, /^interval_type: must be one of AUTO, POWER, HR, PACE, WORK/],
    [{ min_duration: 300, max_duration: 60 }, /^min_duration: is above max_duration/],
    [{ min_intensity: 110, max_intensity: 90 }, /^min_intensity: is above max_intensity/],
  ])("refuses %o before anything is sent", async (args, says) => {
    const { text, isError } = await host.call("icu_search_intervals", args);
    expect([isError, text, upstream.requests]).toEqual([true, expect.stringMatching(says), []]);
  });
});

describe("icu_get_activity_intervals", () => {
  it("keeps the laps of the device apart from the intervals that were found", async () => {
    const activity_id = await idOf("Tempo 2x15");
    expect(await textOf("icu_get_activity_intervals", { activity_id, laps: true })).toMatchInlineSnapshot(`
      "Intervals, Run · today is Wed 2026-05-13 (Pacific/Auckland)

      Alike ones:
      2 × 15:00 at 4:35/km, 164 bpm

      #|kind|start|time|distance km|speed/pace|flat pace|avg bpm|max bpm|cadence|climb m|intensity %|load
      1|recovery|0:00|15:00|2.59|5:48/km|5:43/km|145|149|168|12|76|14.3
      2|work|15:00|15:00|3.27|4:35/km|4:32/km|164|166|171|22|96|22.9
      3|recovery|31:00|3:00|0.46|6:32/km|6:14/km|146|165|168|6|69|2.4
      4|work|34:00|15:00|3.27|4:36/km|4:32/km|164|167|171|15|96|22.8
      5|recovery|49:00|13:00|2.14|6:05/km|5:57/km|147|165|168|22|73|11.5

      Laps of the device:
      #|label|start|time|distance km|speed/pace|avg bpm|max bpm|cadence
      1|«by distance»|0:00|5:45|1|5:45/km|141|148|168
      2|«by distance»|5:45|5:46|1|5:46/km|147|148|168
      3|«by distance»|11:31|5:22|1|5:22/km|152|164|170
      4|«by distance»|16:53|4:28|1|4:28/km|164|165|170
      5|«by distance»|21:21|4:36|1|4:37/km|165|166|172
      6|«by distance»|26:57|4:58|1|4:58/km|162|166|170
      7|«by distance»|31:55|5:14|1|5:13/km|155|166|170
      8|«by distance»|37:09|4:44|1|4:44/km|165|166|172
      9|«by distance»|41:53|4:34|1|4:34/km|165|166|170
      10|«by distance»|46:27|5:09|1|5:10/km|156|167|170
      11|«by distance»|51:36|6:01|1|6:01/km|147|149|168
      12|«by distance»|57:37|4:23|0.72|6:05/km|148|148|170"
    `);
  });

  it("says that there are laps without fetching the file for them", async () => {
    const activity_id = await idOf("Tempo 2x15");
    upstream.reset();
    const text = await textOf("icu_get_activity_intervals", { activity_id });
    expect(text).toContain("The device recorded 12 laps besides: laps true shows them.");
    expect(upstream.requests.map(({ path }) => path).filter((path) => path.endsWith("/file"))).toEqual([]);
  });

  it("says so where the intervals are the laps", async () => {
    const { source, laps, intervals } = await json("icu_get_activity_intervals", {
      activity_id: await idOf("Long run"),
      laps: true,
    });
    expect([source, laps, intervals[0].label]).toEqual(["laps", undefined, "Lap 1"]);
  });
});
