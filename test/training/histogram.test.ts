import { expect, it } from "vitest";
import { medianRange, toHistogram } from "../../src/training/histogram.ts";

const buckets = [
  { min: 300, max: 400, secs: 0 },
  { min: 0, max: 100, secs: 20 },
  { min: 200, max: 300, secs: 60 },
  { min: 100, max: 200, secs: 20 },
];

it("a histogram ascends, ends with the last range that has time, and adds up to 100 %", () => {
  const { ranges, total_seconds } = toHistogram(buckets);
  expect(total_seconds).toBe(100);
  expect(ranges.map(({ from, percent }) => [from, percent])).toEqual([
    [0, 20],
    [100, 20],
    [200, 60],
  ]);
});

it("the median range is the first that half of the time is not above", () => {
  expect(medianRange(toHistogram(buckets).ranges)?.from).toBe(200);
  expect(medianRange([])).toBeUndefined();
});
