import { configOf } from "../config.ts";
import { mac } from "../crypto/mac.ts";
import { clientNetwork } from "../http/client-network.ts";
import { type Attempt, beginAttempt, endAttempt } from "./login-throttle.ts";
import { type Person, proveKey, type Refusal } from "./verify-api-key.ts";

/** How often, and every how many milliseconds, somebody is looked at again whose neighbours are trying keys too. */
const LOOKS = 40;
const PAUSE_MILLISECONDS = 150;

/** `proveKey`, as long as its sender has not failed too often. */
export async function proveKeyWithinLimits(
  request: Request,
  env: Env,
  typed: { key: string; athleteId: string },
): Promise<Person | Refusal> {
  const who = await mac(configOf(env).uidPepper, `address:${clientNetwork(request) ?? "local"}`);
  const attempt = await beginInTurn(env, who);
  if ("waitSeconds" in attempt) {
    const message = `Too many wrong keys. Try again in ${Math.ceil(attempt.waitSeconds / 60)} minutes.`;
    return { field: "api_key", status: 429, message };
  }
  let wasWrong = false;
  try {
    const proof = await proveKey(env, typed);
    wasWrong = "wrongKey" in proof && proof.wrongKey === true;
    return proof;
  } finally {
    await endAttempt(env.DB, attempt, wasWrong);
  }
}

async function beginInTurn(env: Env, who: string): Promise<Attempt | { waitSeconds: number }> {
  for (let look = 0; look < LOOKS; look++) {
    const attempt = await beginAttempt(env.DB, who);
    if (attempt !== "others first") return attempt;
    await scheduler.wait(PAUSE_MILLISECONDS);
  }
  return { waitSeconds: 60 };
}
