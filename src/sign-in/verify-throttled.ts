import { configOf } from "../config.ts";
import { mac } from "../crypto/mac.ts";
import { clientNetwork } from "../http/client-network.ts";
import { type Identity, type Result, reject } from "./identity.ts";
import { type Attempt, reserveAttempt, settleAttempt } from "./login-throttle.ts";
import { type ApiKeyInput, verifyApiKey } from "./verify-api-key.ts";

/** How often to ask again while other attempts from the same network are open. Six seconds in all. */
const MAX_POLLS = 40;
const POLL_MILLISECONDS = 150;
/** The waiting time to report if no attempt could be reserved. */
const BUSY_SECONDS = 60;

/** `verifyApiKey`, unless too many wrong keys came from the same network. */
export async function verifyThrottled(request: Request, env: Env, input: ApiKeyInput): Promise<Result<Identity>> {
  const client = await mac(configOf(env).uidPepper, `address:${clientNetwork(request) ?? "local"}`);
  const attempt = await reserveWhenFree(env.DB, client);
  if (attempt.state !== "reserved") {
    const seconds = attempt.state === "blocked" ? attempt.waitSeconds : BUSY_SECONDS;
    const message = `Too many wrong keys. Try again in ${Math.ceil(seconds / 60)} minutes.`;
    return reject({ field: "api_key", status: 429, message });
  }
  let wasWrong = false;
  try {
    const result = await verifyApiKey(env, input);
    wasWrong = !result.ok && result.error.isWrongKey === true;
    return result;
  } finally {
    await settleAttempt(env.DB, { id: attempt.id, wasWrong });
  }
}

async function reserveWhenFree(db: D1Database, client: string): Promise<Attempt> {
  for (let poll = 0; poll < MAX_POLLS; poll++) {
    const attempt = await reserveAttempt(db, client);
    if (attempt.state !== "busy") return attempt;
    await scheduler.wait(POLL_MILLISECONDS);
  }
  return { state: "busy" };
}
