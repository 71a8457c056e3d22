import { isLegacyRequest } from "@modelcontextprotocol/server";
import type { Principal } from "../access/principal.ts";
import { configOf } from "../config.ts";
import { isSameSecret, mac } from "../crypto/mac.ts";
import { McpSession, PRINCIPAL_HEADER } from "./session.ts";

/** The headers that a session gets to see. The token is not among them. */
const FORWARDED_HEADERS = ["accept", "content-type", "last-event-id", "mcp-protocol-version"];

const sessions = McpSession.serve("/mcp", { binding: "MCP_SESSION" });

/** Whether a request belongs to the session era. `body` is the parsed body if it is known already. */
export async function isSessionRequest(request: Request, body?: unknown): Promise<boolean> {
  return request.method === "OPTIONS" || (await isLegacyRequest(request.clone(), body));
}

/**
 * Serves the session era (2024-11-05 to 2025-11-25). The session id of a client is `<id>.<mac(uid, id)>`. It is verified
 * before a Durable Object is addressed; without a valid id of a session in progress the client gets 404 and has to
 * initialize again.
 */
export async function serveSession(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
  principal: Principal,
): Promise<Response> {
  const headers = new Headers({ [PRINCIPAL_HEADER]: JSON.stringify(principal) });
  for (const name of FORWARDED_HEADERS) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const account = env.ACCOUNT.getByName(principal.uid);
  const receivedId = request.headers.get("mcp-session-id");
  if (receivedId !== null) {
    const id = await verifySessionId(env, principal.uid, receivedId);
    // The object of a session that has ended would be created anew.
    if (id === undefined || !(await account.hasSession(objectName(id)))) return sessionNotFound();
    headers.set("mcp-session-id", id);
  }
  const response = await sessions.fetch(new Request(request, { headers }), env, withProps(ctx, { uid: principal.uid }));
  const id = response.headers.get("mcp-session-id");
  const answer = new Response(response.body, response);
  for (const name of [...answer.headers.keys()]) {
    if (name.startsWith("access-control-")) answer.headers.delete(name);
  }
  if (receivedId === null && id !== null) await account.addSession(objectName(id));
  if (request.method === "DELETE" && response.ok)
    await account.removeSession(objectName(headers.get("mcp-session-id") ?? ""));
  if (id !== null) {
    answer.headers.set("mcp-session-id", `${id}.${await sessionMac(env, principal.uid, id)}`);
    // The OAuth provider adds the other CORS headers, but not this one.
    answer.headers.set("Access-Control-Expose-Headers", "Mcp-Session-Id");
  }
  return answer;
}

/** The name that the library gives to the Durable Object of a session. */
const objectName = (id: string) => `streamable-http:${id}`;

async function verifySessionId(env: Env, uid: string, receivedId: string): Promise<string | undefined> {
  const [, id, signature] = /^([0-9a-f]{64})\.([A-Za-z0-9_-]{43})$/.exec(receivedId) ?? [];
  if (id === undefined || signature === undefined) return undefined;
  return (await isSameSecret(signature, await sessionMac(env, uid, id))) ? id : undefined;
}

const sessionMac = (env: Env, uid: string, id: string) => mac(configOf(env).uidPepper, `session:${uid}:${id}`);

/** The session stores its `props`, so the props of the OAuth provider, which hold more, are replaced. */
function withProps(ctx: ExecutionContext, props: { uid: string }): ExecutionContext {
  return { ...ctx, waitUntil: (promise) => ctx.waitUntil(promise), passThroughOnException() {}, props };
}

function sessionNotFound(): Response {
  const error = {
    code: -32001,
    message: "Session not found. Send initialize without Mcp-Session-Id to start a new one.",
  };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 404 });
}
