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
  ReadResourceRequestSchema,
  ResultSchema,
  type ServerNotification,
  type ServerRequest,
} from "@modelcontextprotocol/sdk/types.js";
import type { Exchange, Surface } from "./protocol.ts";
import { reportBug } from "./report.ts";
import { jsonSchemaValidator } from "./validator.ts";

export type LegacyExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

export interface LegacyOptions {
  /** Name, version and instructions are the same for every caller. */
  about: Pick<Surface, "info" | "instructions">;
  /** What the sender of this request may see: asked anew each time, because tokens change within a session. */
  surfaceOf: (extra: LegacyExtra) => Surface;
  /** Runs something that waits for the host; a session must not fall asleep meanwhile. */
  stayAwake: <T>(wait: () => Promise<T>) => Promise<T>;
}

/** People take their time to read a form. */
const ANSWER_MILLISECONDS = 10 * 60_000;

/** One session of the eras with `initialize` (2024-11-05 to 2025-11-25). */
export function createLegacyServer({ about, surfaceOf, stayAwake }: LegacyOptions): Server {
  const server = new Server(about.info, {
    instructions: about.instructions,
    capabilities: { tools: {}, resources: {}, prompts: {}, completions: {}, logging: {} },
    jsonSchemaValidator,
  });
  const exchangeOf = (extra: LegacyExtra) => legacyExchange(server, extra, stayAwake);
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
  server.setRequestHandler(ListPromptsRequestSchema, (_, extra) => ({ prompts: surfaceOf(extra).listPrompts() }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }, extra) =>
    answer(() => surfaceOf(extra).getPrompt(params.name, params.arguments ?? {}, exchangeOf(extra))),
  );
  server.setRequestHandler(CompleteRequestSchema, ({ params }, extra) =>
    answer(async () => {
      const { ref, argument, context } = params;
      return {
        completion: { values: await surfaceOf(extra).complete({ ref, argument, context: context?.arguments ?? {} }) },
      };
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

function legacyExchange(server: Server, extra: LegacyExtra, stayAwake: LegacyOptions["stayAwake"]): Exchange {
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
      await extra.sendNotification({ method: "notifications/message", params: { level, data } });
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
