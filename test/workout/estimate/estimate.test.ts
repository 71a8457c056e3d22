import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Estimate, estimateWorkout } from "../../../src/workout/estimate/estimate.ts";
import { loadOf } from "../../../src/workout/estimate/load.ts";
import { normalizedPower } from "../../../src/workout/estimate/normalized-power.ts";
import { parseWorkout } from "../../../src/workout/syntax/parse.ts";
import type { Thresholds } from "../../../src/workout/thresholds.ts";
import { SEED, SPORTS, workout } from "../generated.ts";

const RIDER: Thresholds = { sport: "Ride", ftp: 286, powerZones: [55, 75, 90, 105, 120, 150, 999] };
const RUNNER: Thresholds = {
  sport: "Run",
  lthr: 172,
  maxHr: 190,
  restingHr: 47,
  thresholdPace: 4,
  loadOrder: "PACE_HR_POWER",
};
const SWIMMER: Thresholds = { sport: "Swim", thresholdPace: 1 };

function estimate(text: string, athlete: Thresholds): Estimate {
  return estimateWorkout(parseWorkout(text, athlete).steps, athlete);
}

describe("estimateWorkout: power", () => {
  test.for([
    ["Z1", 141],
    ["Z2", 186],
    ["Z3", 236],
    ["Z4", 279],
    ["Z5", 322],
    ["Z6", 387],
    ["Z7", 1644],
    ["55-75%", 186],
    ["120-150%", 386],
  ] as const)("%s at an FTP of 286 W is %i W, as on the live service", ([target, watts]) => {
    expect(Math.round(estimate(`- 10m ${target}`, RIDER).averagePower ?? 0)).toBe(watts);
  });

  test("3,960 s at 80.904% have a load of 72, as on the live service", () => {
    expect(Math.round(loadOf(3960, 0.80904))).toBe(72);
    expect(estimate("- 3960s 80.904%", RIDER)).toMatchObject({ load: 72, intensity: expect.closeTo(80.904, 3) });
  });

  test("a band counts as its middle, and only a ramp changes over time", () => {
    expect(estimate("- 10m 50-70%", RIDER).profile).toEqual([{ secs: 600, from: 60, to: 60 }]);
    expect(estimate("- 10m ramp 50-70%", RIDER).profile).toEqual([{ secs: 600, from: 50, to: 70 }]);
  });

  test("an hour at threshold has a load of 100", () => {
    expect(estimate("- 1h 100%", RIDER)).toMatchObject({
      load: 100,
      intensity: 100,
      averagePower: 286,
      normalizedPower: 286,
    });
  });

  test("normalized power equals the calculation second by second", () => {
    const parts = [
      { seconds: 70, watts: [150, 150] },
      {
        reps: 7,
        parts: [
          { seconds: 40, watts: [320, 320] },
          { seconds: 20, watts: [110, 110] },
        ],
      },
      {
        reps: 50,
        parts: [
          { seconds: 3, watts: [900, 900] },
          { seconds: 4, watts: [0, 0] },
        ],
      },
      { seconds: 500, watts: [120, 360] },
      {
        reps: 3,
        parts: [
          { seconds: 200, watts: [280, 200] },
          { reps: 4, parts: [{ seconds: 12, watts: [400, 400] }] },
        ],
      },
    ] as const;
    const seconds: number[] = [];
    const addSeconds = (list: readonly (typeof parts)[number][] | readonly unknown[]): void => {
      // Only the two shapes above occur.
      for (const part of list as { reps?: number; parts?: unknown[]; seconds: number; watts: [number, number] }[]) {
        for (let rep = 0; rep < (part.reps ?? 0); rep++) addSeconds(part.parts ?? []);
        for (let s = 0; s < (part.seconds ?? 0); s++)
          seconds.push(part.watts[0] + ((part.watts[1] - part.watts[0]) * (s + 0.5)) / part.seconds);
      }
    };
    addSeconds(parts);
    const rolling = seconds.map((_, i) => {
      const window = seconds.slice(Math.max(0, i - 29), i + 1);
      return window.reduce((sum, watts) => sum + watts, 0) / window.length;
    });
    const expected = (rolling.reduce((sum, watts) => sum + watts ** 4, 0) / rolling.length) ** 0.25;
    expect(normalizedPower(parts)).toBeCloseTo(expected, 1);
  });

  test("the normalized power of ten million repetitions is calculated at once", () => {
    const parts = [
      {
        reps: 10_000_000,
        parts: [
          { seconds: 30, watts: [300, 300] as const },
          { seconds: 30, watts: [100, 100] as const },
        ],
      },
    ];
    expect(normalizedPower(parts)).toBeGreaterThan(200);
    expect(normalizedPower(parts)).toBeLessThan(300);
  });
});

describe("estimateWorkout: duration and distance", () => {
  test("a pace determines the duration of a distance and the distance of a duration", () => {
    expect(estimate("- 10km 5:00/km Pace", RUNNER)).toMatchObject({ duration: 3000, distance: 10_000 });
    expect(estimate("- 50m 5:00/km Pace", RUNNER)).toMatchObject({ duration: 3000, distance: 10_000 });
    expect(estimate("- 400mtr 80% Pace", SWIMMER)).toMatchObject({ duration: 500, distance: 400 });
    expect(estimate("5x\n- 100mtr 100% Pace\n- Rest 20s intensity=rest", SWIMMER)).toMatchObject({
      duration: 600,
      distance: 500,
    });
  });

  test("the duration of a distance without a pace is assumed, and the assumption is reported", () => {
    const easy = estimate("- 3km", RUNNER);
    expect(easy).toMatchObject({ duration: 1000, distance: 3000, load: null });
    expect(easy.assumptions).toEqual([
      "distances without a pace are timed at the percentage of threshold of their target, or at 75% without a target",
    ]);
    expect(estimate("- 10km 60%", RIDER).assumptions[0]).toBe(
      "threshold pace is not known: distances without a pace are timed at 25.0 km/h",
    );
  });
});

describe("estimateWorkout: load", () => {
  test("load from pace uses the mean pace of the steps with a pace", () => {
    expect(estimate("- 1h 100% Pace", RUNNER)).toMatchObject({ load: 100, intensity: 100, domain: "pace" });
    expect(estimate("- 3541s 78.87% Pace", RUNNER).load).toBe(61);
    expect(estimate("- 30m 110% Pace\n- 30m 70% Pace", RUNNER)).toMatchObject({
      load: 81,
      intensity: expect.closeTo(90),
    });
  });

  test("load of swimming grows with the cube of the speed", () => {
    expect(estimate("- 3600mtr 100% Pace", SWIMMER).load).toBe(100);
    expect(estimate("- 1h0s 80% Pace", SWIMMER).load).toBe(51);
  });

  test("an hour at threshold heart rate has a load of 100", () => {
    expect(estimate("- 1h 100% LTHR", RUNNER)).toMatchObject({ load: 100, domain: "hr" });
    expect(estimate("- 1h 80% LTHR", RUNNER).load).toBe(46);
    expect(estimate("- 1h 80% LTHR", { sport: "Run", lthr: 172 }).assumptions).toEqual([
      "resting heart rate is not known: 60 bpm is assumed",
      "maximum heart rate is not known: threshold is assumed to be 90% of it",
    ]);
  });

  test("load is chosen in the athlete's order and reported for every domain", () => {
    const text = "- 1h 100% LTHR 90% Pace";
    expect(estimate(text, RUNNER)).toMatchObject({
      load: 81,
      loads: { power: null, hr: 100, pace: 81 },
      domain: "pace",
    });
    expect(estimate(text, { ...RUNNER, loadOrder: "HR_PACE_POWER" })).toMatchObject({ load: 100, domain: "hr" });
  });

  test("load comes from the next domain if the first one has no threshold", () => {
    expect(estimate("- 1h 250w 90% Pace", { ...RUNNER, loadOrder: "POWER_PACE_HR" })).toMatchObject({
      load: 81,
      domain: "pace",
      averagePower: 250,
    });
  });

  test("a step without a target of the domain counts with its other target, and the assumption is reported", () => {
    const { load, assumptions } = estimate("- 30m 80%\n- 30m 80% LTHR", { ...RIDER, lthr: 170 });
    expect(load).toBe(64);
    expect(assumptions).toEqual([
      "steps without a power target count with the percentage of threshold of their other target",
    ]);
  });

  test("load is null without a threshold, and the missing threshold is reported", () => {
    const { load, duration, assumptions } = estimate("- 1h 80%", { sport: "Ride" });
    expect({ load, duration }).toEqual({ load: null, duration: 3600 });
    expect(assumptions).toEqual(["FTP is not known: targets relative to it are not counted"]);
    expect(estimate("- 1h 200w", { sport: "Ride" }).assumptions).toEqual(["FTP is not known: no load"]);
  });
});

describe("estimateWorkout: zones and profile", () => {
  test("an upper bound belongs to its zone", () => {
    expect(estimate("- 10m 55%\n- 20m 56%\n\n4x\n- 4m 106%\n- 3m 50%", RIDER).zoneTimes).toEqual([
      { id: "Z1", secs: 1320 },
      { id: "Z2", secs: 1200 },
      { id: "Z5", secs: 960 },
    ]);
  });

  test("a ramp spends time in every zone that it crosses", () => {
    expect(estimate("- 10m ramp 45-85%", RIDER).zoneTimes).toEqual([
      { id: "Z1", secs: 150 },
      { id: "Z2", secs: 300 },
      { id: "Z3", secs: 150 },
    ]);
  });

  test("heart rate zones are in beats per minute, and pace zones in percent of speed", () => {
    const zones = { ...RUNNER, hrZones: [145, 153, 162, 171, 176, 181, 190] };
    for (const zone of [1, 2, 3, 4, 5, 6, 7]) {
      expect(estimate(`- 10m Z${zone} HR`, zones).zoneTimes).toEqual([{ id: `Z${zone}`, secs: 600 }]);
      expect(estimate(`- 10m Z${zone} Pace`, zones).zoneTimes).toEqual([{ id: `Z${zone}`, secs: 600 }]);
    }
  });

  test("the profile is in percent of threshold with repeats expanded, and limited to 1000 parts", () => {
    expect(estimate("- 5m ramp 40-60%\n\n2x\n- 1m 120%\n- 30s", RIDER).profile).toEqual([
      { secs: 300, from: 40, to: 60 },
      { secs: 60, from: 120, to: 120 },
      { secs: 30, from: 0, to: 0 },
      { secs: 60, from: 120, to: 120 },
      { secs: 30, from: 0, to: 0 },
    ]);
    expect(estimate("9999x\n- 1m 120%\n- 30s", RIDER).profile).toHaveLength(1000);
  });
});

test("every workout has a finite estimate whose time in zones is not longer than its duration", () => {
  fc.assert(
    fc.property(workout, fc.constantFrom(...SPORTS), (steps, sport) => {
      const result = estimateWorkout(steps, { sport, ftp: 250, lthr: 165, maxHr: 185, thresholdPace: 3.5 });
      for (const value of [
        result.duration,
        result.distance,
        result.load ?? 0,
        result.intensity ?? 0,
        result.normalizedPower ?? 0,
      ]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
      }
      const inZones = result.zoneTimes.reduce((sum, { secs }) => sum + secs, 0);
      expect(inZones).toBeLessThanOrEqual(result.duration + result.zoneTimes.length);
    }),
    { seed: SEED, numRuns: 200 },
  );
});
