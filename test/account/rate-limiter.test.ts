import { describe, expect, it } from "vitest";
import { RateLimiter } from "../../src/account/rate-limiter.ts";

const NOW = 1_000_000;

describe("RateLimiter", () => {
  it("grants ten requests at once and then one every 200 ms", () => {
    const limiter = new RateLimiter();
    const waits = Array.from({ length: 12 }, () => limiter.acquire(NOW).wait);
    expect(waits).toEqual([...Array(10).fill(0), 200, 400]);
  });

  it("rejects a request that would wait longer than 10 s", () => {
    const limiter = new RateLimiter();
    const answers = Array.from({ length: 70 }, () => limiter.acquire(NOW));
    expect(answers.filter(({ granted }) => granted)).toHaveLength(60);
    expect(answers.at(-1)).toEqual({ granted: false, wait: 10_200 });
  });

  it("refills five requests a second, up to ten", () => {
    const limiter = new RateLimiter();
    for (let request = 0; request < 10; request++) limiter.acquire(NOW);
    const immediate = (now: number) =>
      Array.from({ length: 12 }, () => limiter.acquire(now)).filter(({ wait }) => wait === 0).length;
    expect(immediate(NOW + 60_000)).toBe(10);
  });

  it("takes no request away when the clock is set back", () => {
    const limiter = new RateLimiter();
    limiter.acquire(NOW);
    expect(limiter.acquire(NOW - 60_000)).toEqual({ granted: true, wait: 0 });
  });
});
