import type { Config } from "../config.ts";

/**
 * Answers requests that were meant for `/mcp` but use a common misspelling of its URL, and browsers that open it.
 * `undefined` for all others.
 */
export function explainMcpUrl(request: Request, { resource }: Config): Response | undefined {
  const { pathname, origin } = new URL(request.url);
  const path = pathname.toLowerCase();
  const wantsPage = request.method === "GET" && (request.headers.get("Accept") ?? "").includes("text/html");
  const isMistake =
    pathname !== "/mcp" && (/^\/(mcp|sse)(\/|$)/.test(path) || (path === "/" && !/^(GET|HEAD)$/.test(request.method)));
  if (wantsPage && (isMistake || pathname === "/mcp")) return Response.redirect(`${origin}/`, 303);
  if (!isMistake) return undefined;
  const message = `There is no MCP server at ${pathname}. Connect to ${resource}, without a trailing slash.`;
  return Response.json({ jsonrpc: "2.0", error: { code: -32600, message }, id: null }, { status: 404 });
}
