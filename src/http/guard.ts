import { type Config, configOf, SIGN_IN_PATH, WEBHOOK_PATH } from "../config.ts";
import { readBody } from "./body.ts";
import { isTooMuch } from "./rate-limits.ts";

/**
 * Bytes that a request may have. Streams and bulk uploads come through `/mcp`, whole activities that we do not look at
 * through the webhook; forms and tokens are short.
 */
const MOST_BYTES = new Map([
  ["/mcp", 4 * 1024 * 1024],
  [WEBHOOK_PATH, 256 * 1024],
]);
const MOST_BYTES_ELSEWHERE = 16 * 1024;

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
export async function guard(request: Request, env: Env): Promise<Request | Response> {
  const config = configOf(env);
  const url = new URL(request.url);
  return (
    wrongHost(url, config) ??
    wrongAddress(request, url, config) ??
    wrongOrigin(request, url, config) ??
    wrongParameters(url) ??
    (await tooMany(request, url, env)) ??
    (await boundedBody(request, url))
  );
}

function wrongHost(url: URL, { publicUrl }: Config): Response | undefined {
  const own = new URL(publicUrl);
  if (url.host === own.host || (LOOPBACK.test(url.hostname) && LOOPBACK.test(own.hostname))) return undefined;
  return refuse(url, 403, `This server is reached at ${publicUrl}.`);
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
  const isPage = request.method === "POST" && /^\/(authorize|sign-in|account)(\/|$)/.test(url.pathname);
  if (!isPage && url.pathname !== "/mcp") return undefined;
  const isLocal = LOOPBACK.test(new URL(publicUrl).hostname);
  const isLoopback = URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname);
  if (!isPage && (KNOWN_ORIGINS.has(origin) || (isLocal && isLoopback))) return undefined;
  return refuse(url, 403, "Requests from this web page are not allowed.");
}

/** RFC 6749 §3.1: parameters must not be repeated. And a code travels in the query, whatever the app would like. */
function wrongParameters({ pathname, searchParams }: URL): Response | undefined {
  if (pathname !== "/authorize" && pathname !== SIGN_IN_PATH) return undefined;
  const names = [...searchParams.keys()];
  if (new Set(names).size < names.length) return refuse({ pathname }, 400, "A parameter is repeated.");
  const mode = searchParams.get("response_mode") ?? "query";
  return mode === "query" ? undefined : refuse({ pathname }, 400, "The only response_mode is query.");
}

async function tooMany(request: Request, url: URL, env: Env): Promise<Response | undefined> {
  if (!(await isTooMuch(request, url.pathname, env))) return undefined;
  const refusal = refuse(url, 429, "Too many requests from your network. Try again in a minute.");
  refusal.headers.set("Retry-After", "60");
  return refusal;
}

async function boundedBody(request: Request, url: URL): Promise<Request | Response> {
  if (!request.body) return request;
  const isMcp = url.pathname === "/mcp";
  const most = MOST_BYTES.get(url.pathname) ?? MOST_BYTES_ELSEWHERE;
  const body = await readBody(request.body, { most, isJsonRpc: isMcp });
  return "refused" in body ? refuse(url, body.refused, body.says) : new Request(request, { body: body.bytes });
}

/** In the language of who asks. */
function refuse({ pathname }: Pick<URL, "pathname">, status: number, message: string): Response {
  return pathname === "/mcp"
    ? Response.json({ jsonrpc: "2.0", error: { code: -32600, message }, id: null }, { status })
    : new Response(`${message}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
