import { OWNER } from "../access/athlete-access.ts";
import { configOf } from "../config.ts";
import type { SignInHandler } from "../sign-in/callback.ts";
import type { ConnectEffect } from "../sign-in/flow.ts";
import { type SignInContext, savePendingSignIn } from "../sign-in/pending-sign-in.ts";
import { grantedScopesCookie, upstreamScopesFor } from "../sign-in/upstream-scopes.ts";
import { discardToken } from "../sign-in/verify-code.ts";
import { denyClient } from "./client-redirect.ts";
import { renderConfirmPage } from "./confirm-page.tsx";
import { SubmittedConsent } from "./consent-form.ts";
import { listGrants } from "./grants.ts";
import { issueGrant } from "./issue-grant.ts";
import { showConsent } from "./show-consent.ts";

/** A sign-in at Intervals.icu that was started on the consent page. */
export const connectCallback: SignInHandler<ConnectEffect> = {
  async prepare({ uid, credential }, { env, authRequest }) {
    const isStored = await env.ACCOUNT.getByName(uid).replaceRevokedToken(credential, false);
    // The app's earlier grant is replaced by the new one.
    const others = (await listGrants(env, uid)).filter(({ clientId }) => clientId !== authRequest.clientId);
    const scopes = [...authRequest.scope, ...others.flatMap(({ scope }) => scope)];
    return { isStored, required: upstreamScopesFor(scopes) };
  },

  async carryOut(effect, context) {
    const { env, authRequest, headers } = context;
    switch (effect.type) {
      case "confirm_identity":
        return confirmIdentity(effect, context);
      case "show_consent_page":
        return showConsent(env, {
          authRequest,
          submitted: SubmittedConsent.parse(effect.context),
          error: effect.error,
        });
      case "issue_grant": {
        const { toolset } = SubmittedConsent.parse(effect.context).form;
        return issueGrant(context, { identity: effect, athlete: OWNER, toolset });
      }
      case "deny_client":
        if (effect.unused) await discardToken(env, effect.unused);
        return denyClient(authRequest, effect.description, headers);
    }
  },
};

async function confirmIdentity(
  { name, missing, next }: Extract<ConnectEffect, { type: "confirm_identity" }>,
  context: SignInContext,
): Promise<Response> {
  const { env, authRequest, headers } = context;
  const handle = await savePendingSignIn(next, context);
  headers.append("Set-Cookie", grantedScopesCookie(next.credential.scopes));
  return renderConfirmPage({
    name,
    details: await env.OAUTH_PROVIDER.describeConsent(authRequest),
    scopes: authRequest.scope,
    replacesApiKey: (await env.ACCOUNT.getByName(next.uid).credentialSummary())?.kind === "api_key",
    missing,
    handle,
    headers,
    intervalsUrl: configOf(env).intervalsUrl,
  });
}
