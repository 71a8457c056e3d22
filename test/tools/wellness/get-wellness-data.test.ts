import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, json, onWebsite } = athleteSession();

describe("icu_get_wellness_data", () => {
  it("shows days, newest first, and explains scales and marks", async () => {
    expect(await text("icu_get_wellness_data", { days_back: 5 })).toMatchInlineSnapshot(`
      "Wellness, newest first · today is Wed 2026-05-13 (Pacific/Auckland)

      date|fitness|fatigue|form|load|sleep|sleep score 0-100|sleep quality 1-4|resting bpm|sleeping bpm|HRV rMSSD ms|perceived fatigue 1-4|soreness 1-4|stress 1-4|mood 1-4|motivation 1-4|weight kg|VO2max|steps|«Alcohol»
      2026-05-13|68|80|-12|73|7h11m|78|2|51|54|64|3|3|3|3|2|61.7*|52|10241|0
      2026-05-12|68|81|-13|79|7h49m|85|1|51|53|68|3|3|3|2|2|61.7*|52|7432|1
      2026-05-11|68|82|-14|55|7h32m|82|1|49|52|74|3|2|3|2|1|61.7|52|12483|
      2026-05-10|68|86|-18|100|7h32m|82|1|50|52|74|1|3|1|2|2|62*|52|8115|0
      2026-05-09|67|83|-16|147|7h11m|78|2|51|53|63||||||62|52|12416|

      All 1-4 scales: 1 is best, 4 is worst (sleep quality great to poor; perceived fatigue, soreness, stress low to extreme; mood great to grumpy; motivation extreme to low).
      * Carried forward from an earlier day, not measured that day.
      Today's fitness, fatigue and form include today's planned workouts, even if they are not done yet.

      estimated for Ride: FTP 226 W, W′ 16.4 kJ, Pmax 740 W"
    `);
  });

  it("A93 has fewer days as JSON if they have more than 100,000 characters, and says so", async () => {
    for (const date of ["2026-05-10", "2026-05-11", "2026-05-12", "2026-05-13"]) {
      await onWebsite(`athlete/0/wellness/${date}`, { method: "PUT", body: { comments: "x".repeat(30_000) } });
    }
    const answer = await json("icu_get_wellness_data", { days_back: 4 });
    expect([answer.days.length, JSON.stringify(answer).length < 100_000, answer.cut]).toEqual([
      2,
      true,
      expect.stringContaining("Lists are incomplete"),
    ]);
  });
});
