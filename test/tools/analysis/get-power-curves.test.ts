import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();

describe("icu_get_power_curves", () => {
  it("shows peaks, FTP by model and by the 95 % rule, and the athlete's zones", async () => {
    expect(await text("icu_get_power_curves")).toMatchInlineSnapshot(`
      "Best power, Ride, 2026-02-13 to 2026-05-13 · today is Wed 2026-05-13 (Pacific/Auckland)

      duration|W|W/kg|date|activity|name
      0:01|765|12.32|2026-04-09|i72055200|«Sprints»
      0:05|759|12.22|2026-04-09|i72055200|«Sprints»
      0:15|624|10.05|2026-04-09|i72055200|«Sprints»
      0:30|379|6.1|2026-04-09|i72055200|«Sprints»
      1:00|281|4.52|2026-03-28|i72054000|«FTP test»
      2:00|277|4.46|2026-03-28|i72054000|«FTP test»
      5:00|267|4.3|2026-03-28|i72054000|«FTP test»
      10:00|234|3.77|2026-03-28|i72054000|«FTP test»
      20:00|231|3.72|2026-03-28|i72054000|«FTP test»
      30:00|200|3.22|2026-04-28|i72057100|«VO2 5x4»
      1:00:00|185|2.96|2026-03-03|i72051500|«Sweet spot 3x15»
      2:00:00|154|2.48|2026-04-18|i72056100|«Long ride»

      model FFT_CURVES: FTP 223 W, CP 219 W, W′ 14.4 kJ, Pmax 765 W
      FTP by the 95% rule (0.95 × best 20 minutes): 219 W
      FTP (settings): 228 W
      power zones W (settings): Z1 to 125, Z2 to 171, Z3 to 205, Z4 to 239, Z5 to 273, Z6 to 342, Z7 above"
    `);
  });

  it("says that no power was recorded", async () => {
    expect(await text("icu_get_power_curves", { sport_type: "Swim" })).toContain("No power was recorded in Swim");
  });
});
