/** The limits of the live server: a token bucket per address without headers, and windows per application with headers. */
export interface RateLimits {
  /** Requests per second and address. */
  readonly perSecond?: number;
  /** Requests at once; `perSecond` by default. */
  readonly burst?: number;
  /** Requests per fifteen minutes, reported in `X-RateLimit-*`. */
  readonly quarterHour?: number;
  /** Requests per day (UTC). */
  readonly daily?: number;
}

export interface RateLimiter {
  /** A 429 response, or the headers to add to the response. */
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
        if (tokens < 1) return tooManyRequests({});
        tokens--;
      }
      for (const count of windows) {
        if (Math.floor(now / count.length) !== count.window)
          Object.assign(count, { window: Math.floor(now / count.length), used: 0 });
        if (count.limit !== undefined && count.used >= count.limit) {
          return tooManyRequests({
            ...rateHeaders(),
            "Retry-After": String(Math.ceil(((count.window + 1) * count.length - now) / 1000)),
          });
        }
      }
      for (const count of windows) count.used++;
      return rateHeaders();
    },
  };

  function rateHeaders(): Record<string, string> {
    if (windows.some(({ limit }) => limit === undefined)) return {};
    return {
      "X-RateLimit-Limit": windows.map(({ limit }) => limit).join(","),
      "X-RateLimit-Remaining": windows.map(({ limit = 0, used }) => Math.max(0, limit - used)).join(","),
    };
  }
}

const tooManyRequests = (headers: Record<string, string>): Response =>
  Response.json({ status: 429, error: "Too many requests" }, { status: 429, headers });
