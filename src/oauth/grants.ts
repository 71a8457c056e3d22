import type { GrantSummary } from "@cloudflare/workers-oauth-provider";
import { effectiveScopes } from "../access/scopes.ts";
import type { OAuthEnv } from "../sign-in/oauth-env.ts";

/** All grants of a user, with the scopes that the user has not revoked since. */
export async function listGrants(env: OAuthEnv, uid: string): Promise<GrantSummary[]> {
  const grants: GrantSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await env.OAUTH_PROVIDER.listUserGrants(uid, cursor === undefined ? {} : { cursor });
    grants.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  const known = await env.ACCOUNT.getByName(uid).listGrants();
  return grants.map((grant) => ({ ...grant, scope: effectiveScopes(grant.scope, known[grant.id]?.remainingScopes) }));
}
