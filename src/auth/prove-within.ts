import { countFailure, forgetFailures, secondsUntilNextAttempt } from "../account/attempts.ts";
import { mac } from "../account/uid.ts";
import { configOf, type Env } from "../config.ts";
import { type Person, proveKey, type Refusal } from "./prove.ts";

/** `proveKey`, as long as its sender has not failed too often. */
export async function proveKeyWithinLimits(
  request: Request,
  env: Env,
  typed: { key: string; athleteId: string },
): Promise<Person | Refusal> {
  const address = request.headers.get("CF-Connecting-IP") ?? "local";
  const who = await mac(configOf(env).uidPepper, `address:${address}`);
  const wait = await secondsUntilNextAttempt(env.DB, who);
  if (wait > 0) {
    const message = `Too many wrong keys. Try again in ${Math.ceil(wait / 60)} minutes.`;
    return { field: "api_key", status: 429, message };
  }
  const proof = await proveKey(env, typed);
  if ("uid" in proof) await forgetFailures(env.DB, who);
  else if (proof.wrongKey) await countFailure(env.DB, who);
  return proof;
}
