import type { GrantSummary } from "@cloudflare/workers-oauth-provider";
import { isScope, type Scope } from "../access/scopes.ts";
import { listGrants } from "../oauth/grants.ts";
import type { OAuthEnv } from "../sign-in/oauth-env.ts";

/** An app that the user connected: a grant, as the account page shows it. */
export interface AppConnection {
  grantId: string;
  name: string;
  publisher: string | undefined;
  sentTo: string;
  scopes: readonly Scope[];
  /** Days (UTC). */
  since: string;
  lastUsed: string | undefined;
}

export async function listConnections(env: OAuthEnv, uid: string): Promise<AppConnection[]> {
  const [grants, known] = await Promise.all([listGrants(env, uid), env.ACCOUNT.getByName(uid).listGrants()]);
  return grants.map((grant) => toConnection(grant, known[grant.id]?.lastUsed));
}

function toConnection(grant: GrantSummary, lastUsed: string | undefined): AppConnection {
  const { clientId, redirectUri } = grant;
  const metadata: unknown = grant.metadata;
  const hasName = typeof metadata === "object" && metadata !== null && "clientName" in metadata;
  return {
    grantId: grant.id,
    name: hasName ? String(metadata.clientName) : "An app",
    publisher: URL.canParse(clientId) ? new URL(clientId).host : undefined,
    sentTo: redirectUri && URL.canParse(redirectUri) ? new URL(redirectUri).host : "unknown",
    scopes: grant.scope.filter(isScope),
    since: new Date(grant.createdAt * 1000).toISOString().slice(0, 10),
    lastUsed,
  };
}
