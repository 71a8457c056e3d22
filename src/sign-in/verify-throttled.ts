import { configOf } from "../config.ts";
import { mac } from "../crypto/mac.ts";
import { clientNetwork } from "../http/client-network.ts";
import { type KeyIdentity, type Result, reject } from "./identity.ts";
import { throttle } from "./login-throttle.ts";
import { type ApiKeyInput, verifyApiKey } from "./verify-api-key.ts";

/** `verifyApiKey`, unless too many wrong keys came from the same network. */
export async function verifyThrottled(request: Request, env: Env, input: ApiKeyInput): Promise<Result<KeyIdentity>> {
  const client = await mac(configOf(env).uidPepper, `address:${clientNetwork(request) ?? "local"}`);
  const attempt = await throttle({
    db: env.DB,
    client,
    make: () => verifyApiKey(env, input),
    wasWrong: (result) => !result.ok && result.error.isWrongKey === true,
  });
  if (attempt.state === "made") return attempt.value;
  const message = `Too many wrong keys. Try again in ${Math.ceil(attempt.waitSeconds / 60)} minutes.`;
  return reject({ field: "api_key", status: 429, message });
}
