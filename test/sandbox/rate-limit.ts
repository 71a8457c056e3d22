/** The limits of the live server: a bucket per address that says nothing, and windows per application that count down. */
export interface RateLimits {
  /** Requests per second and address; `burst` may come at once. */
  readonly perSecond?: number;
  readonly burst?: number;
  /** Requests per fifteen minutes and per day (UTC), told in `X-RateLimit-*`. */
  readonly quarterHour?: number;
  readonly daily?: number;
}

export interface RateLimiter {
  /** A refusal, or the headers for the answer. */
  admit(now: number): Response | Record<string, string>;
}

const QUARTER_HOUR_MS = 900_000;
const DAY_MS = 86_400_000;

export function rateLimiter({ perSecond, burst = perSecond, quarterHour, daily }: RateLimits): RateLimiter {
  let tokens = burst ?? 0;
  let filledAt = 0;
  const windows = [
    { length: QUARTER_HOUR_MS, limit: quarterHour, window: 0, used: 0 },
    { length: DAY_MS, limit: daily, window: 0, used: 0 },
  ];
  return {
    admit(now) {
      if (perSecond !== undefined && burst !== undefined) {
        tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
        filledAt = now;
        if (tokens < 1) return tooMany({});
        tokens--;
      }
      for (const count of windows) {
        if (Math.floor(now / count.length) !== count.window)
          Object.assign(count, { window: Math.floor(now / count.length), used: 0 });
        if (count.limit !== undefined && count.used >= count.limit) {
          return tooMany({
            ...pairs(),
            "Retry-After": String(Math.ceil(((count.window + 1) * count.length - now) / 1000)),
          });
        }
      }
      for (const count of windows) count.used++;
      return pairs();
    },
  };

  function pairs(): Record<string, string> {
    if (windows.some(({ limit }) => limit === undefined)) return {};
    return {
      "X-RateLimit-Limit": windows.map(({ limit }) => limit).join(","),
      "X-RateLimit-Remaining": windows.map(({ limit = 0, used }) => Math.max(0, limit - used)).join(","),
    };
  }
}

const tooMany = (headers: Record<string, string>): Response =>
  Response.json({ status: 429, error: "Too many requests" }, { status: 429, headers });
