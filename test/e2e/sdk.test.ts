import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
  type VersionNegotiationMode,
} from "@modelcontextprotocol/client";
import { UnauthorizedError as SessionUnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client as SessionClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as SessionTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OAuthClient } from "../local/oauth-client.ts";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";
import { exerciseClient, textOf } from "./exercise-client.ts";

let upstream: Server;
let product: Server;
beforeAll(async () => {
  upstream = await startUpstream();
  product = await startProduct({ upstream: upstream.url });
});
afterAll(async () => {
  await product?.stop();
  await upstream?.stop();
});

const withKey = () => new OAuthClient({ decision: "approve", preset: "coach", api_key: "key-auckland" });

describe("the SDK of the 2026-07-28 protocol", () => {
  it.each<[string, VersionNegotiationMode, string]>([
    ["sessions", "legacy", "2025-11-25"],
    ["auto", "auto", "2026-07-28"],
    ["stateless", { pin: "2026-07-28" }, "2026-07-28"],
  ])("signs in and calls tools (%s)", async (_, mode, version) => {
    const oauth = withKey();
    const make = () => new Client({ name: "e2e", version: "1" }, { versionNegotiation: { mode } });
    const transport = () => new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: oauth });
    const unauthorized = transport();
    await expect(make().connect(unauthorized)).rejects.toThrow(UnauthorizedError);
    await unauthorized.finishAuth(oauth.callbackParams);
    const client = make();
    await client.connect(transport());
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    await exerciseClient({
      listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
      call: async (name, args) => textOf(await client.callTool({ name, arguments: args })),
    });
    await client.close();
  });
});

describe("the SDK of earlier protocols", () => {
  it("signs in and calls tools in a session", async () => {
    const oauth = withKey();
    const transport = () => new SessionTransport(new URL(`${product.url}/mcp`), { authProvider: oauth });
    const unauthorized = transport();
    await expect(new SessionClient({ name: "e2e", version: "1" }).connect(unauthorized)).rejects.toThrow(
      SessionUnauthorizedError,
    );
    await unauthorized.finishAuth(oauth.callbackParams.get("code") ?? "");
    const client = new SessionClient({ name: "e2e", version: "1" });
    const connected = transport();
    await client.connect(connected);
    expect(connected.sessionId).toMatch(/^[0-9a-f]{64}\.[\w-]{43}$/);
    await exerciseClient({
      listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
      call: async (name, args) => textOf(await client.callTool({ name, arguments: args })),
    });
    await connected.terminateSession();
    await client.close();
  });
});
