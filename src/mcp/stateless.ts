import type { AuthInfo, Server, ServerContext } from "@modelcontextprotocol/server";
import { inputRequired, McpServer } from "@modelcontextprotocol/server";
import { createMcpHandler } from "agents/mcp/server";
import * as z from "zod";
import type { CompletionRequest, McpApi, RequestContext } from "./protocol.ts";
import {
  INVALID_PARAMS,
  InputRequired,
  logProtocolRefusal,
  ProtocolError,
  toProtocolError,
} from "./protocol-errors.ts";

/** Lists depend on what the caller may do, so nobody else may reuse them; for the caller they hold for minutes. */
const LIST_HINT = { ttlMs: 300_000, cacheScope: "private" } as const;

/** What travels sealed through the host between two rounds of one request. */
const RoundsSoFar = z.object({
  about: z.string(),
  answered: z.record(z.string(), z.unknown()),
  asked: z.array(z.string()),
});

export type StatelessHandler = (request: Request, env: unknown, ctx: ExecutionContext) => Promise<Response>;

/** The stateless lane (2026-07-28): a fresh server per request, serving the surface of whoever sent it. */
export function createStatelessHandler(surfaceOf: (auth: AuthInfo | undefined) => McpApi): StatelessHandler {
  return createMcpHandler(({ authInfo }) => createStatelessServer(surfaceOf(authInfo)), {
    legacy: "reject",
    // A plain JSON answer where nothing else is sent, a stream as soon as there is progress to report.
    responseMode: "auto",
    // Also how a host that went away is noticed: a connection tells when it is written to.
    keepAliveMs: 5_000,
    // Host and Origin were judged by the guard, CORS is the provider's.
    allowedOriginHostnames: "*",
    corsOptions: false,
    onerror: logProtocolRefusal,
  });
}

function createStatelessServer(surface: McpApi): McpServer {
  const product = new McpServer(surface.info, {
    instructions: surface.instructions,
    cacheHints: {
      "server/discover": LIST_HINT,
      "tools/list": LIST_HINT,
      "prompts/list": LIST_HINT,
      "resources/list": LIST_HINT,
      "resources/templates/list": LIST_HINT,
    },
    requestState: { verify: (state) => surface.openState(state) },
  });
  // The SDK compares `Mcp-Param-*` headers with arguments (`x-mcp-header`) only for tools that it can ask an McpServer
  // about. Nothing else of that class is used: registering the tools with it would convert every schema on every request.
  product.toolInputSchemaJson = (name) => surface.listTools().find((tool) => tool.name === name)?.inputSchema;
  const { server } = product;
  server.registerCapabilities({ tools: {}, resources: {}, prompts: {}, completions: {}, logging: {} });
  server.setRequestHandler("tools/list", () => ({ tools: surface.listTools() }));
  server.setRequestHandler("tools/call", ({ params }, ctx) =>
    answer({ surface, server, ctx, params }, (exchange) => surface.callTool(params.name, params.arguments, exchange)),
  );
  server.setRequestHandler("resources/list", () => ({ resources: surface.listResources() }));
  server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: surface.listResourceTemplates() }));
  server.setRequestHandler("resources/read", ({ params }, ctx) =>
    answer({ surface, server, ctx, params }, async (exchange) => ({
      contents: await surface.readResource(params.uri, exchange),
    })),
  );
  server.setRequestHandler("prompts/list", () => ({ prompts: surface.listPrompts() }));
  server.setRequestHandler("prompts/get", ({ params }, ctx) =>
    answer({ surface, server, ctx, params }, (exchange) =>
      surface.getPrompt(params.name, params.arguments ?? {}, exchange),
    ),
  );
  server.setRequestHandler("completion/complete", async ({ params }, ctx) => {
    const completing = surface.complete(toCompletion(params), requestContextOf(server, ctx, {}));
    return {
      completion: await completing.catch((error: unknown) => {
        throw toProtocolError(error);
      }),
    };
  });
  return product;
}

/**
 * Runs one request. Where it asks the host something that has not been answered, the answer is `input_required`: the
 * host repeats the request with the answers and the sealed state, which holds what was answered in earlier rounds.
 */
async function answer<Result>(
  { surface, server, ctx, params }: { surface: McpApi; server: Server; ctx: ServerContext; params: object },
  run: (exchange: RequestContext) => Promise<Result>,
) {
  const about = await digest(params);
  const answered = answersTo(ctx, about);
  try {
    return await run(requestContextOf(server, ctx, answered));
  } catch (error) {
    if (!(error instanceof InputRequired)) throw toProtocolError(error);
    return inputRequired({
      // The questions are plain JSON of the kinds that the protocol knows; its types spell out every field.
      inputRequests: error.requests as Parameters<typeof inputRequired>[0]["inputRequests"] & {},
      requestState: await surface.sealState(JSON.stringify({ about, answered, asked: Object.keys(error.requests) })),
    });
  }
}

/**
 * What the host has answered, in this round and before. Answers count only to questions that we asked, about this very
 * request: the sealed state says so.
 */
function answersTo(ctx: ServerContext, about: string): Record<string, unknown> {
  const text = ctx.mcpReq.requestState<string>();
  if (text === undefined) return {};
  const state = RoundsSoFar.parse(JSON.parse(text));
  if (state.about !== about) throw new ProtocolError(INVALID_PARAMS, "Invalid or expired requestState");
  const given = Object.entries(ctx.mcpReq.inputResponses ?? {}).filter(([key]) => state.asked.includes(key));
  return { ...state.answered, ...Object.fromEntries(given) };
}

async function digest(params: object): Promise<string> {
  const { _meta, ...rest } = params as Record<string, unknown>; // params are plain JSON objects
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(rest)));
  return new Uint8Array(bytes).toHex();
}

function requestContextOf(server: Server, ctx: ServerContext, answered: Record<string, unknown>): RequestContext {
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
    async requestInput(questions) {
      const open = Object.keys(questions).filter((key) => !(key in answered));
      if (open.length === 0) return answered;
      const asked = Object.fromEntries(open.flatMap((key) => (questions[key] ? [[key, questions[key]]] : [])));
      throw new InputRequired(asked);
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
