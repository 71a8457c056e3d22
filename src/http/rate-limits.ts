import { clientNetwork } from "./client-network.ts";

/**
 * Coarse limits per client network: each Cloudflare location counts separately and approximately. Exact limits are kept
 * elsewhere: failed sign-ins in D1, requests to Intervals.icu in the account object. `/mcp` is limited per user instead,
 * because hosted clients share addresses.
 */
export async function exceedsRateLimit(request: Request, path: string, env: Env): Promise<boolean> {
  const network = clientNetwork(request);
  if (network === undefined) return false;
  const result = await limiterOf(path, env)?.limit({ key: network });
  return result?.success === false;
}

function limiterOf(path: string, env: Env): RateLimit | undefined {
  if (path === "/oauth/register") return env.RATE_REGISTRATIONS;
  if (path === "/oauth/token") return env.RATE_TOKENS;
  return /^\/(authorize|sign-in|account)(\/|$)/.test(path) ? env.RATE_PAGES : undefined;
}
