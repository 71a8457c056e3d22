import type { OAuthHelpers } from "@cloudflare/workers-oauth-provider";
import { ChangeLog } from "../account/change-log.ts";
import { configOf } from "../config.ts";
import { connectionsOf } from "./connections.ts";

/**
 * Everything that is held about a person, for them to read or take along. Never what opens their account here or at
 * Intervals.icu: of keys and tokens it says that they exist, and since when.
 */
export async function downloadAll(env: Env, oauth: OAuthHelpers, uid: string): Promise<Response> {
  const { credential, tables } = await env.ACCOUNT.getByName(uid).exportData();
  const tokens = await env.OAUTH_KV.list({ prefix: `token:${uid}:` });
  const everything = {
    made: new Date().toISOString(),
    pseudonym: uid,
    intervals: credential ?? null,
    connections: await connectionsOf(env, oauth, uid),
    accessTokens: tokens.keys.map(({ expiration }) => ({ ends: expiration && new Date(expiration * 1000) })),
    changes: await new ChangeLog(env.DB, configOf(env).vault, uid).listLatestCalls(Number.MAX_SAFE_INTEGER),
    account: tables,
  };
  return new Response(`${JSON.stringify(everything, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="intervals-icu-mcp-${everything.made.slice(0, 10)}.json"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
