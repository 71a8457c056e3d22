import { web } from "../person.ts";

/** Raw requests to `/mcp`, as nobody's SDK would send them. */

export const PROTOCOL = "2026-07-28";

export interface Spoken {
  status: number;
  text: string;
  headers: Headers;
}

/** Whatever body with whatever headers; a bearer unless the headers say otherwise. */
export async function post(token: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Spoken> {
  const response = await web("/mcp", {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      ...headers,
    },
    body,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** One request of the stateless era. */
export function ask(token: string, method: string, params: Record<string, unknown> = {}): Promise<Spoken> {
  const _meta = {
    "io.modelcontextprotocol/protocolVersion": PROTOCOL,
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": { name: "attacker", version: "1" },
  };
  const name = params.name ?? params.uri;
  return post(token, JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: { ...params, _meta } }), {
    "MCP-Protocol-Version": PROTOCOL,
    "Mcp-Method": method,
    ...(typeof name === "string" && { "Mcp-Name": name }),
  });
}

export const call = (token: string, name: string, args: unknown = {}): Promise<Spoken> =>
  ask(token, "tools/call", { name, arguments: args });

/** Whether a token opens the door. */
export const isLetIn = async (token: string): Promise<boolean> => (await ask(token, "server/discover")).status === 200;

/** One request inside a session. */
export function inSession(token: string, session: string | undefined, body: object): Promise<Spoken> {
  return post(token, JSON.stringify({ jsonrpc: "2.0", ...body }), {
    "MCP-Protocol-Version": "2025-11-25",
    ...(session !== undefined && { "Mcp-Session-Id": session }),
  });
}

/** Begins a session and returns its id. */
export async function openSession(token: string): Promise<string> {
  const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "t", version: "1" } };
  const { headers } = await inSession(token, undefined, { id: 1, method: "initialize", params });
  const session = headers.get("Mcp-Session-Id") ?? "";
  await inSession(token, session, { method: "notifications/initialized" });
  return session;
}
