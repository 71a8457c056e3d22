import { AuthorizationError, CimdFetchError } from "@cloudflare/workers-oauth-provider";
import { OWNER } from "../access/athlete-access.ts";
import { presetFor } from "../access/scopes.ts";
import { configOf } from "../config.ts";
import { renderProblem } from "../http/pages/problem.tsx";
import { createDemoVisitor, demoVisitorCookie, demoVisitorOf } from "../sign-in/demo-visitor.ts";
import type { FormError } from "../sign-in/identity.ts";
import type { OAuthEnv } from "../sign-in/oauth-env.ts";
import { startSignIn } from "../sign-in/pending-sign-in.ts";
import { upstreamScopesFor } from "../sign-in/upstream-scopes.ts";
import { identifyDemoVisitor } from "../sign-in/verify-api-key.ts";
import { verifyThrottled } from "../sign-in/verify-throttled.ts";
import { redirectToClient } from "./client-redirect.ts";
import { readConsentForm, readDecision, type SubmittedConsent, scopesOf } from "./consent-form.ts";
import { issueGrant } from "./issue-grant.ts";
import { showConsent } from "./show-consent.ts";

/** `GET /authorize`: the consent page. */
export function handleAuthorize(request: Request, env: OAuthEnv): Promise<Response> {
  return withAuthorizationErrors(async () => {
    const authRequest = await env.OAUTH_PROVIDER.parseAuthRequest(request);
    const preset = presetFor(authRequest.scope);
    const query = new URL(request.url).search;
    const submitted: SubmittedConsent = { form: { preset, scopes: [], toolset: "everything", athleteId: "" }, query };
    return showConsent(env, { authRequest, submitted });
  });
}

/** `POST /authorize`: the submitted consent page. */
export function handleConsent(request: Request, env: OAuthEnv): Promise<Response> {
  return withAuthorizationErrors(async () => {
    const form = await request.clone().formData();
    const submitted: SubmittedConsent = { form: readConsentForm(form), query: new URL(request.url).search };
    try {
      return await applyDecision(request, env, { form, submitted });
    } catch (error) {
      if (!(error instanceof AuthorizationError)) throw error;
      const authRequest = await env.OAUTH_PROVIDER.parseAuthRequest(request);
      return showConsent(env, { authRequest, submitted, error: EXPIRED });
    }
  });
}

/** @throws AuthorizationError if this is not the form that this browser was shown, or it was submitted before */
async function applyDecision(
  request: Request,
  env: OAuthEnv,
  { form, submitted }: { form: FormData; submitted: SubmittedConsent },
): Promise<Response> {
  const oauth = env.OAUTH_PROVIDER;
  const handle = String(form.get("handle") ?? "");
  const decision = readDecision(form, configOf(env));
  if (decision.kind === "deny") {
    const { headers } = await oauth.denyConsent(request, handle, { description: "Cancelled" });
    return redirectToClient(headers);
  }
  const scope = scopesOf(submitted.form);
  const { request: authRequest, headers } = await oauth.approveConsent(request, handle, { scope });
  const context = { env, authRequest, headers };
  const { toolset, athleteId } = submitted.form;
  switch (decision.kind) {
    case "sign_in": {
      const purpose = { kind: "connect", context: submitted } as const;
      return startSignIn({ ...context, request, app: decision.app, purpose, required: upstreamScopesFor(scope) });
    }
    case "verify_api_key": {
      const identity = await verifyThrottled(request, env, { key: decision.apiKey, athleteId });
      if (!identity.ok) return showConsent(env, { authRequest, submitted, error: identity.error });
      return issueGrant(context, { identity: identity.value, athlete: identity.value.athlete, toolset });
    }
    case "demo": {
      const visitor = demoVisitorOf(request) ?? createDemoVisitor();
      headers.append("Set-Cookie", demoVisitorCookie(visitor));
      return issueGrant(context, { identity: await identifyDemoVisitor(env, visitor), athlete: OWNER, toolset });
    }
    case "invalid":
      return showConsent(env, { authRequest, submitted, error: decision.error });
  }
}

const EXPIRED: FormError = {
  field: "form",
  status: 400,
  message:
    "This page has expired or was opened in another browser. Nothing was stored. Check your choices and try again.",
};

/** Errors go back to the app only if its redirect URI was validated. All others are shown here. */
async function withAuthorizationErrors(handle: () => Promise<Response>): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof AuthorizationError && error.redirectTo) {
      return redirectToClient(new Headers({ Location: error.redirectTo }));
    }
    if (error instanceof AuthorizationError) {
      const message = `The app's request is not valid: ${error.description}. Remove the connection in your app and add it again.`;
      return renderProblem({ status: 400, title: "This app could not be recognised", message });
    }
    if (error instanceof CimdFetchError) {
      const message =
        "The app's client metadata could not be fetched from the address that it gave. Try again later, or tell the makers of the app.";
      return renderProblem({ status: 400, title: "This app could not be verified", message });
    }
    throw error;
  }
}
