import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text } = athleteSession();

describe("icu_get_workout_library", () => {
  it("lists folders and plans", async () => {
    expect(await text("icu_get_workout_library", {})).toMatchInlineSnapshot(`
      "Workout library · today is Wed 2026-05-13 (Pacific/Auckland)

      id|kind|name|workouts|sports|weeks|h/week|starts|description
      3001|folder|«Bike»|11|Ride||||
      3003|folder|«Run»|7|Run||||
      3004|folder|«Swim»|4|Swim||||
      3002|plan|«Olympic triathlon build»|37|Ride Run Swim WeightTraining|4|6-10|2026-04-13|«Four weeks to repeat.»"
    `);
  });
});
