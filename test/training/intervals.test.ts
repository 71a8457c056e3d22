import { describe, expect, it } from "vitest";
import { Activity, Interval } from "../../src/intervals/activities.ts";
import { lapsOfFit } from "../../src/training/fit-laps.ts";
import { medianRange, toHistogram } from "../../src/training/histogram.ts";
import { isWithin, separateLaps, toIntervalRow } from "../../src/training/intervals.ts";

const rowsOf = (...intervals: object[]) =>
  intervals.map((interval, index) => toIntervalRow(Interval.parse(interval), index, "Run"));
const activity = (fields: object = {}) => Activity.parse({ id: "i1", ...fields });

describe("separateLaps and isWithin", () => {
  const lap = (number: number) => ({ type: "WORK", label: `Lap ${number}`, moving_time: 300 });
  const rep = { type: "WORK", label: "Rep 1", moving_time: 240 };

  it("treat the intervals as laps when all are named laps or their number equals the lap count", () => {
    expect(separateLaps(rowsOf(lap(1), lap(2)), activity({ icu_lap_count: 2 })).source).toBe("laps");
    expect(separateLaps(rowsOf(rep, rep, rep), activity({ icu_lap_count: 3 })).source).toBe("laps");
  });

  it("separate single laps from detected or edited intervals", () => {
    const mixed = rowsOf(lap(1), rep, lap(3));
    for (const [fields, expected] of [
      [{ icu_lap_count: 9 }, "analysis"],
      [{ icu_lap_count: 3, icu_intervals_edited: true }, "edited"],
    ] as const) {
      const { source, intervals, laps } = separateLaps(mixed, activity(fields));
      expect(source).toBe(expected);
      expect(intervals.map(({ number }) => number)).toEqual([2]);
      expect(laps.map(({ number }) => number)).toEqual([1, 3]);
    }
  });

  it("match work intervals only, bounds included", () => {
    const [work, recovery] = rowsOf(
      { type: "WORK", moving_time: 240, intensity: 106 },
      { type: "RECOVERY", moving_time: 240, intensity: 106 },
    );
    const bounds = { minSecs: 240, maxSecs: 300, minIntensity: 100, maxIntensity: 106 };
    expect([work && isWithin(work, bounds), recovery && isWithin(recovery, bounds)]).toEqual([true, false]);
    expect(work && isWithin(work, { ...bounds, maxIntensity: 105 })).toBe(false);
  });
});

describe("lapsOfFit", () => {
  const bytesOf = (value: number, size: number, bigEndian: boolean) => {
    const bytes = Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) & 0xff);
    return bigEndian ? bytes.reverse() : bytes;
  };
  /** A definition with its data; each field is number, size, value. */
  function message(global: number, fields: [number, number, number][], bigEndian = false, developer: number[] = []) {
    const definition = [
      0x40 | (developer.length > 0 ? 0x20 : 0),
      0,
      Number(bigEndian),
      ...bytesOf(global, 2, bigEndian),
    ];
    const declared = fields.flatMap(([number, size]) => [number, size, 0x86]);
    const extra = developer.length > 0 ? [1, 0, developer.length, 0] : [];
    const data = fields.flatMap(([, size, value]) => bytesOf(value, size, bigEndian));
    return [...definition, fields.length, ...declared, ...extra, 0x00, ...data, ...developer];
  }
  const file = (...messages: number[][]) => {
    const content = messages.flat();
    const header = [14, 0x20, 0, 0, ...bytesOf(content.length, 4, false), 0x2e, 0x46, 0x49, 0x54, 0, 0];
    return Uint8Array.from([...header, ...content, 0, 0]);
  };
  const lap = (start: number, more: [number, number, number][] = []): [number, number, number][] => [
    [2, 4, start],
    [8, 4, 240_000],
    [9, 4, 100_000],
    ...more,
  ];

  it("returns laps with times relative to the first, and skips other messages", () => {
    const laps = lapsOfFit(
      file(
        message(20, [[253, 4, 1]]),
        message(
          19,
          lap(1000, [
            [15, 1, 150],
            [17, 1, 85],
            [24, 1, 0],
          ]),
        ),
        message(20, [[253, 4, 2]], true, [7, 7]),
        message(
          19,
          lap(1240, [
            [15, 1, 255],
            [23, 1, 4],
            [24, 1, 2],
          ]),
          true,
        ),
      ),
      "Run",
    );
    expect(laps).toMatchObject([
      { number: 1, kind: "work", label: "manual", start_seconds: 0, duration_seconds: 240, distance_meters: 1000 },
      { number: 2, kind: "recovery", label: "by distance", start_seconds: 240, average_heartrate_bpm: undefined },
    ]);
    expect(laps[0]).toMatchObject({ average_heartrate_bpm: 150, average_cadence: 170 });
  });

  it("returns the complete laps of a truncated file, and none for another format", () => {
    const whole = file(message(19, lap(1000)), message(19, lap(1240)));
    expect(lapsOfFit(whole, "Ride")).toHaveLength(2);
    for (let length = 0; length < whole.length; length++) {
      expect(lapsOfFit(whole.subarray(0, length), "Ride").length).toBeLessThanOrEqual(2);
    }
    expect(lapsOfFit(new TextEncoder().encode("<gpx><trk></trk></gpx>"), "Ride")).toEqual([]);
  });
});

describe("toHistogram", () => {
  it("keeps empty ranges between others and drops them at the ends", () => {
    const bucket = (min: number, secs: number) => ({ min, max: min + 10, secs });
    const { ranges, total_seconds } = toHistogram([bucket(30, 0), bucket(10, 6), bucket(20, 0), bucket(0, 4)]);
    expect(ranges.map(({ from, seconds, percent }) => [from, seconds, percent])).toEqual([
      [0, 4, 40],
      [10, 6, 60],
    ]);
    expect([total_seconds, medianRange(ranges)?.from]).toEqual([10, 10]);
    expect(toHistogram([bucket(0, 1), bucket(10, 0), bucket(20, 1)]).ranges).toHaveLength(3);
    expect(toHistogram([])).toEqual({ ranges: [], total_seconds: 0 });
  });
});
