import { ChangeLog } from "../account/change-log.ts";
import { concealOthers } from "../changes/conceal-others.ts";
import { configOf } from "../config.ts";
import type { OAuthEnv } from "../sign-in/oauth-env.ts";
import { listConnections } from "./connections.ts";

/**
 * Everything that is stored about a user, as a JSON file. Keys and tokens are left out, because the file must not give
 * access to anything; the file only lists that they exist, and since when.
 */
export async function exportData(request: Request, env: OAuthEnv, uid: string): Promise<Response> {
  const account = env.ACCOUNT.getByName(uid);
  const { credential, tables } = await account.exportData();
  const tokens = await env.OAUTH_KV.list({ prefix: `token:${uid}:` });
  const listed = await new ChangeLog(account, configOf(env).vault, uid).listLatestCalls(Number.MAX_SAFE_INTEGER);
  const reader = { uid, credential: await account.readCredential(), app: "your account page", signal: request.signal };
  const data = {
    exportedAt: new Date().toISOString(),
    uid,
    intervals: credential ?? null,
    connections: await listConnections(env, uid),
    accessTokens: tokens.keys.map(({ expiration }) => ({ expires: expiration && new Date(expiration * 1000) })),
    changes: await concealOthers(env, reader, listed.changes),
    // Present if changes up to this time were dropped because the log was full.
    changesDroppedUntil: listed.droppedUntil && new Date(listed.droppedUntil),
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
