import { type Config, configOf, SIGN_IN_PATH, WEBHOOK_PATH } from "../config.ts";
import { readBody } from "./body.ts";
import { exceedsRateLimit } from "./rate-limits.ts";

/** Request body limits. `/mcp` takes streams and bulk writes, the webhook whole activities; forms and tokens are short. */
const MAX_BODY_BYTES = new Map([
  ["/mcp", 4 * 1024 * 1024],
  [WEBHOOK_PATH, 256 * 1024],
]);
const DEFAULT_MAX_BODY_BYTES = 16 * 1024;

/** Hosts that call `/mcp` from a browser. Others send no Origin. */
const KNOWN_ORIGINS = new Set([
  "https://claude.ai",
  "https://claude.com",
  "https://chatgpt.com",
  "https://vscode.dev",
  "https://insiders.vscode.dev",
]);
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Rejects malformed and oversized requests before the libraries behind it see them, some of which would spend seconds on
 * them. Returns the request with its body read.
 */
export async function guard(request: Request, env: Env): Promise<Request | Response> {
  const config = configOf(env);
  const url = new URL(request.url);
  return (
    rejectHost(url, config) ??
    rejectPath(request, url, config) ??
    rejectOrigin(request, url, config) ??
    rejectParameters(url) ??
    (await rejectTooMany(request, url, env)) ??
    (await readBoundedBody(request, url))
  );
}

function rejectHost(url: URL, { publicUrl }: Config): Response | undefined {
  const own = new URL(publicUrl);
  if (url.host === own.host || (LOOPBACK.test(url.hostname) && LOOPBACK.test(own.hostname))) return undefined;
  return reject(url, 403, `The address of this server is ${publicUrl}.`);
}

/** Common misspellings of the MCP URL, and browsers that open it. */
function rejectPath(request: Request, url: URL, { resource }: Config): Response | undefined {
  const path = url.pathname.toLowerCase();
  const wantsPage = request.method === "GET" && (request.headers.get("Accept") ?? "").includes("text/html");
  if (path === "/mcp" && url.pathname === "/mcp")
    return wantsPage ? Response.redirect(`${url.origin}/`, 303) : undefined;
  const isMistake = /^\/(mcp|sse)(\/|$)/.test(path) || (path === "/" && request.method !== "GET");
  if (!isMistake) return undefined;
  if (wantsPage) return Response.redirect(`${url.origin}/`, 303);
  const message = `There is no MCP server at ${url.pathname}. Connect to ${resource}, without a trailing slash.`;
  return Response.json({ jsonrpc: "2.0", error: { code: -32600, message }, id: null }, { status: 404 });
}

/** DNS rebinding protection, which MCP requires. Our own pages only accept forms from our own origin. */
function rejectOrigin(request: Request, url: URL, { publicUrl }: Config): Response | undefined {
  const origin = request.headers.get("Origin");
  if (origin === null || origin === publicUrl) return undefined;
  const isPage = request.method === "POST" && /^\/(authorize|sign-in|account)(\/|$)/.test(url.pathname);
  if (!isPage && url.pathname !== "/mcp") return undefined;
  const isLocal = LOOPBACK.test(new URL(publicUrl).hostname);
  const isLoopback = URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname);
  if (!isPage && (KNOWN_ORIGINS.has(origin) || (isLocal && isLoopback))) return undefined;
  return reject(url, 403, "Requests from this web page are not allowed.");
}

/** RFC 6749 §3.1: parameters must not be repeated. The code is only ever returned in the query. */
function rejectParameters({ pathname, searchParams }: URL): Response | undefined {
  if (pathname !== "/authorize" && pathname !== SIGN_IN_PATH) return undefined;
  const names = [...searchParams.keys()];
  if (new Set(names).size < names.length) return reject({ pathname }, 400, "A query parameter is repeated.");
  const mode = searchParams.get("response_mode") ?? "query";
  return mode === "query" ? undefined : reject({ pathname }, 400, "The only supported response_mode is query.");
}

async function rejectTooMany(request: Request, url: URL, env: Env): Promise<Response | undefined> {
  if (!(await exceedsRateLimit(request, url.pathname, env))) return undefined;
  const rejection = reject(url, 429, "Too many requests from your network. Try again in a minute.");
  rejection.headers.set("Retry-After", "60");
  return rejection;
}

async function readBoundedBody(request: Request, url: URL): Promise<Request | Response> {
  if (!request.body) return request;
  const isMcp = url.pathname === "/mcp";
  const maxBytes = MAX_BODY_BYTES.get(url.pathname) ?? DEFAULT_MAX_BODY_BYTES;
  const body = await readBody(request.body, { maxBytes, isJsonRpc: isMcp });
  return body.ok ? new Request(request, { body: body.value }) : reject(url, body.error.status, body.error.message);
}

/** JSON-RPC for MCP clients, plain text for everybody else. */
function reject({ pathname }: Pick<URL, "pathname">, status: number, message: string): Response {
  return pathname === "/mcp"
    ? Response.json({ jsonrpc: "2.0", error: { code: -32600, message }, id: null }, { status })
    : new Response(`${message}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
