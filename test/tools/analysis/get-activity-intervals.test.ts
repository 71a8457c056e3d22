import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json } = athleteSession();

const idOf = async (query: string): Promise<string> =>
  (await json("icu_search_activities", { query, limit: 1 })).activities[0].id;

describe("icu_get_activity_intervals", () => {
  it("shows intervals and groups of similar intervals", async () => {
    expect(
      await text("icu_get_activity_intervals", { activity_id: await idOf("Threshold 4x8") }),
    ).toMatchInlineSnapshot(`
      "Intervals, VirtualRide · today is Wed 2026-05-13 (Pacific/Auckland)

      Groups of similar intervals:
      4 × 8:00 at 224 W, 33.4 km/h, 170 bpm

      #|kind|start|time|distance km|avg W|NP W|max W|speed/pace|avg bpm|max bpm|cadence|zone|intensity %|load
      1|recovery|0:00|15:00|7.02|140|142|174|28.1 km/h|136|149|86|2|64|10.2
      2|work|15:00|8:00|4.46|226|226|239|33.4 km/h|169|172|90|4|102|13.8
      3|recovery|23:00|4:00|1.79|123|124|136|26.9 km/h|137|169|86|2|56|2.1
      4|work|27:00|8:00|4.44|226|226|243|33.3 km/h|169|173|89|4|102|13.8
      5|recovery|35:00|4:00|1.78|124|124|131|26.7 km/h|137|170|86|2|56|2.1
      6|work|39:00|8:00|4.47|225|226|249|33.6 km/h|170|173|89|4|102|13.8
      7|recovery|47:00|4:00|1.79|121|120|129|26.9 km/h|138|171|86|1|54|2
      8|work|51:00|8:00|4.44|219|219|241|33.3 km/h|170|173|89|4|99|13
      9|recovery|59:00|14:00|6.1|116|117|134|26.2 km/h|132|171|86|1|53|6.5"
    `);
  });

  it("lists device laps separately from the detected intervals", async () => {
    const activity_id = await idOf("Tempo 2x15");
    expect(await text("icu_get_activity_intervals", { activity_id, laps: true })).toMatchInlineSnapshot(`
      "Intervals, Run · today is Wed 2026-05-13 (Pacific/Auckland)

      Groups of similar intervals:
      2 × 15:00 at 4:35/km, 164 bpm

      #|kind|start|time|distance km|speed/pace|GAP|avg bpm|max bpm|cadence|climb m|intensity %|load
      1|recovery|0:00|15:00|2.59|5:48/km|5:43/km|145|149|168|12|76|14.3
      2|work|15:00|15:00|3.27|4:35/km|4:32/km|164|166|171|22|96|22.9
      3|recovery|31:00|3:00|0.46|6:32/km|6:14/km|146|165|168|6|69|2.4
      4|work|34:00|15:00|3.27|4:36/km|4:32/km|164|167|171|15|96|22.8
      5|recovery|49:00|13:00|2.14|6:05/km|5:57/km|147|165|168|22|73|11.5

      Device laps:
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

  it("mentions device laps without downloading the file", async () => {
    const activity_id = await idOf("Tempo 2x15");
    upstream.reset();
    const answer = await text("icu_get_activity_intervals", { activity_id });
    expect(answer).toContain("The device also recorded 12 laps: set laps to true to see them.");
    expect(upstream.requests.map(({ path }) => path).filter((path) => path.endsWith("/file"))).toEqual([]);
  });

  it("says when the intervals are the laps", async () => {
    const { source, laps, intervals } = await json("icu_get_activity_intervals", {
      activity_id: await idOf("Long run"),
      laps: true,
    });
    expect([source, laps, intervals[0].label]).toEqual(["laps", undefined, "Lap 1"]);
  });
});
