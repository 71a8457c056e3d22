import type { OAuthHelpers } from "@cloudflare/workers-oauth-provider";
import { revokeUpstreamToken } from "../account/upstream-token.ts";
import { grantsOf } from "../oauth/grants.ts";
import type { Arrival } from "../sign-in/exchange-code.ts";
import { renderArrived, renderTurnedBack } from "../sign-in/sign-in-page.tsx";
import type { Errand } from "../sign-in/sign-in-request.ts";
import { areasFor, missingFrom, rememberAllowed } from "../sign-in/upstream-scopes.ts";
import type { Refusal } from "../sign-in/verify-api-key.ts";
import { keepSignedIn } from "./session-cookie.ts";

export type AccountErrand = Extract<Errand, { purpose: "account" | "replace" }>;

/**
 * Signed in for the account page. The page is one click away: coming straight from another site, the browser would not
 * send along the cookie that opens it.
 */
export async function arriveAtAccount(
  env: Env,
  oauth: OAuthHelpers,
  { errand, headers }: { errand: AccountErrand; headers: Headers },
  { uid, name, credential }: Arrival,
): Promise<Response> {
  const account = env.ACCOUNT.getByName(uid);
  const grants = await grantsOf(env, oauth, uid);
  const isOther = errand.purpose === "replace" && errand.uid !== uid;
  let isKept = await account.replaceRevokedToken(credential, grants.length > 0);
  if (errand.purpose === "replace" && !isOther && !isKept) {
    await account.replaceCredential(credential);
    isKept = true;
  }
  // Who only looks at what a key does needs no token.
  if (!isKept) await revokeUpstreamToken(env, credential);
  if (isOther) {
    const says = `At Intervals.icu you are signed in as ${name}, who is another athlete. Nothing was changed here.`;
    return renderTurnedBack({ status: 403, says }, headers);
  }
  headers.append("Set-Cookie", await keepSignedIn(env, uid));
  if (isKept) headers.append("Set-Cookie", rememberAllowed(credential.scopes));
  const missing = isKept ? missingFrom(credential.scopes, areasFor(grants.flatMap(({ scope }) => scope))) : [];
  const done = isKept ? "All your connections use this sign-in from now on." : "Your connections stay as they are.";
  return renderArrived({ name, done, missing }, headers);
}

/** Nobody arrived. */
export function turnBackToAccount(why: Refusal | "denied", headers: Headers): Response {
  const says = why === "denied" ? "You said no at Intervals.icu. Nothing was changed here." : why.message;
  return renderTurnedBack({ status: why === "denied" ? 200 : why.status, says }, headers);
}
