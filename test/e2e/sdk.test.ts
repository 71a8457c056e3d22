import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
  type VersionNegotiationMode,
} from "@modelcontextprotocol/client";
import { UnauthorizedError as LegacyUnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";
import { SignIn } from "../local/sign-in.ts";
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

const withKey = () => new SignIn({ decision: "approve", preset: "coach", api_key: "key-auckland" });

describe("the SDK of the 2026-07-28 protocol", () => {
  it.each<[string, VersionNegotiationMode, string]>([
    ["legacy", "legacy", "2025-11-25"],
    ["auto", "auto", "2026-07-28"],
    ["modern", { pin: "2026-07-28" }, "2026-07-28"],
  ])("signs in and calls tools (%s)", async (_, mode, version) => {
    const signIn = withKey();
    const make = () => new Client({ name: "e2e", version: "1" }, { versionNegotiation: { mode } });
    const transport = () => new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: signIn });
    const waiting = transport();
    await expect(make().connect(waiting)).rejects.toThrow(UnauthorizedError);
    await waiting.finishAuth(signIn.arrivedAt?.searchParams ?? new URLSearchParams());
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
    const signIn = withKey();
    const transport = () => new LegacyTransport(new URL(`${product.url}/mcp`), { authProvider: signIn });
    const waiting = transport();
    await expect(new LegacyClient({ name: "e2e", version: "1" }).connect(waiting)).rejects.toThrow(
      LegacyUnauthorizedError,
    );
    await waiting.finishAuth(signIn.arrivedAt?.searchParams.get("code") ?? "");
    const client = new LegacyClient({ name: "e2e", version: "1" });
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
