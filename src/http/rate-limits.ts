import { senderOf } from "./client-network.ts";

/**
 * Coarse: each location counts for itself, and loosely. What must be exact is counted elsewhere: wrong keys in D1,
 * requests to Intervals.icu in the person's account. `/mcp` has a limit per person instead, because the hosts of many
 * people share addresses.
 */
export async function isTooMuch(request: Request, path: string, env: Env): Promise<boolean> {
  const sender = senderOf(request);
  if (sender === undefined) return false;
  const counted = await limiterOf(path, env)?.limit({ key: sender });
  return counted?.success === false;
}

function limiterOf(path: string, env: Env): RateLimit | undefined {
  if (path === "/oauth/register") return env.RATE_REGISTRATIONS;
  if (path === "/oauth/token") return env.RATE_TOKENS;
  return /^\/(authorize|sign-in|account)(\/|$)/.test(path) ? env.RATE_PAGES : undefined;
}
