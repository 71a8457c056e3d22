import { describe, expect, it } from "vitest";
import { untrustedText } from "../../src/intervals/untrusted-text.ts";
import { formatReminder, toGearItem, toReminder } from "../../src/training/gear.ts";
import { byWeekThenForm, toAthleteWeek } from "../../src/training/roster.ts";
import { METRIC, unitsOf } from "../../src/training/units.ts";
import { toWellnessDay } from "../../src/training/wellness.ts";
import { wellnessFacts, wellnessNotes } from "../../src/training/wellness-text.ts";

describe("a gear reminder", () => {
  const base = {
    id: 12,
    name: untrustedText("Overhaul"),
    distance: 20_000_000,
    distance_used: 16_123_000,
    percent_used: 80.6,
  };

  it("shows how much of each limit is used, in the athlete's units", () => {
    expect(formatReminder(toReminder(base), METRIC)).toBe("reminder 12 «Overhaul»: 81% used, 16123 of 20000 km");
    expect(formatReminder(toReminder(base), unitsOf({ measurement_preference: "feet" }))).toContain(
      "10018 of 12427 mi",
    );
  });

  it("is due at 100 percent, and shows until when it is snoozed", () => {
    const due = {
      ...base,
      percent_used: 100,
      time: 3600 * 500,
      time_used: 900_000,
      snoozed_until: "2026-06-01T00:00Z",
    };
    expect(formatReminder(toReminder(due), METRIC)).toBe(
      "reminder 12 «Overhaul»: DUE, 100% used, 16123 of 20000 km, 250 of 500 h, snoozed until 2026-06-01",
    );
  });

  it("has no limit where the API sends 0", () => {
    expect(toReminder({ ...base, time: 0, time_used: 5000 })).toMatchObject({
      every_seconds: undefined,
      used_seconds: undefined,
    });
  });
});

describe("a gear item", () => {
  it("is in use, or retired since a date", () => {
    const gear = { id: "g1", distance: 0, time: 0, activities: 0 };
    expect(toGearItem({ ...gear, retired: "" }).retired).toBeUndefined();
    expect(toGearItem({ ...gear, retired: "2026-01-31T00:00:00" })).toMatchObject({
      retired: "2026-01-31",
      distance_meters: 0,
      activities: 0,
    });
  });
});

describe("the weeks of coached athletes", () => {
  const week = { date: "2026-05-11", athlete_id: "i1", athlete_name: untrustedText("A"), fitness: 60, fatigue: 75 };

  it("have form as fitness minus fatigue", () => {
    expect(toAthleteWeek(week)).toMatchObject({ form: -15, form_band: "optimal" });
    expect(toAthleteWeek({ date: "2026-05-11", athlete_id: "i1" })).toMatchObject({ form: undefined });
  });

  it("are sorted by week, newest first, then by form, lowest first", () => {
    const rows = [
      toAthleteWeek({ ...week, athlete_id: "unknown", fitness: undefined }),
      toAthleteWeek({ ...week, athlete_id: "fresh", fatigue: 40 }),
      toAthleteWeek({ ...week, athlete_id: "earlier", date: "2026-05-04", fatigue: 120 }),
      toAthleteWeek({ ...week, athlete_id: "tired", fatigue: 100 }),
    ];
    expect(rows.sort(byWeekThenForm).map(({ athlete_id }) => athlete_id)).toEqual([
      "tired",
      "fresh",
      "unknown",
      "earlier",
    ]);
  });
});

describe("a wellness day", () => {
  const names = new Map([["AlcoholUnits", untrustedText("Alcohol")]]);

  it("shows custom fields by name, or by code if the name is unknown", () => {
    const day = toWellnessDay({ id: "2026-05-09", AlcoholUnits: 0, AwakeTime: "early", weight: undefined }, names);
    expect(day.custom).toEqual({ Alcohol: 0, AwakeTime: "early" });
    expect(wellnessFacts(day, METRIC)).toEqual(
      expect.arrayContaining([
        ["«Alcohol»", 0],
        ["«AwakeTime»", "«early»"],
      ]),
    );
  });

  it("shows the word for each rating, and explains that 1 is best", () => {
    const day = toWellnessDay({ id: "2026-05-09", mood: 1, soreness: 4, hydration: 2, steps: 0 });
    const another = toWellnessDay({ id: "2026-05-10", mood: 2 });
    const facts = Object.fromEntries(wellnessFacts(day, METRIC));
    expect(facts).toMatchObject({
      "mood 1-4": "1 (great)",
      "soreness 1-4": "4 (extreme)",
      "hydration 1-4": 2,
      steps: 0,
    });
    expect(wellnessNotes([day], "2026-05-13")).toEqual(["All 1-4 scales: 1 is best, 4 is worst."]);
    expect(wellnessNotes([day, another], "2026-05-13")).toEqual([
      "All 1-4 scales: 1 is best, 4 is worst (soreness low to extreme; mood great to grumpy; hydration good to bad).",
    ]);
  });

  it("notes for today that planned training is included", () => {
    const day = toWellnessDay({ id: "2026-05-13", ctl: 0, atl: 0 });
    expect(wellnessNotes([day], "2026-05-13")).toEqual([
      "Today's fitness, fatigue and form include today's planned workouts, even if they are not done yet.",
    ]);
    expect(wellnessNotes([day], "2026-05-14")).toEqual([]);
  });

  it("marks a weight that was carried forward", () => {
    const day = toWellnessDay({ id: "2026-05-09", weight: 61.2, tempWeight: true });
    expect(Object.fromEntries(wellnessFacts(day, METRIC))["weight kg"]).toBe("61.2*");
    expect(wellnessNotes([day], "2026-05-13")).toEqual([
      "* Carried forward from an earlier day, not measured that day.",
    ]);
  });
});
