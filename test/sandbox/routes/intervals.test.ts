import { describe, expect, it } from "vitest";
import { demoAthlete, findActivity, type Json } from "../athlete.ts";

interface Interval extends Json {
  id: number;
  type: string;
  label: string | null;
  start_index: number;
  end_index: number;
}

interface Intervals extends Json {
  analyzed: string;
  icu_intervals: Interval[];
  icu_groups: Json[];
}

describe("the intervals of an activity", () => {
  it("cover the session as planned, with similar ones in groups", async () => {
    const athlete = await demoAthlete();
    const { icu_intervals: intervals, icu_groups: groups } = await athlete.read<Intervals>(
      `/activity/${await findActivity(athlete, "VO2 5x4")}/intervals`,
    );
    const work = intervals.filter(({ type }) => type === "WORK");
    expect(work.map(({ moving_time }) => moving_time)).toEqual([240, 240, 240, 240, 240]);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ count: 5, moving_time: 240, id: expect.stringMatching(/^4m@\d+w\d+rpm$/) });
    for (const interval of work)
      expect(interval).toMatchObject({ group_id: groups[0]?.id, intensity: expect.any(Number) });
  });
});

describe("the intervals of a steady run", () => {
  it("are the laps of the watch", async () => {
    const athlete = await demoAthlete();
    const id = await findActivity(athlete, "Easy run");
    const { icu_intervals: laps } = await athlete.read<Intervals>(`/activity/${id}/intervals`);
    expect(laps[0]).toMatchObject({ label: "Lap 1" });
    expect(Number(laps[0]?.distance)).toBeCloseTo(1000, -1);
    expect((await athlete.read(`/activity/${id}`)).icu_lap_count).toBe(laps.length);
  });
});

describe("replacing the intervals of an activity", () => {
  it("adds recoveries, computes all metrics and ignores those sent", async () => {
    const athlete = await demoAthlete();
    const id = await findActivity(athlete, "Sweet spot");
    const before = await athlete.read<Intervals>(`/activity/${id}/intervals`);
    const sent = [
      { start_index: 900, end_index: 1200, label: "One", type: "RECOVERY", average_watts: 999 },
      { start_index: 1500, end_index: 1800, label: "Two" },
    ];
    const after = await athlete.write<Intervals>("PUT", `/activity/${id}/intervals`, sent);
    expect(after.icu_intervals.map(({ start_index, type, label }) => [start_index, type, label])).toEqual([
      [0, "RECOVERY", null],
      [900, "WORK", "One"],
      [1200, "RECOVERY", null],
      [1500, "WORK", "Two"],
      [1800, "RECOVERY", null],
    ]);
    expect(after.icu_intervals[1]?.average_watts).not.toBe(999);
    expect(after.analyzed).not.toBe(before.analyzed);
    const ids = new Set(before.icu_intervals.map((interval) => interval.id));
    for (const interval of after.icu_intervals) expect(ids.has(interval.id)).toBe(false);
  });
});

describe("editing the intervals of an activity", () => {
  it("merges with all=false, splits at an index and deletes", async () => {
    const athlete = await demoAthlete();
    const id = await findActivity(athlete, "VO2 5x4");
    const count = (await athlete.read<Intervals>(`/activity/${id}/intervals`)).icu_intervals.length;
    const merged = await athlete.write<Intervals>("PUT", `/activity/${id}/intervals?all=false`, [
      { start_index: 100, end_index: 200 },
    ]);
    expect(merged.icu_intervals).toHaveLength(count + 2);
    const split = await athlete.write<Intervals>("PUT", `/activity/${id}/split-interval?splitAt=150`);
    expect(split.icu_intervals.map(({ start_index, end_index }) => [start_index, end_index]).slice(1, 3)).toEqual([
      [100, 150],
      [150, 200],
    ]);
    const rest = await athlete.write<Intervals>("PUT", `/activity/${id}/delete-intervals`, [
      { start_index: 100, end_index: 150 },
    ]);
    expect(rest.icu_intervals.slice(0, 2).map(({ end_index, type }) => [end_index, type])).toEqual([
      [150, "RECOVERY"],
      [200, "WORK"],
    ]);
  });
});
