/**
 * The Worker that `run.ts` tests: the request guard and both transports of the product, without authorization, and with
 * the fixtures of the suite instead of the tools, resources and prompts.
 */
import type { Principal } from "../../src/access/principal.ts";
import { configOf } from "../../src/config.ts";
import { guard } from "../../src/http/guard.ts";
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

export default {
  async fetch(request, env, ctx) {
    const guarded = await guard(request, env);
    if (guarded instanceof Response) return guarded;
    if (await isSessionRequest(guarded)) return serveSession(guarded, env, ctx, PRINCIPAL);
    handleStateless ??= createStatelessHandler(() => fixtureApi({ vault: configOf(env).vault, uid: PRINCIPAL.uid }));
    return handleStateless(guarded, env, ctx);
  },
} satisfies ExportedHandler<Env>;
