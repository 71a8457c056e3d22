import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();

describe("icu_get_fitness_summary", () => {
  it("explains today's form and says that it includes today's plan", async () => {
    expect(await text("icu_get_fitness_summary")).toMatchInlineSnapshot(`
      "Fitness · today is Wed 2026-05-13 (Pacific/Auckland)

      fitness (CTL): 68.1
      fatigue (ATL): 80.1
      form (fitness − fatigue): -12: optimal, tired enough to build fitness
      ramp rate: 3.1 per week: building
      2026-05-06: fitness 65, fatigue 74.5, form -9.6
      2026-04-01: fitness 60.1, fatigue 42.5, form 17.5
      last 7 days: 10 activities, 10h24m, load 601
      estimated FTP (Ride): 226 W

      Today's values include today's planned workouts (1 workout, load 69), even if they are not done yet."
    `);
  });
});
