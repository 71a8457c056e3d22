import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import {
  LoggingMessageNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { expect, it } from "vitest";
import type { McpApi, RequestContext } from "../../src/mcp/protocol.ts";
import { createSessionServer } from "../../src/mcp/session-server.ts";

const PROFILE = "test://profile";

/** A client of a server whose only tool runs `run`, and the notifications it received. */
async function connect(run: (exchange: RequestContext) => Promise<unknown>) {
  const surface: McpApi = {
    info: { name: "test", title: "Test", version: "1" },
    instructions: "",
    listTools: () => [],
    async callTool(_name, _args, exchange) {
      return { content: [{ type: "text", text: JSON.stringify(await run(exchange)) ?? "" }] };
    },
    listResources: () => [{ uri: PROFILE, name: "profile" }],
    listResourceTemplates: () => [],
    readResource: async () => [],
    listPrompts: () => [],
    getPrompt: async () => ({ messages: [] }),
    hasResource: (uri) => uri === "test://profile",
    complete: async () => ({ values: [], total: 0, hasMore: false }),
    sealState: async (state) => state,
    openState: async (state) => state,
  };
  const uris = new Set<string>();
  const server = createSessionServer({
    serverInfo: surface,
    apiFor: () => surface,
    keepAlive: (wait) => wait(),
    subscriptions: {
      add: async (uri) => uris.add(uri),
      delete: async (uri) => uris.delete(uri),
      has: async (uri) => uris.has(uri),
    },
  });
  const client = new Client({ name: "host", version: "1" });
  const heard: unknown[] = [];
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void heard.push(params.uri));
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void heard.push(params.data));
  const [hostSide, serverSide] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(serverSide), client.connect(hostSide)]);
  const call = () => client.callTool({ name: "any" });
  return { host: client, heard, call };
}

it("the session server reports a changed resource only while the client is subscribed to it", async () => {
  const { host: client, heard, call } = await connect((exchange) => exchange.resourceChanged(PROFILE));
  await call();
  expect(heard).toEqual([]);
  await client.subscribeResource({ uri: PROFILE });
  await call();
  expect(heard).toEqual([PROFILE]);
  await client.unsubscribeResource({ uri: PROFILE });
  await call();
  expect(heard).toEqual([PROFILE]);
});

it("the session server rejects a subscription to a resource that is not listed", async () => {
  const { host: client } = await connect(async () => {});
  await expect(client.subscribeResource({ uri: "test://else" })).rejects.toMatchObject({ code: -32602 });
});

it("the session server sends log messages of the requested level and above", async () => {
  const {
    host: client,
    heard,
    call,
  } = await connect(async (exchange) => {
    await exchange.log("info", "for the curious");
    await exchange.log("error", "for everybody");
  });
  await call();
  expect(heard).toEqual(["for the curious", "for everybody"]);
  await client.setLoggingLevel("warning");
  await call();
  expect(heard.slice(2)).toEqual(["for everybody"]);
});

it("the session server sends no request that the client does not support", async () => {
  const {
    host: client,
    heard,
    call,
  } = await connect((exchange) => exchange.requestInput({ sure: { method: "roots/list" } }));
  client.fallbackRequestHandler = async ({ method }) => {
    heard.push(method);
    return {};
  };
  await expect(call()).rejects.toThrow();
  expect(heard).toEqual([]);
});
