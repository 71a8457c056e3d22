import { AuthorizationError, type AuthRequest } from "@cloudflare/workers-oauth-provider";
import * as z from "zod";
import { StoredToken } from "../account/credential.ts";
import { configOf, type SignInApp } from "../config.ts";
import { open, type SealedFor, seal } from "../crypto/envelope.ts";
import { authorizeUrl } from "../intervals/oauth-client.ts";
import { mergeScopes, type UpstreamScope } from "../intervals/oauth-scopes.ts";
import type { Purpose, SignInState } from "./flow.ts";
import type { OAuthEnv } from "./oauth-env.ts";
import { lastGrantedScopes } from "./upstream-scopes.ts";

const UpstreamScopes = z.array(z.string()).transform(mergeScopes);
const StoredConnectPurpose = z.object({ kind: z.literal("connect"), context: z.unknown() });
const StoredPurpose = z.discriminatedUnion("kind", [
  StoredConnectPurpose,
  z.object({ kind: z.literal("account") }),
  z.object({ kind: z.literal("replace"), uid: z.string() }),
]);

/** A `SignInState` as the provider stores it between two requests: for ten minutes, once, and for one browser only. */
const PendingSignIn = z.discriminatedUnion("step", [
  z.object({ step: z.literal("redirected"), purpose: StoredPurpose, requested: UpstreamScopes }),
  z.object({
    step: z.literal("verified"),
    purpose: StoredConnectPurpose,
    uid: z.string(),
    /** Sealed for `uid`. */
    credential: z.string(),
    isStored: z.boolean(),
    required: UpstreamScopes,
  }),
]);

const sealedFor = (uid: string): SealedFor => ({ uid, kind: "state" });

/** What the requests of a sign-in share. */
export interface SignInContext {
  env: OAuthEnv;
  /** The app's request that the user has approved; a placeholder for the account page. */
  authRequest: AuthRequest;
  /** For the next response. */
  headers: Headers;
}

/** Stores the state under a handle, and returns the handle; adds the cookie that ties it to this browser to `headers`. */
export async function savePendingSignIn(state: SignInState, context: SignInContext): Promise<string> {
  const { env, authRequest, headers } = context;
  const data: z.input<typeof PendingSignIn> =
    state.step === "redirected"
      ? state
      : {
          ...state,
          credential: await seal(configOf(env).vault, sealedFor(state.uid), JSON.stringify(state.credential)),
        };
  const { state: handle } = await env.OAUTH_PROVIDER.beginUpstream(authRequest, { data, headers });
  return handle;
}

/** Returns and deletes the state under the request's handle; `undefined` if this browser has none. */
export async function takePendingSignIn(
  request: Request,
  env: OAuthEnv,
): Promise<(SignInContext & { state: SignInState }) | undefined> {
  try {
    const { request: authRequest, headers, data } = await env.OAUTH_PROVIDER.finishUpstream(request);
    return { env, authRequest, headers, state: await toState(PendingSignIn.parse(data), env) };
  } catch (error) {
    if (error instanceof AuthorizationError) return undefined;
    throw error;
  }
}

async function toState(pending: z.output<typeof PendingSignIn>, env: Env): Promise<SignInState> {
  if (pending.step === "redirected") return pending;
  const { plaintext } = await open(configOf(env).vault, sealedFor(pending.uid), pending.credential);
  return { ...pending, credential: StoredToken.parse(JSON.parse(plaintext)) };
}

export interface SignInStart extends SignInContext {
  request: Request;
  app: SignInApp;
  purpose: Purpose;
  /** Requested along with what this browser's user granted before. */
  required: readonly UpstreamScope[];
}

/**
 * Redirects the browser to Intervals.icu. Only after the user agreed on one of our own pages: all apps share our
 * registration there, so an app that registers itself here must not profit from what was granted for another one.
 */
export async function startSignIn({ request, app, purpose, required, ...context }: SignInStart): Promise<Response> {
  const requested = mergeScopes([...required, ...lastGrantedScopes(request)]);
  const state = await savePendingSignIn({ step: "redirected", purpose, requested }, context);
  const location = authorizeUrl({ origin: configOf(context.env).intervalsUrl, app, scopes: requested, state });
  context.headers.set("Location", location);
  return new Response(null, { status: 303, headers: context.headers });
}
