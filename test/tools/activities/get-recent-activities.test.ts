import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, errorText } = athleteSession();

describe("icu_get_recent_activities", () => {
  it("lists the latest activities, one line each", async () => {
    expect(await text("icu_get_recent_activities", { limit: 6 })).toMatchInlineSnapshot(`
      "Recent activities, newest first · today is Wed 2026-05-13 (Pacific/Auckland)

      id|start|type|name|distance km|time|climb m|speed/pace|avg W|NP W|avg bpm|load|intensity %|RPE 1-10|feel 1-5, 1 best
      i72058600|2026-05-13 06:21|Run|«Tempo 2x15»|11.7|1:01:00|76|5:12/km|||155|73|85|6|3
      i72058500|2026-05-12 17:44|VirtualRide (indoor)|«VO2 5x4»|29.5|1:00:00||29.5 km/h|167|197|148|79|89|8|4
      i72058401|2026-05-11 17:11|WeightTraining|«Strength»||40:00||||||18||4|2
      i72058400|2026-05-11 06:29|Swim|«CSS 10x100»|1.6|26:59||1:41/100m|||152|37|90||
      i72058300|2026-05-10 08:45|Run|«Long run 🏃‍♀️ — “naïve” pacing esrever»|16.8|1:35:00|123|5:39/km|||151|100|79|5|3
      i72058201|2026-05-09 11:24|Run|«Run off the bike»|3.8|20:00|22|5:18/km|||154|24|85||

      There may be older activities. To see them, request an earlier range or a higher limit."
    `);
  });

  it("explains hidden Strava activities once", async () => {
    const answer = await text("icu_get_recent_activities", { limit: 100, days_back: 90 });
    expect(answer.match(/Strava/g)).toHaveLength(1);
  });

  it("rejects a limit above 100", async () => {
    expect(await errorText("icu_get_recent_activities", { limit: 1000 })).toContain("limit: ");
  });
});
