import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();

describe("icu_get_upcoming_workouts", () => {
  it("lists the next workouts from the athlete's today, their total, and how many were left out", async () => {
    expect(await text("icu_get_upcoming_workouts", { limit: 3 })).toMatchInlineSnapshot(`
      "Next workouts · today is Wed 2026-05-13 (Pacific/Auckland)

      Wed 2026-05-13, today
      - WORKOUT Run «Tempo 2x15» id 42058600: 1h01m, 11.64 km, load 69, intensity 83%, form -12, 6 steps, tags «tempo»
      Thu 2026-05-14, tomorrow
      - WORKOUT Swim «Endurance 3x600» id 42058700: 38m, 2.1 km, load 40, intensity 87%, form -14, 8 steps, tags «endurance»
      - WORKOUT VirtualRide «Endurance» id 42058701: 1h25m, load 60, intensity 65%, form -14, 3 steps, tags «easy»

      Total: load 169, 3h04m. Today's workouts are listed even if they are already done.

      71 more within 60 days. To see them, use a higher limit."
    `);
  });
});
