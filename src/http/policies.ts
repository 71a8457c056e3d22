import type { Policy } from "./guard.ts";
import { rejectInJsonRpc, rejectInOAuth, rejectInText } from "./rejections.ts";

/** Host apps that call `/mcp` from a browser. Others send no Origin. */
const HOST_APP_ORIGINS: ReadonlySet<string> = new Set([
  "https://claude.ai",
  "https://claude.com",
  "https://chatgpt.com",
  "https://vscode.dev",
  "https://insiders.vscode.dev",
]);

/** The default of every route that does not choose another policy. */
export const PAGE: Policy = { maxBodyBytes: 16 * 1024, body: "any", origins: "own", reject: rejectInText };
export const FORM: Policy = { ...PAGE, body: "form" };

/** Streams and bulk writes are large. */
export const MCP: Policy = {
  maxBodyBytes: 4 * 1024 * 1024,
  body: "json-rpc",
  origins: HOST_APP_ORIGINS,
  reject: rejectInJsonRpc,
};

export const OAUTH: Policy = { maxBodyBytes: 16 * 1024, body: "any", origins: "any", reject: rejectInOAuth };

/** Intervals.icu sends whole activities. */
export const WEBHOOK: Policy = { maxBodyBytes: 256 * 1024, body: "any", origins: "any", reject: rejectInText };
