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

export type SessionRequestExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

export interface SessionServerOptions {
  /** Name, version and instructions are the same for every caller. */
  serverInfo: Pick<McpApi, "info" | "instructions">;
  /** What the sender of this request may see: asked anew each time, because tokens change within a session. */
  apiFor: (extra: SessionRequestExtra) => McpApi;
  /** Runs something that waits for the host; a session must not fall asleep meanwhile. */
  keepAlive: <T>(wait: () => Promise<T>) => Promise<T>;
  /** Addresses of the resources that the host subscribed to, for as long as the session lives. */
  subscriptions: Subscriptions;
}

interface Subscriptions {
  add(uri: string): Promise<unknown>;
  delete(uri: string): Promise<unknown>;
  has(uri: string): Promise<boolean>;
}

/** From the least to the most severe. */
const SEVERITIES = LoggingLevelSchema.options;

/** People take their time to read a form. */
const ANSWER_MILLISECONDS = 10 * 60_000;

/** One session of the eras with `initialize` (2024-11-05 to 2025-11-25). */
export function createSessionServer({ serverInfo, apiFor, keepAlive, subscriptions }: SessionServerOptions): Server {
  const server = new Server(serverInfo.info, {
    instructions: serverInfo.instructions,
    capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, completions: {}, logging: {} },
    // The SDK's default validator compiles schemas to code, which Workers forbid.
    jsonSchemaValidator: new CfWorkerJsonSchemaValidator(),
    // A host that was asked for what it cannot do might never answer.
    enforceStrictCapabilities: true,
  });
  let least: LoggingLevel = "debug";
  const hears = (level: LoggingLevel) => SEVERITIES.indexOf(level) >= SEVERITIES.indexOf(least);
  const exchangeOf = (extra: SessionRequestExtra) =>
    requestContextOf(extra, { server, keepAlive, subscriptions, hears });
  server.setRequestHandler(ListToolsRequestSchema, (_, extra) => ({ tools: apiFor(extra).listTools() }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    answer(() => apiFor(extra).callTool(params.name, params.arguments, exchangeOf(extra))),
  );
  server.setRequestHandler(ListResourcesRequestSchema, (_, extra) => ({ resources: apiFor(extra).listResources() }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, (_, extra) => ({
    resourceTemplates: apiFor(extra).listResourceTemplates(),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, extra) =>
    answer(async () => ({ contents: await apiFor(extra).readResource(params.uri, exchangeOf(extra)) })),
  );
  server.setRequestHandler(SubscribeRequestSchema, async ({ params: { uri } }, extra) => {
    if (!apiFor(extra).hasResource(uri))
      throw new ProtocolError(INVALID_PARAMS, `Resource not found: ${uri.slice(0, 200)}`, { uri });
    await subscriptions.add(uri);
    return {};
  });
  server.setRequestHandler(UnsubscribeRequestSchema, async ({ params: { uri } }) => {
    await subscriptions.delete(uri);
    return {};
  });
  server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
    least = params.level;
    return {};
  });
  server.setRequestHandler(ListPromptsRequestSchema, (_, extra) => ({ prompts: apiFor(extra).listPrompts() }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }, extra) =>
    answer(() => apiFor(extra).getPrompt(params.name, params.arguments ?? {}, exchangeOf(extra))),
  );
  server.setRequestHandler(CompleteRequestSchema, ({ params }, extra) =>
    answer(async () => {
      const { ref, argument, context } = params;
      const asked = { ref, argument, context: context?.arguments ?? {} };
      return { completion: await apiFor(extra).complete(asked, exchangeOf(extra)) };
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
  hears: (level: LoggingLevel) => boolean;
}

function requestContextOf(
  extra: SessionRequestExtra,
  { server, keepAlive, subscriptions, hears }: Session,
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
      if (hears(level)) await extra.sendNotification({ method: "notifications/message", params: { level, data } });
    },
    async resourceChanged(uri) {
      if (await subscriptions.has(uri)) await server.sendResourceUpdated({ uri });
    },
    clientSupports: (capability) => capability in (server.getClientCapabilities() ?? {}),
    requestInput: (questions) =>
      keepAlive(async () => {
        const answers: Record<string, unknown> = {};
        for (const [key, question] of Object.entries(questions)) {
          // The union of the SDK spells out the parameters of each method; ours are the same plain JSON.
          const request = question as unknown as ServerRequest;
          answers[key] = await extra.sendRequest(request, ResultSchema, { timeout: ANSWER_MILLISECONDS });
        }
        return answers;
      }),
  };
}
