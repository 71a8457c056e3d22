import { type AuthRequest, authorizationErrorRedirect, type OAuthHelpers } from "@cloudflare/workers-oauth-provider";
import { StoredCredential, type StoredToken } from "../account/credential.ts";
import { revokeUpstreamToken } from "../account/upstream-token.ts";
import { configOf, type SignInApp } from "../config.ts";
import { open, type SealedFor, seal } from "../crypto/envelope.ts";
import type { Arrival } from "../sign-in/exchange-code.ts";
import { renderProven } from "../sign-in/sign-in-page.tsx";
import { type Errand, sendToIntervals, type Waiting } from "../sign-in/sign-in-request.ts";
import { areasFor, missingFrom, rememberAllowed } from "../sign-in/upstream-scopes.ts";
import type { Refusal } from "../sign-in/verify-api-key.ts";
import { askToConnect, finish, redirect } from "./authorize.tsx";
import { grantsOf } from "./grants.ts";

export interface ToConnect {
  /** As the person approved it before they left. */
  authRequest: AuthRequest;
  errand: Extract<Errand, { purpose: "connect" }>;
  headers: Headers;
}

const sealedFor = (uid: string): SealedFor => ({ uid, kind: "state" });

/** Nothing is connected yet: the person sees first whose account it is, and what will not work. */
export async function arriveToConnect(
  env: Env,
  oauth: OAuthHelpers,
  { authRequest, errand, headers }: ToConnect,
  { uid, name, credential }: Arrival,
): Promise<Response> {
  const account = env.ACCOUNT.getByName(uid);
  const replacesKey = (await account.credentialSummary())?.kind === "api_key";
  const isKept = await account.replaceRevokedToken(credential, false);
  // What the app itself was allowed earlier ends with its new grant.
  const others = (await grantsOf(env, oauth, uid)).filter(({ clientId }) => clientId !== authRequest.clientId);
  const needs = areasFor([...authRequest.scope, ...others.flatMap(({ scope }) => scope)]);
  const sealed = await seal(configOf(env).vault, sealedFor(uid), JSON.stringify(credential));
  const data: Waiting = { stage: "proven", uid, credential: sealed, isKept, needs, errand };
  const trip = await oauth.beginUpstream(authRequest, { data, headers });
  trip.headers.append("Set-Cookie", rememberAllowed(credential.scopes));
  return renderProven({
    name,
    details: await oauth.describeConsent(authRequest),
    scopes: authRequest.scope,
    replacesKey,
    missing: missingFrom(credential.scopes, needs),
    handle: trip.state,
    headers: trip.headers,
    signInAt: configOf(env).intervalsUrl,
  });
}

/** Nobody arrived: a no goes to the app, a failure to the connect page, where people can try again or otherwise. */
export async function turnBackToApp(
  env: Env,
  oauth: OAuthHelpers,
  { authRequest, errand, headers }: ToConnect,
  why: Refusal | "denied",
): Promise<Response> {
  if (why === "denied") return denyTo(authRequest, headers, "Cancelled at Intervals.icu");
  const { choices, query } = errand;
  return askToConnect(env, oauth, { authRequest, choices, query, refusal: why });
}

/** `POST /sign-in/intervals`: what the person decided once they saw whose account it is. */
export async function answerProven(
  request: Request,
  env: Env,
  oauth: OAuthHelpers,
  { authRequest, headers, app, waiting }: Omit<ToConnect, "errand"> & { app: SignInApp; waiting: Proven },
): Promise<Response> {
  const { uid, isKept, needs, errand } = waiting;
  const { plaintext } = await open(configOf(env).vault, sealedFor(uid), waiting.credential);
  const credential = StoredCredential.parse(JSON.parse(plaintext));
  switch ((await request.formData()).get("decision")) {
    case "approve":
      await env.ACCOUNT.getByName(uid).saveCredential(credential);
      return finish(oauth, { authRequest, headers, choices: errand.choices, person: { uid, credential } });
    case "again":
      return sendToIntervals(request, env, oauth, { app, errand, needs, authRequest, headers });
    default:
      if (!isKept && credential.kind === "token") await leaveUnused(env, uid, credential);
      return denyTo(authRequest, headers, "Cancelled");
  }
}

/** A token that was not wanted ends, unless it has ended another by which this person is connected meanwhile. */
async function leaveUnused(env: Env, uid: string, token: StoredToken): Promise<void> {
  const isNeeded = await env.ACCOUNT.getByName(uid).replaceRevokedToken(token, false);
  if (!isNeeded) await revokeUpstreamToken(env, token);
}

type Proven = Extract<Waiting, { stage: "proven" }>;

function denyTo(authRequest: AuthRequest, headers: Headers, description: string): Response {
  headers.set("Location", authorizationErrorRedirect(authRequest, "access_denied", description));
  return redirect({ headers });
}
