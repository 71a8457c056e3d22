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
import { type Exchange, INVALID_PARAMS, ProtocolError, type Surface } from "./protocol.ts";
import { reportBug } from "./protocol-errors.ts";
import { jsonSchemaValidator } from "./schema-validator.ts";

export type LegacyExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

export interface LegacyOptions {
  /** Name, version and instructions are the same for every caller. */
  about: Pick<Surface, "info" | "instructions">;
  /** What the sender of this request may see: asked anew each time, because tokens change within a session. */
  surfaceOf: (extra: LegacyExtra) => Surface;
  /** Runs something that waits for the host; a session must not fall asleep meanwhile. */
  stayAwake: <T>(wait: () => Promise<T>) => Promise<T>;
  /** Addresses of the resources that the host subscribed to, for as long as the session lives. */
  watched: Watched;
}

interface Watched {
  add(uri: string): Promise<unknown>;
  delete(uri: string): Promise<unknown>;
  has(uri: string): Promise<boolean>;
}

/** From the least to the most severe. */
const SEVERITIES = LoggingLevelSchema.options;

/** People take their time to read a form. */
const ANSWER_MILLISECONDS = 10 * 60_000;

/** One session of the eras with `initialize` (2024-11-05 to 2025-11-25). */
export function createLegacyServer({ about, surfaceOf, stayAwake, watched }: LegacyOptions): Server {
  const server = new Server(about.info, {
    instructions: about.instructions,
    capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, completions: {}, logging: {} },
    jsonSchemaValidator,
    // A host that was asked for what it cannot do might never answer.
    enforceStrictCapabilities: true,
  });
  let least: LoggingLevel = "debug";
  const hears = (level: LoggingLevel) => SEVERITIES.indexOf(level) >= SEVERITIES.indexOf(least);
  const exchangeOf = (extra: LegacyExtra) => legacyExchange(extra, { server, stayAwake, watched, hears });
  server.setRequestHandler(ListToolsRequestSchema, (_, extra) => ({ tools: surfaceOf(extra).listTools() }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    answer(() => surfaceOf(extra).callTool(params.name, params.arguments, exchangeOf(extra))),
  );
  server.setRequestHandler(ListResourcesRequestSchema, (_, extra) => ({ resources: surfaceOf(extra).listResources() }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, (_, extra) => ({
    resourceTemplates: surfaceOf(extra).listResourceTemplates(),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }, extra) =>
    answer(async () => ({ contents: await surfaceOf(extra).readResource(params.uri, exchangeOf(extra)) })),
  );
  server.setRequestHandler(SubscribeRequestSchema, async ({ params: { uri } }, extra) => {
    if (!surfaceOf(extra).hasResource(uri))
      throw new ProtocolError(INVALID_PARAMS, `Resource not found: ${uri.slice(0, 200)}`, { uri });
    await watched.add(uri);
    return {};
  });
  server.setRequestHandler(UnsubscribeRequestSchema, async ({ params: { uri } }) => {
    await watched.delete(uri);
    return {};
  });
  server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
    least = params.level;
    return {};
  });
  server.setRequestHandler(ListPromptsRequestSchema, (_, extra) => ({ prompts: surfaceOf(extra).listPrompts() }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }, extra) =>
    answer(() => surfaceOf(extra).getPrompt(params.name, params.arguments ?? {}, exchangeOf(extra))),
  );
  server.setRequestHandler(CompleteRequestSchema, ({ params }, extra) =>
    answer(async () => {
      const { ref, argument, context } = params;
      const asked = { ref, argument, context: context?.arguments ?? {} };
      return { completion: await surfaceOf(extra).complete(asked, exchangeOf(extra)) };
    }),
  );
  return server;
}

async function answer<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw reportBug(error);
  }
}

interface Session extends Pick<LegacyOptions, "stayAwake" | "watched"> {
  server: Server;
  hears: (level: LoggingLevel) => boolean;
}

function legacyExchange(extra: LegacyExtra, { server, stayAwake, watched, hears }: Session): Exchange {
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
      if (await watched.has(uri)) await server.sendResourceUpdated({ uri });
    },
    clientCan: (capability) => capability in (server.getClientCapabilities() ?? {}),
    ask: (questions) =>
      stayAwake(async () => {
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
