import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();

describe("icu_get_hr_curves", () => {
  it("shows peaks, and the zones from the settings instead of zones derived from the peaks", async () => {
    expect(await text("icu_get_hr_curves", { days_back: 30 })).toMatchInlineSnapshot(`
      "Highest heart rate, Ride, 2026-04-14 to 2026-05-13 · today is Wed 2026-05-13 (Pacific/Auckland)

      duration|bpm|date|activity|name
      0:01|185|2026-04-28|i72057100|«VO2 5x4»
      1:00|184|2026-04-28|i72057100|«VO2 5x4»
      2:00|184|2026-04-28|i72057100|«VO2 5x4»
      5:00|174|2026-04-28|i72057100|«VO2 5x4»
      10:00|167|2026-04-28|i72057100|«VO2 5x4»
      20:00|164|2026-05-05|i72057800|«Threshold 4x8»
      30:00|161|2026-05-05|i72057800|«Threshold 4x8»
      1:00:00|155|2026-05-05|i72057800|«Threshold 4x8»
      2:00:00|146|2026-05-09|i72058200|«Long ride»

      threshold heart rate (settings): 168 bpm
      maximum heart rate (settings): 186 bpm
      heart rate zones bpm (settings): Z1 to 134, Z2 to 150, Z3 to 157, Z4 to 166, Z5 to 171, Z6 to 177, Z7 to 186"
    `);
  });
});
