import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, call } = athleteSession();
const imperial = athleteSession({ athlete: { units: "imperial" } });

describe("icu_get_pace_curves", () => {
  it("shows time and pace per distance, critical speed and the athlete's zones", async () => {
    expect(await text("icu_get_pace_curves", {})).toMatchInlineSnapshot(`
      "Best pace, Run, 2026-02-13 to 2026-05-13 · today is Wed 2026-05-13 (Pacific/Auckland)

      distance|time|pace|date|activity|name
      100 m|0:23|3:50/km|2026-05-06|i72057900|«6x800»
      200 m|0:47|3:55/km|2026-05-06|i72057900|«6x800»
      400 m|1:37|4:03/km|2026-05-06|i72057900|«6x800»
      800 m|3:16|4:05/km|2026-05-06|i72057900|«6x800»
      1 km|4:21|4:21/km|2026-05-06|i72057900|«6x800»
      1.5 km|6:42|4:28/km|2026-05-13|i72058600|«Tempo 2x15»
      1 mi|7:11|4:28/km|2026-05-13|i72058600|«Tempo 2x15»
      3 km|13:40|4:33/km|2026-04-15|i72055800|«Tempo 2x15»
      5 km|23:43|4:45/km|2026-04-15|i72055800|«Tempo 2x15»
      10 km|50:35|5:04/km|2026-05-13|i72058600|«Tempo 2x15»
      15 km|1:22:05|5:28/km|2026-04-12|i72055500|«Long run»

      critical speed: 3.47 m/s (4:48/km), D′ 112 m, r² 0.999
      threshold pace (settings): 4:20/km
      pace zones (settings): Z1 to 5:35/km, Z2 to 4:56/km, Z3 to 4:36/km, Z4 to 4:20/km, Z5 to 4:11/km, Z6 to 3:53/km, Z7 above"
    `);
  });

  it("shows swims per 100 m, and runs per mile for an athlete with imperial units", async () => {
    const swim = await text("icu_get_pace_curves", { sport_type: "Swim", time_period: "month" });
    expect(swim).toMatch(/^100 m\|1:\d\d\|1:\d\d\/100m\|/m);
    const run = await imperial.json("icu_get_pace_curves", { days_back: 30 });
    expect(run.peaks[0].pace).toMatch(/^\d:\d\d\/mi$/);
  });

  it("adjusts for the grade of runs only", async () => {
    const flat = await json("icu_get_pace_curves", { days_back: 30 });
    const graded = await json("icu_get_pace_curves", { days_back: 30, use_gap: true });
    expect([graded.grade_adjusted, graded.peaks]).toEqual([true, expect.not.objectContaining(flat.peaks)]);
    upstream.reset();
    const swim = await call("icu_get_pace_curves", { sport_type: "Swim", use_gap: true });
    expect([swim.isError, swim.text, upstream.requests]).toEqual([
      true,
      expect.stringMatching(/^use_gap: only runs have a grade-adjusted pace/),
      [],
    ]);
  });

  it("says that no distances were recorded", async () => {
    expect(await text("icu_get_pace_curves", { sport_type: "Rowing" })).toContain("No distances were recorded");
  });
});
