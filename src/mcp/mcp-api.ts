import type { Principal } from "../access/principal.ts";
import { allows, needsScope } from "../access/scopes.ts";
import { configOf } from "../config.ts";
import { athleteProfile } from "../resources/athlete-profile.ts";
import type { Tool } from "../tools/kit/define-tool.ts";
import { runTool } from "./call-tool.ts";
import { complete } from "./completion.ts";
import { type Call, Explained, explained } from "./error-handling.ts";
import { findPrompt, promptList, withLacking, writeOut } from "./prompt-list.ts";
import { INTERNAL_ERROR, INVALID_PARAMS, type McpApi, ProtocolError, type RequestContext } from "./protocol.ts";
import { requestState } from "./request-state.ts";
import { findResource, matchResource, resourceList, resourceTemplateList, TEXT } from "./resource-list.ts";
import { INSTRUCTIONS, SERVER_INFO } from "./server-info.ts";
import { workbenchFor } from "./tool-context.ts";
import { findTool, toolsFor } from "./tool-list.ts";

/** The product for one caller: what both protocol eras serve. */
export function createMcpApi(env: Env, caller: Principal): McpApi {
  const { publicUrl, vault } = configOf(env);
  const { uid } = caller;
  const contextFor = (exchange: RequestContext, tool?: Tool) => (athleteId?: string) =>
    workbenchFor(env, caller, exchange, { athleteId, tool });
  const seals = requestState(vault, uid);
  return {
    info: { ...SERVER_INFO, websiteUrl: publicUrl },
    instructions: INSTRUCTIONS,

    listTools: () => toolsFor(caller),

    async callTool(name, args, exchange) {
      const tool = findTool(name);
      if (!tool) throw new ProtocolError(INVALID_PARAMS, `Unknown tool: ${name.slice(0, 80)}`);
      // The front door answers 403 before this; a session that is served all the same must not get further.
      if (!allows(caller.scopes, tool.effect)) {
        throw new ProtocolError(INVALID_PARAMS, `${name} ${needsScope(tool.effect)}.`);
      }
      const writes = env.ACCOUNT.getByName(uid);
      const workbench = contextFor(exchange, tool);
      const result = await runTool({ tool, args, exchange, uid, publicUrl, contextFor: workbench, writes, seals });
      // Today's form stands in the profile, and nearly everything that can be changed changes it.
      if (tool.effect !== "read" && !result.isError) await exchange.resourceChanged(athleteProfile.uri);
      return result;
    },

    listResources: () => resourceList,
    listResourceTemplates: () => resourceTemplateList,
    hasResource: (uri) => matchResource(uri) !== undefined,
    async readResource(uri, exchange) {
      const { resource, variables } = findResource(uri);
      const call = { event: "resource", name: resource.name, uid, publicUrl } as const;
      const text = await orProtocolError(call, () => resource.read(variables, contextFor(exchange)));
      return [{ uri, mimeType: TEXT, text }];
    },

    listPrompts: () => promptList,
    async getPrompt(name, args) {
      const prompt = findPrompt(name);
      const call = { event: "prompt", name: prompt.name, uid, publicUrl } as const;
      const text = await orProtocolError(call, async () => withLacking(writeOut(prompt, args), toolsFor(caller)));
      return { description: prompt.description, messages: [{ role: "user", content: { type: "text", text } }] };
    },
    complete: (request, exchange) =>
      orProtocolError({ event: "completion", name: request.ref.type, uid, publicUrl }, () =>
        complete(request, contextFor(exchange)),
      ),

    ...seals,
  };
}

/** Outside tools, words about a failure travel as errors of the protocol. */
async function orProtocolError<Result>(call: Call, run: () => Promise<Result>): Promise<Result> {
  try {
    return await explained(call, run);
  } catch (error) {
    throw error instanceof Explained ? new ProtocolError(INTERNAL_ERROR, error.message) : error;
  }
}
