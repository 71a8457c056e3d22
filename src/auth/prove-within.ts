import { beginAttempt, takeBackAttempt } from "../account/attempts.ts";
import { senderOf } from "../account/sender.ts";
import { mac } from "../account/uid.ts";
import { configOf, type Env } from "../config.ts";
import { type Person, proveKey, type Refusal } from "./prove.ts";

/** `proveKey`, as long as its sender has not failed too often. */
export async function proveKeyWithinLimits(
  request: Request,
  env: Env,
  typed: { key: string; athleteId: string },
): Promise<Person | Refusal> {
  const who = await mac(configOf(env).uidPepper, `address:${senderOf(request) ?? "local"}`);
  const attempt = await beginAttempt(env.DB, who);
  if ("waitSeconds" in attempt) {
    const message = `Too many wrong keys. Try again in ${Math.ceil(attempt.waitSeconds / 60)} minutes.`;
    return { field: "api_key", status: 429, message };
  }
  const proof = await proveKey(env, typed);
  if ("uid" in proof || !proof.wrongKey) await takeBackAttempt(env.DB, attempt);
  return proof;
}
