import type { GrantSummary, OAuthHelpers } from "@cloudflare/workers-oauth-provider";
import { isScope, type Scope } from "../access/scopes.ts";
import { grantsOf } from "../oauth/grants.ts";

/** One app that a person connected. */
export interface Connection {
  grantId: string;
  name: string;
  publisher: string | undefined;
  sentTo: string;
  scopes: readonly Scope[];
  /** Days (UTC). */
  since: string;
  lastUsed: string | undefined;
}

export async function connectionsOf(env: Env, oauth: OAuthHelpers, uid: string): Promise<Connection[]> {
  const [grants, lastUsed] = await Promise.all([grantsOf(env, oauth, uid), env.ACCOUNT.getByName(uid).lastUsed()]);
  return grants.map((grant) => toConnection(grant, lastUsed[grant.id]));
}

function toConnection(grant: GrantSummary, lastUsed: string | undefined): Connection {
  const { clientId, redirectUri } = grant;
  const metadata: unknown = grant.metadata;
  const named = typeof metadata === "object" && metadata !== null && "clientName" in metadata;
  return {
    grantId: grant.id,
    name: named ? String(metadata.clientName) : "An app",
    publisher: URL.canParse(clientId) ? new URL(clientId).host : undefined,
    sentTo: redirectUri && URL.canParse(redirectUri) ? new URL(redirectUri).host : "unknown",
    scopes: grant.scope.filter(isScope),
    since: new Date(grant.createdAt * 1000).toISOString().slice(0, 10),
    lastUsed,
  };
}
