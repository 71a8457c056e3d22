/**
 * The Worker that `run.ts` tests: the request guard and both transports of the product, without authorization, and with
 * the fixtures of the suite instead of the tools, resources and prompts.
 */
import { Hono } from "hono";
import type { Principal } from "../../src/access/principal.ts";
import { configOf } from "../../src/config.ts";
import { guard, rejectHost } from "../../src/http/guard.ts";
import { MCP } from "../../src/http/policies.ts";
import { isSessionRequest, serveSession } from "../../src/mcp/serve-session.ts";
import { McpSession as ProductSession } from "../../src/mcp/session.ts";
import { createStatelessHandler, type StatelessHandler } from "../../src/mcp/stateless.ts";
import { fixtureApi } from "./fixtures/api.ts";

/** Stores the sessions of the user. */
export { Account } from "../../src/index.ts";

/** The suite cannot sign in, so every request has this principal. */
const PRINCIPAL: Principal = {
  uid: "usuite",
  grantId: "suite",
  clientId: "suite",
  app: "the suite",
  scopes: [],
  toolset: "everything",
  athlete: "0",
};

export class McpSession extends ProductSession {
  protected override apiFor({ uid }: Principal) {
    const disconnect = () => {
      for (const connection of this.getConnections()) connection.close();
    };
    return fixtureApi({ vault: configOf(this.env).vault, uid, disconnect });
  }
}

let handleStateless: StatelessHandler | undefined;

const server = new Hono<{ Bindings: Env }>().use(rejectHost).all("/mcp", guard(MCP), async (c) => {
  // Hono hands on the context that it was given, but its type has fewer members.
  const [request, ctx] = [c.req.raw, c.executionCtx as ExecutionContext];
  if (await isSessionRequest(request)) return serveSession(request, c.env, ctx, PRINCIPAL);
  handleStateless ??= createStatelessHandler(() => fixtureApi({ vault: configOf(c.env).vault, uid: PRINCIPAL.uid }));
  return handleStateless(request, c.env, ctx);
});

export default {
  async fetch(request, env, ctx) {
    return server.fetch(request, env, ctx);
  },
} satisfies ExportedHandler<Env>;
