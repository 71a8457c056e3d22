/**
 * What `run.ts` points the suite at: the guard, both lanes and both adapters of the product, without its authorization
 * and with the suite's fixtures in place of its tools, resources and prompts.
 */

import type { Principal } from "../../src/access/principal.ts";
import { configOf } from "../../src/config.ts";
import { guard } from "../../src/http/guard.ts";
import { isSessionRequest, serveSession } from "../../src/mcp/serve-session.ts";
import { McpSession as ProductSession } from "../../src/mcp/session.ts";
import { createStatelessHandler, type StatelessHandler } from "../../src/mcp/stateless.ts";
import { fixtureApi } from "./fixtures/api.ts";

/** Remembers the sessions of a person. */
export { Account } from "../../src/index.ts";

/** The suite cannot sign in: everybody is this caller. */
const CALLER: Principal = {
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

let modern: StatelessHandler | undefined;

export default {
  async fetch(request, env, ctx) {
    const guarded = await guard(request, env);
    if (guarded instanceof Response) return guarded;
    if (await isSessionRequest(guarded)) return serveSession(guarded, env, ctx, CALLER);
    modern ??= createStatelessHandler(() => fixtureApi({ vault: configOf(env).vault, uid: CALLER.uid }));
    return modern(guarded, env, ctx);
  },
} satisfies ExportedHandler<Env>;
