import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, errorText } = athleteSession();

describe("icu_update_workout", () => {
  it("shows what changed, and rejects a call that changes nothing", async () => {
    const change = { workout_id: 5001, description: "2x\n- 20m 92%\n- 5m 55%" };
    expect(await text("icu_update_workout", change)).toMatchInlineSnapshot(`
      "Changed in the library · today is Wed 2026-05-13 (Pacific/Auckland)

      moving_time_seconds: 2700 → 3000
      planned_load: 19 → 64
      workout_steps: 3 → 4

      Ride «Recovery spin» id 5001: 50m, load 64, intensity 88%, 4 steps, tags «easy»
      Description (user-written text):
      > 2x
      > - 20m 92%
      > - 5m 55%"
    `);
    expect(await errorText("icu_update_workout", { workout_id: 5001 })).toMatch(/^Give at least one field/);
  });
});
