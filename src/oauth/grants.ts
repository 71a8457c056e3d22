import type { GrantSummary, OAuthHelpers } from "@cloudflare/workers-oauth-provider";
import { effectiveScopes } from "../access/scopes.ts";

/** All that a person allows: what they took back since is not in it. */
export async function grantsOf(env: Env, oauth: OAuthHelpers, uid: string): Promise<GrantSummary[]> {
  const grants: GrantSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await oauth.listUserGrants(uid, cursor === undefined ? {} : { cursor });
    grants.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  const left = await env.ACCOUNT.getByName(uid).grantedScopes();
  return grants.map((grant) => ({ ...grant, scope: effectiveScopes(grant.scope, left[grant.id]) }));
}
