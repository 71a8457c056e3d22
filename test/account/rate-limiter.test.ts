import { describe, expect, it } from "vitest";
import { RateLimiter } from "../../src/account/rate-limiter.ts";

const NOW = 1_000_000;

describe("RateLimiter", () => {
  it("grants ten requests at once and then one every 200 ms", () => {
    const limiter = new RateLimiter();
    const waits = Array.from({ length: 12 }, () => limiter.acquire(NOW, "app").wait);
    expect(waits).toEqual([...Array(10).fill(0), 200, 400]);
  });

  it("rejects a request that would wait longer than 10 s", () => {
    const limiter = new RateLimiter();
    const answers = Array.from({ length: 70 }, () => limiter.acquire(NOW, "app"));
    expect(answers.filter(({ granted }) => granted)).toHaveLength(60);
    expect(answers.at(-1)).toEqual({ granted: false, wait: 10_200 });
  });

  it("refills five requests a second, up to ten", () => {
    const limiter = new RateLimiter();
    for (let request = 0; request < 10; request++) limiter.acquire(NOW, "app");
    const immediate = (now: number) =>
      Array.from({ length: 12 }, () => limiter.acquire(now, "app")).filter(({ wait }) => wait === 0).length;
    expect(immediate(NOW + 60_000)).toBe(10);
  });

  it("takes no request away when the clock is set back", () => {
    const limiter = new RateLimiter();
    limiter.acquire(NOW, "app");
    expect(limiter.acquire(NOW - 60_000, "app")).toEqual({ granted: true, wait: 0 });
  });

  it("A101 answers an app while another one of the same user sends as many requests as it can", () => {
    const limiter = new RateLimiter();
    const granted = { greedy: 0, modest: 0 };
    let refused = 0;
    for (let now = NOW; now < NOW + 60_000; now += 100) {
      for (let request = 0; request < 10; request++) if (limiter.acquire(now, "greedy").granted) granted.greedy++;
      if ((now - NOW) % 1000 !== 0 || now < NOW + 10_000) continue;
      if (limiter.acquire(now, "modest").granted) granted.modest++;
      else refused++;
    }
    // The first request of the modest app finds the queue full.
    expect([refused, granted.modest]).toEqual([1, 49]);
    expect(granted.greedy).toBeGreaterThan(200);
  });

  it("A101 shares equally between two greedy apps", () => {
    const limiter = new RateLimiter();
    const granted = { first: 0, second: 0 };
    for (let now = NOW; now < NOW + 120_000; now += 100) {
      for (let request = 0; request < 5; request++) {
        if (limiter.acquire(now, "first").granted) granted.first++;
        if (now > NOW + 20_000 && limiter.acquire(now, "second").granted) granted.second++;
      }
    }
    expect(granted.second).toBeGreaterThan(200);
  });

  it("allows one app alone to use everything again a minute after the last request of another", () => {
    const limiter = new RateLimiter();
    limiter.acquire(NOW, "other");
    const later = NOW + 60_001;
    const answers = Array.from({ length: 60 }, () => limiter.acquire(later, "app"));
    expect(answers.every(({ granted }) => granted)).toBe(true);
  });
});
