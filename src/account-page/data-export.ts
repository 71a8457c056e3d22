import { ChangeLog } from "../account/change-log.ts";
import { configOf } from "../config.ts";
import type { OAuthEnv } from "../sign-in/oauth-env.ts";
import { listConnections } from "./connections.ts";

/**
 * Everything that is stored about a user, as a JSON file. Keys and tokens are left out, because the file must not give
 * access to anything; the file only lists that they exist, and since when.
 */
export async function exportData(env: OAuthEnv, uid: string): Promise<Response> {
  const { credential, tables } = await env.ACCOUNT.getByName(uid).exportData();
  const tokens = await env.OAUTH_KV.list({ prefix: `token:${uid}:` });
  const data = {
    exportedAt: new Date().toISOString(),
    uid,
    intervals: credential ?? null,
    connections: await listConnections(env, uid),
    accessTokens: tokens.keys.map(({ expiration }) => ({ expires: expiration && new Date(expiration * 1000) })),
    changes: await new ChangeLog(env.DB, configOf(env).vault, uid).listLatestCalls(Number.MAX_SAFE_INTEGER),
    account: tables,
  };
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="intervals-icu-mcp-${data.exportedAt.slice(0, 10)}.json"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
