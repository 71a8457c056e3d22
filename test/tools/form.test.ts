import { describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";

const { json } = athleteSession({ athlete: { id: "i7700002" } });

describe("form", () => {
  it("is fitness minus fatigue in every answer, and the same for the same day", async () => {
    const day = { date: "today" };
    const { fitness: profile } = await json("icu_get_athlete_profile", {});
    const { today } = await json("icu_get_fitness_summary", {});
    const { series } = await json("icu_get_fitness_chart", { days_back: 0, days_ahead: 0 });
    const { weeks } = await json("icu_get_athlete_summary", { weeks: 1, athlete_id: "i7700002" });
    const { day: wellness } = await json("icu_get_wellness_for_date", day);
    const { events } = await json("icu_get_calendar_events", { days_ahead: 0 });
    const planned = events.find((event: { date: string }) => event.date === "2026-05-13");
    const all = [profile, today, series[0], weeks[0], wellness, planned];
    for (const { fitness, fatigue, fatigue_load = fatigue, form } of all) {
      expect(form).toBeCloseTo(fitness - fatigue_load, 6);
      expect(form).toBeCloseTo(profile.form, 2);
    }
  });
});
