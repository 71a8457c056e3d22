import { clientNetwork } from "./client-network.ts";

export interface RateLimitUse {
  limiter: RateLimit | undefined;
  key: string;
}

/** What a request counts against. All of it has to be within its limit. */
export type RateLimits = (
  request: Request,
  env: Env,
  network: string,
) => readonly RateLimitUse[] | Promise<readonly RateLimitUse[]>;

/**
 * Coarse limits: each Cloudflare location counts separately and approximately. Exact limits are kept elsewhere: failed
 * sign-ins in D1, requests to Intervals.icu in the account object. Requests from the server's own machine are not counted.
 */
export async function isOverLimit(request: Request, env: Env, limitsOf: RateLimits | undefined): Promise<boolean> {
  const network = clientNetwork(request);
  if (network === undefined || limitsOf === undefined) return false;
  for (const { limiter, key } of await limitsOf(request, env, network)) {
    if ((await limiter?.limit({ key }))?.success === false) return true;
  }
  return false;
}
