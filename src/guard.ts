import type { Config } from "./config.ts";

/** Bytes that a request may have. Streams and bulk uploads come through `/mcp`; forms and tokens are short. */
const MOST_BYTES = { "/mcp": 4 * 1024 * 1024, other: 16 * 1024 };
const MOST_NESTING = 64;
const LONGEST_CLIENT_ID = 400;

/** Browser hosts that speak to `/mcp` from their own pages. Hosts without a browser send no Origin at all. */
const KNOWN_ORIGINS = new Set([
  "https://claude.ai",
  "https://claude.com",
  "https://chatgpt.com",
  "https://vscode.dev",
  "https://insiders.vscode.dev",
]);
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Turns away what is no request of ours before anything else looks at it: the libraries behind it answer some of it
 * with errors of their own or work on it for seconds. Returns the request with its body read and bounded.
 */
export async function guard(request: Request, config: Config): Promise<Request | Response> {
  const url = new URL(request.url);
  return (
    wrongHost(url, config) ??
    wrongAddress(request, url, config) ??
    wrongOrigin(request, url, config) ??
    wrongParameters(url) ??
    wrongBearer(request, url) ??
    (await boundedBody(request, url))
  );
}

function wrongHost(url: URL, { publicUrl }: Config): Response | undefined {
  const own = new URL(publicUrl);
  if (url.host === own.host || (LOOPBACK.test(url.hostname) && LOOPBACK.test(own.hostname))) return undefined;
  return refuse(403, `This server is reached at ${publicUrl}.`);
}

/** What people paste by mistake, and a browser that opens the address meant for a host. */
function wrongAddress(request: Request, url: URL, { resource }: Config): Response | undefined {
  const path = url.pathname.toLowerCase();
  const wantsPage = request.method === "GET" && (request.headers.get("Accept") ?? "").includes("text/html");
  if (path === "/mcp" && url.pathname === "/mcp")
    return wantsPage ? Response.redirect(`${url.origin}/`, 303) : undefined;
  const isMistake = /^\/(mcp|sse)(\/|$)/.test(path) || (path === "/" && request.method !== "GET");
  if (!isMistake) return undefined;
  if (wantsPage) return Response.redirect(`${url.origin}/`, 303);
  const message = `There is no MCP server at ${url.pathname}. Connect to ${resource} exactly, without a slash at the end.`;
  return Response.json({ jsonrpc: "2.0", error: { code: -32600, message }, id: null }, { status: 404 });
}

/** Against pages that rebind a name to us (a MUST of MCP). Pages of ours are checked too: their forms come from us. */
function wrongOrigin(request: Request, url: URL, { publicUrl }: Config): Response | undefined {
  const origin = request.headers.get("Origin");
  if (origin === null || origin === publicUrl) return undefined;
  const isPage = request.method === "POST" && (url.pathname === "/authorize" || url.pathname.startsWith("/account"));
  if (!isPage && url.pathname !== "/mcp") return undefined;
  const isLocal = LOOPBACK.test(new URL(publicUrl).hostname);
  const isLoopback = URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname);
  if (!isPage && (KNOWN_ORIGINS.has(origin) || (isLocal && isLoopback))) return undefined;
  return refuse(403, "Requests from this web page are not allowed.");
}

/** RFC 6749 §3.1: parameters must not be repeated. */
function wrongParameters(url: URL): Response | undefined {
  const names = [...url.searchParams.keys()];
  if (url.pathname === "/authorize" && new Set(names).size < names.length) {
    return refuse(400, "A parameter is repeated.");
  }
  const clientId = url.searchParams.get("client_id") ?? "";
  return clientId.length > LONGEST_CLIENT_ID ? refuse(400, "client_id is too long.") : undefined;
}

/** Longer than any token of ours: the store behind the provider refuses such keys with an exception. */
function wrongBearer(request: Request, url: URL): Response | undefined {
  const length = request.headers.get("Authorization")?.length ?? 0;
  if (length <= 256 || url.pathname !== "/mcp") return undefined;
  const challenge = `Bearer realm="OAuth", error="invalid_token", resource_metadata="${url.origin}/.well-known/oauth-protected-resource/mcp"`;
  return new Response(null, { status: 401, headers: { "WWW-Authenticate": challenge, "Cache-Control": "no-store" } });
}

async function boundedBody(request: Request, url: URL): Promise<Request | Response> {
  if (!request.body) return request;
  const isMcp = url.pathname === "/mcp";
  const bytes = await readAtMost(request.body, isMcp ? MOST_BYTES["/mcp"] : MOST_BYTES.other);
  if (!bytes) return refuse(413, "The request is too large.");
  if (isMcp && nestsTooDeep(bytes)) return refuse(400, `The request nests deeper than ${MOST_NESTING} levels.`);
  const refusal = url.pathname === "/oauth/token" ? wrongForm(bytes) : undefined;
  return refusal ?? new Request(request, { body: bytes });
}

async function readAtMost(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Brackets outside strings, counted without parsing. */
function nestsTooDeep(bytes: Uint8Array): boolean {
  let [depth, inString] = [0, false];
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (inString) {
      if (byte === 0x5c) index++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > MOST_NESTING) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}

function wrongForm(bytes: Uint8Array): Response | undefined {
  const form = new URLSearchParams(new TextDecoder().decode(bytes));
  const names = [...form.keys()];
  const isRepeated = new Set(names).size < names.length;
  const isLong = ["code", "refresh_token", "token"].some((name) => (form.get(name)?.length ?? 0) > 256);
  if (!isRepeated && !isLong && (form.get("client_id")?.length ?? 0) <= LONGEST_CLIENT_ID) return undefined;
  const error = isRepeated || !isLong ? "invalid_request" : "invalid_grant";
  return Response.json({ error }, { status: 400, headers: { "Cache-Control": "no-store" } });
}

function refuse(status: number, says: string): Response {
  return new Response(`${says}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
