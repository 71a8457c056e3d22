import { describe, expect, it } from "vitest";
import { openUpstream } from "./upstream.ts";

describe("the rate limit per address", () => {
  it("allows a burst, then responds with 429 until the bucket is refilled", async () => {
    let now = 1_000_000;
    const { upstream, getAthlete } = await openUpstream({ now: () => now });
    upstream.limitRate({ perSecond: 10, burst: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await getAthlete()).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    now += 100;
    expect((await getAthlete()).status).toBe(200);
  });
});

describe("the rate limits per application", () => {
  it("are reported in headers, and a 429 has Retry-After", async () => {
    let now = Date.parse("2026-05-09T23:50:00Z");
    const { upstream, getAthlete } = await openUpstream({ now: () => now });
    upstream.limitRate({ quarterHour: 10, daily: 2 });
    const first = await getAthlete();
    expect(first.headers.get("X-RateLimit-Limit")).toBe("10,2");
    expect(first.headers.get("X-RateLimit-Remaining")).toBe("9,1");
    await getAthlete();
    const refused = await getAthlete();
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "600"]);
    now += 600_000;
    expect((await getAthlete()).status).toBe(200);
  });
});
