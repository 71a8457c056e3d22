import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  type LoggingLevel,
  LoggingLevelSchema,
  ReadResourceRequestSchema,
  ResultSchema,
  type ServerNotification,
  type ServerRequest,
  SetLevelRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { CfWorkerJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/cfworker-provider.js";
import type { McpApi, RequestContext } from "./protocol.ts";
import { INVALID_PARAMS, ProtocolError, toProtocolError } from "./protocol-errors.ts";
import type { Subscriptions } from "./subscriptions.ts";

export type SessionRequestExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

export interface SessionServerOptions {
  /** Name, version and instructions are the same for everyone. */
  serverInfo: Pick<McpApi, "info" | "instructions">;
  /** Called for each request, because tokens change within a session. */
  apiFor: (extra: SessionRequestExtra) => McpApi;
  /** Keeps the Durable Object from hibernating while it waits for the client. */
  keepAlive: <T>(wait: () => Promise<T>) => Promise<T>;
  /** URIs of the resources that the client subscribed to. */
  subscriptions: Subscriptions;
}

/** In ascending order. */
const SEVERITIES = LoggingLevelSchema.options;

/** Long, because a user has to read and answer. */
const INPUT_TIMEOUT_MILLISECONDS = 10 * 60_000;

/** The MCP server of one session (2024-11-05 to 2025-11-25). */
export function createSessionServer({ serverInfo, apiFor, keepAlive, subscriptions }: SessionServerOptions): Server {
  const server = new Server(serverInfo.info, {
    instructions: serverInfo.instructions,
    capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, completions: {}, logging: {} },
    // The SDK's default validator compiles schemas to code, which Workers forbid.
    jsonSchemaValidator: new CfWorkerJsonSchemaValidator(),
    // A client might never answer a request for something that it does not support.
    enforceStrictCapabilities: true,
  });
  let minimumLevel: LoggingLevel = "debug";
  const isLogged = (level: LoggingLevel) => SEVERITIES.indexOf(level) >= SEVERITIES.indexOf(minimumLevel);
  const contextFor = (extra: SessionRequestExtra) =>
    requestContextOf(extra, { server, keepAlive, subscriptions, isLogged });
  server.setRequestHandler(ListToolsRequestSchema, (_, extra) => ({ tools: apiFor(extra).listTools() }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    answer(() => apiFor(extra).callTool(params.name, params.arguments, contextFor(extra))),
  );
  server.setRequestHandler(ListResourcesRequestSchema, (_, extra) => ({ resources: apiFor(extra).listResources() }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, (_, extra) => ({
    resourceTemplates: apiFor(extra).listResourceTemplates(),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, extra) =>
    answer(async () => ({ contents: await apiFor(extra).readResource(params.uri, contextFor(extra)) })),
  );
  server.setRequestHandler(SubscribeRequestSchema, ({ params: { uri } }, extra) => {
    if (!apiFor(extra).hasResource(uri))
      throw new ProtocolError(INVALID_PARAMS, `Resource not found: ${uri.slice(0, 200)}`, { uri });
    subscriptions.add(uri);
    return {};
  });
  server.setRequestHandler(UnsubscribeRequestSchema, ({ params: { uri } }) => {
    subscriptions.delete(uri);
    return {};
  });
  server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
    minimumLevel = params.level;
    return {};
  });
  server.setRequestHandler(ListPromptsRequestSchema, (_, extra) => ({ prompts: apiFor(extra).listPrompts() }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }, extra) =>
    answer(() => apiFor(extra).getPrompt(params.name, params.arguments ?? {}, contextFor(extra))),
  );
  server.setRequestHandler(CompleteRequestSchema, ({ params }, extra) =>
    answer(async () => {
      const { ref, argument, context } = params;
      const request = { ref, argument, context: context?.arguments ?? {} };
      return { completion: await apiFor(extra).complete(request, contextFor(extra)) };
    }),
  );
  return server;
}

async function answer<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw toProtocolError(error);
  }
}

interface Session extends Pick<SessionServerOptions, "keepAlive" | "subscriptions"> {
  server: Server;
  isLogged: (level: LoggingLevel) => boolean;
}

function requestContextOf(
  extra: SessionRequestExtra,
  { server, keepAlive, subscriptions, isLogged }: Session,
): RequestContext {
  const progressToken = extra._meta?.progressToken;
  return {
    signal: extra.signal,
    meta: extra._meta ?? {},
    async progress(done, total, message) {
      if (progressToken === undefined) return;
      const params = { progressToken, progress: done, ...(total && { total }), ...(message && { message }) };
      await extra.sendNotification({ method: "notifications/progress", params });
    },
    async log(level, data) {
      if (isLogged(level)) await extra.sendNotification({ method: "notifications/message", params: { level, data } });
    },
    async resourceChanged(uri) {
      if (subscriptions.has(uri)) await server.sendResourceUpdated({ uri });
    },
    clientSupports: (capability) => capability in (server.getClientCapabilities() ?? {}),
    requestInput: (requests) =>
      keepAlive(async () => {
        const responses: Record<string, unknown> = {};
        for (const [key, input] of Object.entries(requests)) {
          // Plain JSON of the kinds that the protocol knows; the SDK's types spell out every field of each kind.
          const request = input as unknown as ServerRequest;
          responses[key] = await extra.sendRequest(request, ResultSchema, { timeout: INPUT_TIMEOUT_MILLISECONDS });
        }
        return responses;
      }),
  };
}
