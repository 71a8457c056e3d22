import { plainName } from "../oauth/client-name.ts";
import { listGrants } from "../oauth/grants.ts";
import type { SignInHandler } from "../sign-in/callback.ts";
import type { AccountEffect } from "../sign-in/flow.ts";
import type { SignInContext } from "../sign-in/pending-sign-in.ts";
import { grantedScopesCookie, upstreamScopesFor } from "../sign-in/upstream-scopes.ts";
import { discardToken } from "../sign-in/verify-code.ts";
import { sessionCookie, startSession } from "./session-cookie.ts";
import { renderSignedIn, renderSignInError } from "./sign-in-result.tsx";

/** A sign-in at Intervals.icu that was started on the account page. */
export const accountCallback: SignInHandler<AccountEffect> = {
  async prepare({ uid, credential }, { env }) {
    const grants = await listGrants(env, uid);
    const isStored = await env.ACCOUNT.getByName(uid).replaceRevokedToken(credential, grants.length > 0);
    return { isStored, required: upstreamScopesFor(grants.flatMap(({ scope }) => scope)) };
  },

  async carryOut(effect, context) {
    switch (effect.type) {
      case "open_account_page":
        return openAccountPage(effect, context);
      case "show_sign_in_error":
        if (effect.unused) await discardToken(context.env, effect.unused);
        return renderSignInError(effect, context.headers);
    }
  },
};

async function openAccountPage(
  { identity, token, missing }: Extract<AccountEffect, { type: "open_account_page" }>,
  { env, headers }: SignInContext,
): Promise<Response> {
  const { uid, credential } = identity;
  if (token === "to_store") await env.ACCOUNT.getByName(uid).replaceCredential(credential);
  if (token === "unused") await discardToken(env, identity);
  else headers.append("Set-Cookie", grantedScopesCookie(credential.scopes));
  headers.append("Set-Cookie", await sessionCookie(env, await startSession(env, uid)));
  const done = token === "unused" ? "Your apps work as before." : "All your apps use this sign-in from now on.";
  return renderSignedIn({ name: plainName(identity.name), done, missing }, headers);
}
