import { describe, expect, it } from "vitest";
import { untrustedText } from "../../src/intervals/untrusted-text.ts";
import { formatRaceDistance, toHrPeaks, toPacePeaks } from "../../src/training/curves.ts";

const activities = {
  i1: { id: "i1", name: untrustedText("Track"), start_date_local: "2026-05-01T18:00:00", type: "Run" },
};

describe("pace peaks", () => {
  const curve = {
    distance: [400, 1000, 1609.34, 5010, 9000],
    values: [80, 222, null, 1235, 2500],
    activity_id: ["i1", "i1", "i1", "i2", "i2"],
    paceModels: undefined,
  };

  it("contain the time over each distance and the speed", () => {
    const [shortest, kilometre] = toPacePeaks(curve, activities, "MINS_KM");
    expect(shortest).toEqual({
      distance_meters: 400,
      time_seconds: 80,
      speed_mps: 5,
      pace: "3:20/km",
      activity_id: "i1",
      activity_name: "Track",
      date: "2026-05-01",
    });
    expect(kilometre).toMatchObject({ time_seconds: 222, pace: "3:42/km" });
  });

  it("leave out distances without a time or far from a measured one", () => {
    expect(toPacePeaks(curve, activities, "MINS_KM").map((peak) => peak.distance_meters)).toEqual([400, 1000, 5010]);
  });

  it("are formatted in the unit of the sport", () => {
    const swim = { distance: [100, 1500], values: [85, 1400], activity_id: [null, null], paceModels: undefined };
    expect(toPacePeaks(swim, undefined, "SECS_100M").map(({ pace }) => pace)).toEqual(["1:25/100m", "1:33/100m"]);
    expect(toPacePeaks(swim, undefined, "SECS_100Y").map(({ pace }) => pace)).toEqual(["1:18/100y", "1:25/100y"]);
    expect(toPacePeaks(swim, undefined, undefined)[0]?.pace).toBeUndefined();
  });

  it("name distances in m, km or miles", () => {
    expect([50, 1609.344, 1600, 21_097.5, 42_195].map(formatRaceDistance)).toEqual([
      "50 m",
      "1 mi",
      "1 mi",
      "21.1 km",
      "42.2 km",
    ]);
  });
});

describe("heart rate peaks", () => {
  it("leave out durations without a value", () => {
    const curve = { secs: [1, 60, 300], values: [186, null, 174], activity_id: ["i1", "i1", "i1"] };
    expect(toHrPeaks(curve, activities).map(({ seconds, bpm }) => [seconds, bpm])).toEqual([
      [1, 186],
      [300, 174],
    ]);
  });
});
