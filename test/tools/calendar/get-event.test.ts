import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, json, errorText } = athleteSession();

describe("icu_get_event", () => {
  it("shows the steps that Intervals.icu recognized, and the projected form with its band", async () => {
    const { workouts } = await json("icu_get_upcoming_workouts", { limit: 1 });
    const event = await json("icu_get_event", { event_id: workouts[0].event_id });
    expect(event.form).toBeCloseTo(event.fitness - event.fatigue_load, 6);
    expect(await text("icu_get_event", { event_id: workouts[0].event_id })).toMatchInlineSnapshot(`
      "Calendar event · today is Wed 2026-05-13 (Pacific/Auckland)

      Wed 2026-05-13, today
      WORKOUT Run «Tempo 2x15» id 42058600: 1h01m, 11.64 km, load 69, intensity 83%, form -12, 6 steps, tags «tempo»
      Description (user-written text):
      > - 15m 72-76% Pace
      >
      > 2x
      > - 15m 92-95% Pace
      > - Jog 3m 68% Pace
      >
      > - 10m 72% Pace

      Steps as parsed by Intervals.icu:
      > 15:00 72-76% Pace
      > 2× (15:00 92-95% Pace, Jog: 3:00 68% Pace)
      > 10:00 72% Pace

      zones: Z1 31m, Z3 30m
      projected for this day: fitness 68.1, fatigue 80.1, form (fitness − fatigue) -12 (optimal)
      target on devices: AUTO
      updated: 2026-04-29T07:30:00.000+00:00"
    `);
  });

  it("rejects an id that does not exist", async () => {
    expect(await errorText("icu_get_event", { event_id: 1 })).toContain("does not know this id");
  });
});
