/**
 * What `run.ts` points the suite at: the guard, both lanes and both adapters of the product, without its authorization
 * and with the suite's fixtures in place of its tools, resources and prompts.
 */

import type { Caller } from "../../src/access/principal.ts";
import { configOf } from "../../src/config.ts";
import { guard } from "../../src/http/guard.ts";
import { McpSession as ProductSession } from "../../src/mcp/session.ts";
import { isSessionful, serveSession } from "../../src/mcp/sessions.ts";
import { createModernHandler, type ModernHandler } from "../../src/mcp/stateless.ts";
import { fixtureSurface } from "./fixtures/surface.ts";

/** Remembers the sessions of a person. */
export { Account } from "../../src/index.ts";

/** The suite cannot sign in: everybody is this caller. */
const CALLER: Caller = {
  uid: "usuite",
  grantId: "suite",
  clientId: "suite",
  app: "the suite",
  scopes: [],
  toolset: "everything",
};

export class McpSession extends ProductSession {
  protected override surfaceFor({ uid }: Caller) {
    const disconnect = () => {
      for (const connection of this.getConnections()) connection.close();
    };
    return fixtureSurface({ vault: configOf(this.env).vault, uid, disconnect });
  }
}

let modern: ModernHandler | undefined;

export default {
  async fetch(request, env, ctx) {
    const guarded = await guard(request, env);
    if (guarded instanceof Response) return guarded;
    if (await isSessionful(guarded)) return serveSession(guarded, env, ctx, CALLER);
    modern ??= createModernHandler(() => fixtureSurface({ vault: configOf(env).vault, uid: CALLER.uid }));
    return modern(guarded, env, ctx);
  },
} satisfies ExportedHandler<Env>;
