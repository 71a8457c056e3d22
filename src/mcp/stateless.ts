import type { AuthInfo, Server, ServerContext } from "@modelcontextprotocol/server";
import { inputRequired, McpServer } from "@modelcontextprotocol/server";
import { createMcpHandler } from "agents/mcp/server";
import * as z from "zod";
import { digestOf } from "../crypto/digest.ts";
import type { CompletionRequest, McpApi, RequestContext } from "./protocol.ts";
import {
  INVALID_PARAMS,
  InputRequired,
  logRejectedRequest,
  ProtocolError,
  toProtocolError,
} from "./protocol-errors.ts";

/** Lists depend on the principal's scopes, so caches must not share them. */
const LIST_HINT = { ttlMs: 300_000, cacheScope: "private" } as const;

/** What the client carries, sealed, from one round of a request to the next. */
const RoundState = z.object({
  /** Digest of the request, so that responses to it do not count for another one. */
  request: z.string(),
  /** Responses of earlier rounds. */
  responses: z.record(z.string(), z.unknown()),
  /** Keys of the inputs that were requested. */
  requested: z.array(z.string()),
});

export type StatelessHandler = (request: Request, env: unknown, ctx: ExecutionContext) => Promise<Response>;

/** Serves the stateless era (2026-07-28) with a new server for each request. */
export function createStatelessHandler(apiFor: (auth: AuthInfo | undefined) => McpApi): StatelessHandler {
  return createMcpHandler(({ authInfo }) => createStatelessServer(apiFor(authInfo)), {
    legacy: "reject",
    // JSON for a result alone, a stream as soon as there is progress to report.
    responseMode: "auto",
    // A disconnected client is only noticed when something is written to it.
    keepAliveMs: 5_000,
    // The request guard has checked Host and Origin, and the OAuth provider adds the CORS headers.
    allowedOriginHostnames: "*",
    corsOptions: false,
    onerror: logRejectedRequest,
  });
}

function createStatelessServer(api: McpApi): McpServer {
  const mcpServer = new McpServer(api.info, {
    instructions: api.instructions,
    cacheHints: {
      "server/discover": LIST_HINT,
      "tools/list": LIST_HINT,
      "prompts/list": LIST_HINT,
      "resources/list": LIST_HINT,
      "resources/templates/list": LIST_HINT,
    },
    requestState: { verify: (state) => api.openState(state) },
  });
  // The SDK compares `Mcp-Param-*` headers with arguments (`x-mcp-header`) only if an McpServer knows the tool's schema.
  // Registering the tools with it would convert every schema on every request, so this is all that it is used for.
  mcpServer.toolInputSchemaJson = (name) => api.listTools().find((tool) => tool.name === name)?.inputSchema;
  const { server } = mcpServer;
  server.registerCapabilities({ tools: {}, resources: {}, prompts: {}, completions: {}, logging: {} });
  server.setRequestHandler("tools/list", () => ({ tools: api.listTools() }));
  server.setRequestHandler("tools/call", ({ params }, ctx) =>
    answer({ api, server, ctx, params }, (request) => api.callTool(params.name, params.arguments, request)),
  );
  server.setRequestHandler("resources/list", () => ({ resources: api.listResources() }));
  server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: api.listResourceTemplates() }));
  server.setRequestHandler("resources/read", ({ params }, ctx) =>
    answer({ api, server, ctx, params }, async (request) => ({
      contents: await api.readResource(params.uri, request),
    })),
  );
  server.setRequestHandler("prompts/list", () => ({ prompts: api.listPrompts() }));
  server.setRequestHandler("prompts/get", ({ params }, ctx) =>
    answer({ api, server, ctx, params }, (request) => api.getPrompt(params.name, params.arguments ?? {}, request)),
  );
  server.setRequestHandler("completion/complete", async ({ params }, ctx) => {
    const completing = api.complete(toCompletion(params), requestContextOf(server, ctx, {}));
    return {
      completion: await completing.catch((error: unknown) => {
        throw toProtocolError(error);
      }),
    };
  });
  return mcpServer;
}

/**
 * Runs one request. If it needs input that the client has not given yet, the result is `input_required`: the client
 * repeats the request with its responses and the sealed state, which contains the responses of earlier rounds.
 */
async function answer<Result>(
  { api, server, ctx, params }: { api: McpApi; server: Server; ctx: ServerContext; params: object },
  run: (request: RequestContext) => Promise<Result>,
) {
  const request = await digestOf({ ...params, _meta: undefined });
  const responses = responsesTo(ctx, request);
  try {
    return await run(requestContextOf(server, ctx, responses));
  } catch (error) {
    if (!(error instanceof InputRequired)) throw toProtocolError(error);
    const state: z.output<typeof RoundState> = { request, responses, requested: Object.keys(error.requests) };
    return inputRequired({
      // Plain JSON of the kinds that the protocol knows; the SDK's types spell out every field of each kind.
      inputRequests: error.requests as Parameters<typeof inputRequired>[0]["inputRequests"] & {},
      requestState: await api.sealState(JSON.stringify(state)),
    });
  }
}

/** The client's responses of this round and of earlier ones. Responses that were not requested are ignored. */
function responsesTo(ctx: ServerContext, request: string): Record<string, unknown> {
  const text = ctx.mcpReq.requestState<string>();
  if (text === undefined) return {};
  const state = RoundState.parse(JSON.parse(text));
  if (state.request !== request) throw new ProtocolError(INVALID_PARAMS, "Invalid or expired requestState");
  const given = Object.entries(ctx.mcpReq.inputResponses ?? {}).filter(([key]) => state.requested.includes(key));
  return { ...state.responses, ...Object.fromEntries(given) };
}

function requestContextOf(server: Server, ctx: ServerContext, responses: Record<string, unknown>): RequestContext {
  const { mcpReq } = ctx;
  const progressToken = mcpReq._meta?.progressToken;
  return {
    signal: mcpReq.signal,
    meta: mcpReq._meta ?? {},
    async progress(done, total, message) {
      if (progressToken === undefined) return;
      const params = { progressToken, progress: done, ...(total && { total }), ...(message && { message }) };
      await mcpReq.notify({ method: "notifications/progress", params });
    },
    log: (level, data) => mcpReq.log(level, data),
    async resourceChanged() {},
    clientSupports: (capability) => capability in (server.getClientCapabilities() ?? {}),
    async requestInput(requests) {
      const missing = Object.entries(requests).filter(([key]) => !(key in responses));
      if (missing.length > 0) throw new InputRequired(Object.fromEntries(missing));
      return responses;
    },
  };
}

function toCompletion(params: {
  ref: CompletionRequest["ref"];
  argument: { name: string; value: string };
  context?: { arguments?: Record<string, string> | undefined } | undefined;
}): CompletionRequest {
  return { ref: params.ref, argument: params.argument, context: params.context?.arguments ?? {} };
}
