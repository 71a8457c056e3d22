import { configOf, type Env } from "../config.ts";
import { ABOUT, INSTRUCTIONS } from "./about.ts";
import type { Caller } from "./caller.ts";
import { INVALID_PARAMS, ProtocolError, type Surface } from "./protocol.ts";
import { requestState } from "./request-state.ts";
import { runTool } from "./run-tool.ts";
import { findTool, scopeOf, toolsFor } from "./tool-list.ts";
import { workbenchFor } from "./workbench.ts";

/** The product for one caller: what both protocol eras serve. */
export function createSurface(env: Env, caller: Caller): Surface {
  const { publicUrl, vault } = configOf(env);
  return {
    info: { ...ABOUT, websiteUrl: publicUrl },
    instructions: INSTRUCTIONS,

    listTools: () => toolsFor(caller),

    async callTool(name, args, exchange) {
      const tool = findTool(name);
      if (!tool) throw new ProtocolError(INVALID_PARAMS, `Unknown tool: ${name.slice(0, 80)}`);
      // The front door answers 403 before this; a session that is served all the same must not get further.
      if (!caller.scopes.includes(scopeOf(tool.effect))) {
        throw new ProtocolError(INVALID_PARAMS, `${name} needs the permission ${scopeOf(tool.effect)}.`);
      }
      const contextFor = (athleteId: string | undefined) => workbenchFor(env, caller, exchange, athleteId);
      return runTool({ tool, args, exchange, uid: caller.uid, publicUrl, contextFor });
    },

    listResources: () => [],
    listResourceTemplates: () => [],
    async readResource(uri) {
      throw new ProtocolError(INVALID_PARAMS, `Resource not found: ${uri.slice(0, 200)}`, { uri });
    },
    listPrompts: () => [],
    async getPrompt(name) {
      throw new ProtocolError(INVALID_PARAMS, `Unknown prompt: ${name.slice(0, 80)}`);
    },
    complete: async () => [],

    ...requestState(vault, caller.uid),
  };
}
