import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();

describe("icu_search_activities_full", () => {
  it("shows load, power and heart rate", async () => {
    expect(await text("icu_search_activities_full", { query: "VO2", limit: 2 })).toMatchInlineSnapshot(`
      "Activities whose name contains «VO2», newest first · today is Wed 2026-05-13 (Pacific/Auckland)

      id|start|type|name|distance km|time|speed/pace|avg W|NP W|avg bpm|load|intensity %|RPE 1-10|feel 1-5, 1 best
      i72058500|2026-05-12 17:44|VirtualRide (indoor)|«VO2 5x4»|29.5|1:00:00|29.5 km/h|167|197|148|79|89|8|4
      i72057100|2026-04-28 06:06|VirtualRide (indoor)|«VO2 5x4»|29.6|1:00:00|29.6 km/h|168|199|149|80|90||

      There may be more. To see them, use a longer part of the name or a higher limit (at most 100)."
    `);
  });
});
