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
async function connect(run: (context: RequestContext) => Promise<unknown>) {
  const api: McpApi = {
    info: { name: "test", title: "Test", version: "1" },
    instructions: "",
    listTools: () => [],
    async callTool(_name, _args, context) {
      return { content: [{ type: "text", text: JSON.stringify(await run(context)) ?? "" }] };
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
    serverInfo: api,
    apiFor: () => api,
    keepAlive: (wait) => wait(),
    subscriptions: {
      add: (uri) => void uris.add(uri),
      delete: (uri) => void uris.delete(uri),
      has: (uri) => uris.has(uri),
    },
  });
  const client = new Client({ name: "client", version: "1" });
  const received: unknown[] = [];
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void received.push(params.uri));
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void received.push(params.data));
  const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(serverSide), client.connect(clientSide)]);
  const call = () => client.callTool({ name: "any" });
  return { client, received, call };
}

it("the session server reports a changed resource only while the client is subscribed to it", async () => {
  const { client, received, call } = await connect((context) => context.resourceChanged(PROFILE));
  await call();
  expect(received).toEqual([]);
  await client.subscribeResource({ uri: PROFILE });
  await call();
  expect(received).toEqual([PROFILE]);
  await client.unsubscribeResource({ uri: PROFILE });
  await call();
  expect(received).toEqual([PROFILE]);
});

it("the session server rejects a subscription to a resource that is not listed", async () => {
  const { client } = await connect(async () => {});
  await expect(client.subscribeResource({ uri: "test://else" })).rejects.toMatchObject({ code: -32602 });
});

it("the session server sends log messages of the requested level and above", async () => {
  const { client, received, call } = await connect(async (context) => {
    await context.log("info", "details");
    await context.log("error", "failure");
  });
  await call();
  expect(received).toEqual(["details", "failure"]);
  await client.setLoggingLevel("warning");
  await call();
  expect(received.slice(2)).toEqual(["failure"]);
});

it("the session server sends no request that the client does not support", async () => {
  const { client, received, call } = await connect((context) =>
    context.requestInput({ sure: { method: "roots/list" } }),
  );
  client.fallbackRequestHandler = async ({ method }) => {
    received.push(method);
    return {};
  };
  await expect(call()).rejects.toThrow();
  expect(received).toEqual([]);
});
