import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession();
const { text, errorText } = session;
const ids = latestActivities(session);

describe("icu_get_activities_around", () => {
  it("counts calendar days, not rows", async () => {
    expect(await text("icu_get_activities_around", { activity_id: ids.Ride, count: 6 })).toMatchInlineSnapshot(`
      "Activities before and after, newest first · today is Wed 2026-05-13 (Pacific/Auckland)

      days|id|start|type|name|distance km|time|climb m|speed/pace|avg W|NP W|avg bpm|load|intensity %|RPE 1-10|feel 1-5, 1 best
      +2|i72058400|2026-05-11 06:29|Swim|«CSS 10x100»|1.6|26:59||1:41/100m|||152|37|90||
      +1|i72058300|2026-05-10 08:45|Run|«Long run 🏃‍♀️ — “naïve” pacing esrever»|16.8|1:35:00|123|5:39/km|||151|100|79|5|3
      0|i72058201|2026-05-09 11:24|Run|«Run off the bike»|3.8|20:00|22|5:18/km|||154|24|85||
      this|i72058200|2026-05-09 08:37|Ride|«Long ride»|74.3|2:40:00|586|27.9 km/h|147|151|144|123|68|3|2
      -1|i72058100|2026-05-08 06:10|Run|«Easy run»|6.8|40:00|52|5:52/km|||148|39|77|4|2
      -2|i72058001|2026-05-07 17:07|VirtualRide (indoor)|«Endurance»|40.2|1:25:00||28.4 km/h|144|146|140|61|66|3|1
      -2|i72058000|2026-05-07 17:02|Swim|«Endurance 3x600»|2.1|36:00||1:43/100m|||155|47|89||"
    `);
  });

  it("explains hidden Strava activities once", async () => {
    const answer = await text("icu_get_activities_around", { activity_id: ids.Ride, count: 50 });
    expect(answer.match(/Strava/g)).toHaveLength(1);
  });

  it("rejects an id that does not exist", async () => {
    expect(await errorText("icu_get_activities_around", { activity_id: "i1" })).toContain("does not know this id");
  });
});
