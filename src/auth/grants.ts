import type { GrantSummary, OAuthHelpers } from "@cloudflare/workers-oauth-provider";

/** All that a person has allowed so far. */
export async function grantsOf(oauth: OAuthHelpers, uid: string): Promise<GrantSummary[]> {
  const grants: GrantSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await oauth.listUserGrants(uid, cursor === undefined ? {} : { cursor });
    grants.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return grants;
}
