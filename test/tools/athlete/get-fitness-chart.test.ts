import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, errorText } = athleteSession();

describe("icu_get_fitness_chart", () => {
  it("shows past and projected days with form", async () => {
    expect(await text("icu_get_fitness_chart", { days_back: 3, days_ahead: 2 })).toMatchInlineSnapshot(`
      "Fitness chart · today is Wed 2026-05-13 (Pacific/Auckland)

      date|load|fitness|fatigue|form|band
      2026-05-10|100|68|85.6|-17.6|optimal
      2026-05-11|55|67.7|81.6|-13.8|optimal
      2026-05-12|79|68|81.2|-13.2|optimal
      2026-05-13 (today)|73|68.1|80.1|-12|optimal
      2026-05-14 (plan)|100|68.9|82.8|-13.9|optimal
      2026-05-15 (plan)|39|68.2|76.9|-8.8|grey zone

      Values for today and later include planned workouts, if the athlete's settings include them."
    `);
  });

  it("shows long ranges by week and says how to see each day", async () => {
    const answer = await text("icu_get_fitness_chart", { days_back: 200, days_ahead: 0 });
    expect(answer.split("\n").filter((line) => /^\d{4}-/.test(line)).length).toBeLessThan(40);
    expect(answer).toContain("request 60 days or fewer for daily values.");
  });

  it("rejects a range of more than a year", async () => {
    expect(await errorText("icu_get_fitness_chart", { days_back: 365, days_ahead: 1 })).toBe(
      "days_back + days_ahead: the sum must be at most 365.",
    );
  });
});
