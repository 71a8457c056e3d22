import type { GrantSummary } from "@cloudflare/workers-oauth-provider";
import { OWNER } from "../access/athlete-access.ts";
import { isScope, type Scope } from "../access/scopes.ts";
import { configOf } from "../config.ts";
import { open, VaultError } from "../crypto/envelope.ts";
import { GrantMetadata } from "../oauth/grant.ts";
import { listGrants } from "../oauth/grants.ts";
import type { OAuthEnv } from "../sign-in/oauth-env.ts";

/** An app that the user connected: a grant, as the account page shows it. */
export interface AppConnection {
  grantId: string;
  name: string;
  publisher: string | undefined;
  sentTo: string;
  /** The athlete that the app is connected for: `0` is the user. Undefined if the stored id cannot be opened. */
  athlete: string | undefined;
  scopes: readonly Scope[];
  /** Days (UTC). */
  since: string;
  lastUsed: string | undefined;
}

export async function listConnections(env: OAuthEnv, uid: string): Promise<AppConnection[]> {
  const [grants, known] = await Promise.all([listGrants(env, uid), env.ACCOUNT.getByName(uid).listGrants()]);
  return Promise.all(grants.map((grant) => toConnection(grant, { env, uid, lastUsed: known[grant.id]?.lastUsed })));
}

async function toConnection(
  grant: GrantSummary,
  { env, uid, lastUsed }: { env: Env; uid: string; lastUsed: string | undefined },
): Promise<AppConnection> {
  const { clientId, redirectUri } = grant;
  const { clientName, athlete } = GrantMetadata.parse(grant.metadata);
  return {
    grantId: grant.id,
    name: clientName,
    publisher: URL.canParse(clientId) ? new URL(clientId).host : undefined,
    sentTo: redirectUri && URL.canParse(redirectUri) ? new URL(redirectUri).host : "unknown",
    athlete: athlete === undefined ? OWNER : await openAthlete(env, uid, athlete),
    scopes: grant.scope.filter(isScope),
    since: new Date(grant.createdAt * 1000).toISOString().slice(0, 10),
    lastUsed,
  };
}

async function openAthlete(env: Env, uid: string, envelope: string): Promise<string | undefined> {
  try {
    return (await open(configOf(env).vault, { uid, kind: "grant" }, envelope)).plaintext;
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
