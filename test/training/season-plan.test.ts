import { describe, expect, it } from "vitest";
import type { Event } from "../../src/intervals/events.ts";
import { untrustedText } from "../../src/intervals/untrusted-text.ts";
import { toSeasonPlan } from "../../src/training/season-plan.ts";

let id = 0;
const entry = (category: string, from: string, until: string, more: Partial<Event> = {}): Event => ({
  id: ++id,
  category,
  start_date_local: `${from}T00:00:00`,
  end_date_local: `${until}T00:00:00`,
  ...more,
});

describe("the season plan", () => {
  it("names phases after their first tag, and gives a shared day to the later phase", () => {
    const { phases, weeks } = toSeasonPlan(
      [
        // The first ends on the Monday on which the second begins.
        entry("PLAN", "2026-05-04", "2026-06-02", { name: untrustedText("Spring"), tags: [untrustedText("Base")] }),
        entry("PLAN", "2026-06-01", "2026-06-29", { name: untrustedText("Spring"), tags: [untrustedText("Build")] }),
        entry("TARGET", "2026-05-25", "2026-05-26", { load_target: 300 }),
        entry("TARGET", "2026-06-01", "2026-06-02", { load_target: 400 }),
      ],
      "2026-05-04",
    );
    expect(phases.map(({ phase, last_date }) => [phase, last_date])).toEqual([
      ["Base", "2026-06-01"],
      ["Build", "2026-06-28"],
    ]);
    expect(weeks.map(({ week_start, phase }) => [week_start, phase])).toEqual([
      ["2026-05-25", "Base"],
      ["2026-06-01", "Build"],
    ]);
  });

  it("adds up the targets of a week and lists each; zero is a target", () => {
    const { weeks } = toSeasonPlan(
      [
        entry("TARGET", "2026-05-11", "2026-05-12", { type: "Ride", load_target: 250, time_target: 18_000 }),
        entry("TARGET", "2026-05-11", "2026-05-12", { type: "Run", load_target: 0 }),
      ],
      "2026-05-11",
    );
    expect(weeks[0]).toMatchObject({ week_end: "2026-05-17", load_target: 250, time_target_seconds: 18_000 });
    expect(weeks[0]?.distance_target_meters).toBeUndefined();
    expect(weeks[0]?.targets.map(({ sport, load_target }) => [sport, load_target])).toEqual([
      ["Ride", 250],
      ["Run", 0],
    ]);
  });

  it("shows the notes of an applied plan in each of their weeks from the first requested week, and no other notes", () => {
    const applied = { plan_applied: "2026-04-01T09:00:00.000+00:00" };
    const { weeks } = toSeasonPlan(
      [
        entry("NOTE", "2026-05-06", "2026-05-20", {
          name: untrustedText("Heat"),
          description: untrustedText("Sauna"),
          ...applied,
        }),
        entry("NOTE", "2026-05-13", "2026-05-14", { name: untrustedText("Dentist") }),
      ],
      "2026-05-11",
    );
    expect(weeks.map(({ week_start, week_notes }) => [week_start, week_notes])).toEqual([
      ["2026-05-11", ["Heat: Sauna"]],
      ["2026-05-18", ["Heat: Sauna"]],
    ]);
  });
});
