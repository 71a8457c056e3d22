import { insufficientScope, type OAuthResourceAuth } from "@cloudflare/workers-oauth-provider";
import { Principal } from "../access/principal.ts";
import { allows, effectiveScopes, needsScope, scopeOf } from "../access/scopes.ts";
import { clientNetwork } from "../http/client-network.ts";
import { parseJson } from "../json.ts";
import { createMcpApi } from "./mcp-api.ts";
import { isSessionRequest, serveSession } from "./serve-session.ts";
import { createStatelessHandler, type StatelessHandler } from "./stateless.ts";
import { findTool } from "./tool-list.ts";

/** Per deployment. Kept between requests, because a handler limits how many subscription streams are open. */
const handlers = new WeakMap<Env, StatelessHandler>();

/** Serves `/mcp`. The OAuth provider has checked the access token, from which `bearer` is read. */
export async function serveMcp(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
  auth: OAuthResourceAuth,
  bearer: Principal,
): Promise<Response> {
  const grant = await env.ACCOUNT.getByName(bearer.uid).checkGrant(bearer.grantId);
  if (grant.state === "unavailable") return unavailable();
  if (grant.state !== "active") return invalidToken(auth);
  const principal = { ...bearer, scopes: effectiveScopes(bearer.scopes, grant.remainingScopes) };
  if (await isRateLimited(request, env, principal)) return rateLimited();
  const body = request.method === "POST" ? parseJson(await request.clone().text()) : undefined;
  const rejection = rejectMissingScope(body, auth, principal);
  if (rejection) return rejection;
  if (await isSessionRequest(request, body)) return serveSession(request, env, ctx, principal);
  // The SDK passes the context's props on to the factory of the handler.
  return handlerFor(env)(request, env, Object.assign(Object.create(ctx), { props: principal, auth }));
}

function handlerFor(env: Env): StatelessHandler {
  const known = handlers.get(env);
  if (known) return known;
  const handler = createStatelessHandler((auth) => createMcpApi(env, Principal.parse(auth?.extra?.props)));
  handlers.set(env, handler);
  return handler;
}

/** Calling a tool outside the grant: 403 with the missing scope in both eras, so that clients can ask the user for it. */
function rejectMissingScope(body: unknown, auth: OAuthResourceAuth, principal: Principal): Response | undefined {
  for (const message of Array.isArray(body) ? body : [body]) {
    const name = calledTool(message);
    const tool = name === undefined ? undefined : findTool(name);
    if (!tool || allows(principal.scopes, tool.effect)) continue;
    // Includes the scopes of the grant, because clients request exactly the scopes in this header.
    const scopes = [...principal.scopes, scopeOf(tool.effect)];
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

/** The grant was revoked or the account deleted: the client has to sign in again. */
function invalidToken(auth: OAuthResourceAuth): Response {
  const { origin, pathname } = new URL(auth.audience);
  const challenge = `Bearer realm="OAuth", error="invalid_token", resource_metadata="${origin}/.well-known/oauth-protected-resource${pathname}"`;
  return new Response(JSON.stringify({ error: "invalid_token", error_description: "This connection has ended." }), {
    status: 401,
    headers: { "WWW-Authenticate": challenge, "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}

/** Requests from the server's own machine are not counted. */
async function isRateLimited(request: Request, env: Env, { uid, grantId }: Principal): Promise<boolean> {
  if (clientNetwork(request) === undefined) return false;
  return (await env.RATE_CALLS?.limit({ key: `${uid}:${grantId}` }))?.success === false;
}

function rateLimited(): Response {
  const error = { code: -32000, message: "Too many requests. Nothing was done. Try again in 60 s." };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 429, headers: { "Retry-After": "60" } });
}

function unavailable(): Response {
  const error = { code: -32000, message: "The stored key cannot be read at the moment. Try again in 30 s." };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 503, headers: { "Retry-After": "30" } });
}
