import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chooseSamples,
  type Series,
  statisticsOf,
  toSeries,
  toSeriesByName,
  windowOf,
} from "../../src/training/streams.ts";

const series = fc.array(fc.option(fc.integer({ min: -500, max: 2000 }), { nil: undefined, freq: 10 }), {
  minLength: 3,
  maxLength: 2000,
});

describe("chosen samples", () => {
  it("exist in the data, are in order and within the limit, and include the extremes of every stream", () => {
    fc.assert(
      fc.property(series, series, fc.integer({ min: 6, max: 200 }), (a, b, points) => {
        const length = Math.min(a.length, b.length);
        const both: Series[] = [a.slice(0, length), b.slice(0, length)];
        const chosen = chooseSamples(both, { points, from: 0, to: length });
        expect(chosen.length).toBeLessThanOrEqual(Math.max(points, 6));
        expect(chosen).toEqual([...new Set(chosen)].sort((x, y) => x - y));
        for (const values of both) {
          const statistics = statisticsOf(values);
          const shown = chosen.map((index) => values[index]).filter((value) => value !== undefined);
          if (!statistics) continue;
          expect(Math.max(...shown)).toBe(statistics.max);
          expect(Math.min(...shown)).toBe(statistics.min);
        }
      }),
    );
  });

  it("are all samples when there are few", () => {
    expect(chooseSamples([[1, 2, 3]], { points: 10, from: 0, to: 3 })).toEqual([0, 1, 2]);
  });

  it("include the corners of a square wave", () => {
    const wave = Array.from({ length: 1000 }, (_, index) => (index % 200 < 100 ? 100 : 300));
    const chosen = chooseSamples([wave], { points: 40, from: 0, to: wave.length });
    for (let corner = 100; corner < 1000; corner += 100) {
      expect(chosen.some((index) => Math.abs(index - corner) < 30)).toBe(true);
    }
  });
});

describe("statistics", () => {
  it("skip missing samples and keep zeros", () => {
    expect(statisticsOf([0, undefined, 4, 2])).toEqual({
      samples: 3,
      min: 0,
      max: 4,
      mean: 2,
      median: 2,
      min_at: 0,
      max_at: 2,
    });
    expect(statisticsOf([undefined])).toBeUndefined();
  });

  it("cover only the requested window", () => {
    expect(statisticsOf([9, 1, 2, 9], 1, 3)).toMatchObject({ min: 1, max: 2, max_at: 2 });
  });
});

describe("toSeries and windowOf", () => {
  it("convert nulls, booleans and lists", () => {
    expect(toSeries([1, null, true, false, [2]])).toEqual([1, undefined, 1, 0, undefined]);
    expect([toSeries(undefined), toSeries([null])]).toEqual([undefined, undefined]);
  });

  it("split positions into latitude and longitude", () => {
    const named = toSeriesByName([
      { type: "latlng", data: [1, 2], data2: [3, 4] },
      { type: "watts", data: [null], allNull: true },
    ]);
    expect([...named]).toEqual([
      ["lat", [1, 2]],
      ["lng", [3, 4]],
    ]);
  });

  it("select a window on an ascending axis, bounds included", () => {
    expect(windowOf([0, 1, 2, 5, 9], 1, 5)).toEqual([1, 4]);
    expect(windowOf([0, 1, 2], undefined, undefined)).toEqual([0, 3]);
    expect(windowOf([0, 1, 2], 7, undefined)).toEqual([3, 3]);
  });
});
