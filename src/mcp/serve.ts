import { insufficientScope, type OAuthResourceAuth } from "@cloudflare/workers-oauth-provider";
import { Principal } from "../access/principal.ts";
import { allows, effectiveScopes, needsScope, scopeOf } from "../access/scopes.ts";
import { clientNetwork } from "../http/client-network.ts";
import { parseJson } from "../json.ts";
import { createMcpApi } from "./mcp-api.ts";
import { isSessionRequest, serveSession } from "./serve-session.ts";
import { createStatelessHandler, type StatelessHandler } from "./stateless.ts";
import { findTool } from "./tool-list.ts";

let modern: StatelessHandler | undefined;

/** Everything at `/mcp`, for a caller whose token the provider has checked. */
export async function serveMcp(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
  auth: OAuthResourceAuth,
  bearer: Principal,
): Promise<Response> {
  const standing = await env.ACCOUNT.getByName(bearer.uid).checkGrant(bearer.grantId);
  if (standing.state === "unavailable") return unavailable();
  if (standing.state !== "active") return ended(auth);
  // The token says what was allowed when it was issued; the person may have taken some of it back.
  const caller = { ...bearer, scopes: effectiveScopes(bearer.scopes, standing.remainingScopes) };
  if (await isTooMuch(request, env, caller)) return tooMany();
  const body = request.method === "POST" ? parseJson(await request.clone().text()) : undefined;
  const refusal = refuseBeyondScopes(body, auth, caller);
  if (refusal) return refusal;
  if (await isSessionRequest(request, body)) return serveSession(request, env, ctx, caller);
  // The surface is made from what the SDK hands through; the caller travels there as the token's extra.
  modern ??= createStatelessHandler((info) => createMcpApi(env, Principal.parse(info?.extra?.props)));
  return modern(request, env, Object.assign(Object.create(ctx), { props: caller, auth }));
}

/** A tool outside the grant: 403 with the scope it needs, in both eras, so that hosts can ask the person for more. */
function refuseBeyondScopes(body: unknown, auth: OAuthResourceAuth, caller: Principal): Response | undefined {
  for (const message of Array.isArray(body) ? body : [body]) {
    const name = calledTool(message);
    const tool = name === undefined ? undefined : findTool(name);
    if (!tool || allows(caller.scopes, tool.effect)) continue;
    // All scopes that this grant has and needs, because clients ask for exactly what stands here.
    const scopes = [...caller.scopes, scopeOf(tool.effect)];
    return insufficientScope(auth, scopes, `${tool.name} ${needsScope(tool.effect)}`);
  }
  return undefined;
}

function calledTool(message: unknown): string | undefined {
  if (typeof message !== "object" || message === null || !("method" in message)) return undefined;
  if (message.method !== "tools/call" || !("params" in message)) return undefined;
  const { params } = message;
  if (typeof params !== "object" || params === null || !("name" in params)) return undefined;
  return typeof params.name === "string" ? params.name : undefined;
}

/** The grant was ended or the account is gone: the host asks the person to connect again. */
function ended(auth: OAuthResourceAuth): Response {
  const { origin, pathname } = new URL(auth.audience);
  const challenge = `Bearer realm="OAuth", error="invalid_token", resource_metadata="${origin}/.well-known/oauth-protected-resource${pathname}"`;
  return new Response(JSON.stringify({ error: "invalid_token", error_description: "This connection has ended." }), {
    status: 401,
    headers: { "WWW-Authenticate": challenge, "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}

/** Requests from this machine are not counted. */
async function isTooMuch(request: Request, env: Env, { uid }: Principal): Promise<boolean> {
  if (clientNetwork(request) === undefined) return false;
  return (await env.RATE_CALLS?.limit({ key: uid }))?.success === false;
}

function tooMany(): Response {
  const error = { code: -32000, message: "Too many requests. Nothing was done. Try again in 60 s." };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 429, headers: { "Retry-After": "60" } });
}

function unavailable(): Response {
  const error = { code: -32000, message: "The stored key cannot be opened at the moment. Nothing is lost; try again." };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 503, headers: { "Retry-After": "30" } });
}
