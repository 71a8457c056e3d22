import { isLegacyRequest } from "@modelcontextprotocol/server";
import type { Principal } from "../access/principal.ts";
import { configOf } from "../config.ts";
import { isSameSecret, mac } from "../crypto/mac.ts";
import { McpSession, PRINCIPAL_HEADER } from "./session.ts";

/** What a session needs of the request; above all not the token. */
const KEPT_HEADERS = ["accept", "content-type", "last-event-id", "mcp-protocol-version"];

const sessions = McpSession.serve("/mcp", { binding: "MCP_SESSION" });

/** Which of the two lanes a request takes. `body` is the parsed body where it is known already. */
export async function isSessionRequest(request: Request, body?: unknown): Promise<boolean> {
  return request.method === "OPTIONS" || (await isLegacyRequest(request.clone(), body));
}

/**
 * The sessionful lane (2024-11-05 to 2025-11-25). The session id that a host gets is `<id>.<mac(uid, id)>`: with a
 * foreign, forged or invented one nothing is woken, and the host is told to begin anew, as the protocol has it.
 */
export async function serveSession(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
  caller: Principal,
): Promise<Response> {
  const headers = new Headers({ [PRINCIPAL_HEADER]: JSON.stringify(caller) });
  for (const name of KEPT_HEADERS) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const handed = request.headers.get("mcp-session-id");
  if (handed !== null) {
    const id = await ownSessionId(env, caller.uid, handed);
    if (id === undefined) return sessionNotFound();
    headers.set("mcp-session-id", id);
  }
  const response = await sessions.fetch(new Request(request, { headers }), env, withProps(ctx, { uid: caller.uid }));
  const id = response.headers.get("mcp-session-id");
  const answer = new Response(response.body, response);
  for (const name of [...answer.headers.keys()]) {
    if (name.startsWith("access-control-")) answer.headers.delete(name);
  }
  const account = env.ACCOUNT.getByName(caller.uid);
  if (handed === null && id !== null) await account.addSession(nameOf(id));
  if (request.method === "DELETE" && response.ok)
    await account.removeSession(nameOf(headers.get("mcp-session-id") ?? ""));
  if (id !== null) {
    answer.headers.set("mcp-session-id", `${id}.${await sessionMac(env, caller.uid, id)}`);
    // The provider adds the other CORS headers; this one it does not know.
    answer.headers.set("Access-Control-Expose-Headers", "Mcp-Session-Id");
  }
  return answer;
}

/** Of a session's object, as the library has it. */
const nameOf = (id: string) => `streamable-http:${id}`;

async function ownSessionId(env: Env, uid: string, handed: string): Promise<string | undefined> {
  const [, id, signature] = /^([0-9a-f]{64})\.([A-Za-z0-9_-]{43})$/.exec(handed) ?? [];
  if (id === undefined || signature === undefined) return undefined;
  return (await isSameSecret(signature, await sessionMac(env, uid, id))) ? id : undefined;
}

const sessionMac = (env: Env, uid: string, id: string) => mac(configOf(env).uidPepper, `session:${uid}:${id}`);

/** The session keeps what stands in `props`; what the provider put there is for this request only. */
function withProps(ctx: ExecutionContext, props: { uid: string }): ExecutionContext {
  return { ...ctx, waitUntil: (promise) => ctx.waitUntil(promise), passThroughOnException() {}, props };
}

function sessionNotFound(): Response {
  const error = {
    code: -32001,
    message: "Session not found. Send initialize without Mcp-Session-Id to begin a new one.",
  };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: 404 });
}
