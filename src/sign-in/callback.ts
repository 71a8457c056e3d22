import { Hono } from "hono";
import { configOf, type SignInApp } from "../config.ts";
import { renderProblem } from "../http/pages/problem.tsx";
import type { UpstreamScope } from "../intervals/oauth-scopes.ts";
import {
  type AccountEffect,
  type ConnectEffect,
  next,
  type SignInEffect,
  type SignInEvent,
  type SignInState,
} from "./flow.ts";
import type { VerifiedIdentity } from "./identity.ts";
import type { OAuthEnv } from "./oauth-env.ts";
import { type SignInContext, startSignIn, takePendingSignIn } from "./pending-sign-in.ts";
import { verifyCode } from "./verify-code.ts";

/** What a sign-in does for one purpose. Implemented in the folders above, which this one must not import. */
export interface SignInHandler<Effect> {
  /**
   * Stores the new token if issuing it revoked the stored one: Intervals.icu keeps one token per app and athlete. Returns
   * whether it was stored, and which scopes the user's connections require.
   */
  prepare(
    identity: VerifiedIdentity,
    context: SignInContext,
  ): Promise<{ isStored: boolean; required: UpstreamScope[] }>;
  carryOut(effect: Effect, context: SignInContext): Promise<Response>;
}

export interface SignInHandlers {
  connect: SignInHandler<ConnectEffect>;
  account: SignInHandler<AccountEffect>;
}

interface Context extends SignInContext {
  request: Request;
  app: SignInApp;
  state: SignInState;
  handlers: SignInHandlers;
}

/** `/sign-in/intervals`, where Intervals.icu sends browsers back to. */
export const createSignInCallback = (handlers: SignInHandlers) =>
  new Hono<{ Bindings: OAuthEnv }>()
    .get("/", (c) => resume({ request: c.req.raw, env: c.env, handlers }))
    .post("/", (c) => resume({ request: c.req.raw, env: c.env, handlers }));

async function resume(browser: { request: Request; env: OAuthEnv; handlers: SignInHandlers }): Promise<Response> {
  const pending = await takePendingSignIn(browser.request, browser.env);
  const { signIn: app } = configOf(browser.env);
  if (!pending || !app) return rejectRequest();
  const event = await readEvent(browser.request);
  return carryOut(next(pending.state, event), { ...browser, ...pending, app });
}

async function readEvent(request: Request): Promise<SignInEvent> {
  if (request.method === "POST") {
    const pressed = (await request.formData()).get("decision");
    return { type: "decided", decision: pressed === "approve" ? "approve" : pressed === "again" ? "retry" : "cancel" };
  }
  const query = new URL(request.url).searchParams;
  return query.get("error") === "access_denied"
    ? { type: "denied" }
    : { type: "returned", code: query.get("code") ?? "" };
}

async function carryOut(effect: SignInEffect, context: Context): Promise<Response> {
  const { connect, account } = context.handlers;
  switch (effect.type) {
    case "exchange_code":
      return carryOut(next(context.state, await exchange(effect, context)), context);
    case "redirect_again":
      return startSignIn({ ...context, purpose: effect.purpose, required: effect.required });
    case "open_account_page":
    case "show_sign_in_error":
      return account.carryOut(effect, context);
    case "confirm_identity":
    case "show_consent_page":
    case "issue_grant":
    case "deny_client":
      return connect.carryOut(effect, context);
    case "reject_request":
      return rejectRequest();
  }
}

async function exchange(
  effect: Extract<SignInEffect, { type: "exchange_code" }>,
  context: Context,
): Promise<SignInEvent> {
  const { env, app, state, handlers } = context;
  const result = await verifyCode(env, app, effect);
  if (!result.ok) return { type: "failed", error: result.error };
  const { prepare } = state.purpose.kind === "connect" ? handlers.connect : handlers.account;
  return { type: "identified", identity: result.value, ...(await prepare(result.value, context)) };
}

/** Never a redirect: without the stored state we do not even know which app this was for. */
function rejectRequest(): Response {
  return renderProblem({
    status: 400,
    title: "This sign-in cannot continue",
    message:
      "It has expired, was already completed, or was started in another browser. Nothing was stored. Go back to your app and connect again.",
  });
}
