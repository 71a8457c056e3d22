import type { Principal } from "../access/principal.ts";
import { configOf } from "../config.ts";
import { athleteProfile } from "../resources.ts";
import type { ContextFor } from "../tools/kit/define-tool.ts";
import { type CallContextOptions, type KnownSubject, openCallContext } from "./call-context.ts";
import { type CallRecord, logged } from "./call-log.ts";
import { callTool } from "./call-tool.ts";
import { complete } from "./completion.ts";
import { explainError } from "./error-messages.ts";
import { limitText } from "./limit-answer.ts";
import { addMissingTools, findPrompt, promptList, writePrompt } from "./prompt-list.ts";
import type { McpApi } from "./protocol.ts";
import { INTERNAL_ERROR, INVALID_PARAMS, ProtocolError } from "./protocol-errors.ts";
import { requestState } from "./request-state.ts";
import { findResource, hasResource, resourceList, resourceTemplateList, TEXT } from "./resource-list.ts";
import { INSTRUCTIONS, SERVER_INFO } from "./server-info.ts";
import { findTool, toolsFor } from "./tool-list.ts";

/** Everything the server offers to one principal. Both protocol eras serve it. */
export function createMcpApi(env: Env, principal: Principal): McpApi {
  const { publicUrl, vault } = configOf(env);
  const { uid } = principal;

  /** Outside tools, a failure is an error of the protocol. */
  const call = async <Value>(
    record: Pick<CallRecord, "event" | "name">,
    run: (onSubject: (subject: KnownSubject) => void) => Promise<Value>,
  ): Promise<Value> => {
    let subject: KnownSubject | undefined;
    const result = await logged(
      { ...record, uid },
      (error) => explainError(error, { publicUrl, effect: "read", subject }),
      () =>
        run((known) => {
          subject = known;
        }),
    );
    if (!result.ok) throw new ProtocolError(INTERNAL_ERROR, result.message);
    return result.value;
  };
  const contextFor =
    (options: Pick<CallContextOptions, "request" | "onSubject">, name: string): ContextFor =>
    async (findAthlete) => {
      const tool = { name, effect: "read" } as const;
      return (await openCallContext({ env, principal, tool, findAthlete, ...options })).context;
    };

  return {
    info: { ...SERVER_INFO, websiteUrl: publicUrl },
    instructions: INSTRUCTIONS,

    listTools: () => toolsFor(principal),
    async callTool(name, args, request) {
      const tool = findTool(name);
      if (!tool) throw new ProtocolError(INVALID_PARAMS, `Unknown tool: ${name.slice(0, 80)}`);
      const result = await callTool({ env, principal, tool, args, request });
      // The profile resource contains today's form, and nearly every change affects it.
      if (tool.effect !== "read" && !result.isError) await request.resourceChanged(athleteProfile.uri);
      return result;
    },

    listResources: () => resourceList,
    listResourceTemplates: () => resourceTemplateList,
    hasResource,
    async readResource(uri, request) {
      const { resource, variables } = findResource(uri);
      const { name } = resource;
      const text = await call({ event: "resource", name }, (onSubject) =>
        resource.read(variables, contextFor({ request, onSubject }, name)),
      );
      return [{ uri, mimeType: TEXT, text: limitText(text) }];
    },

    listPrompts: () => promptList,
    async getPrompt(name, args) {
      const prompt = findPrompt(name);
      const write = async () => addMissingTools(writePrompt(prompt, args), toolsFor(principal));
      const text = await call({ event: "prompt", name: prompt.name }, write);
      return { description: prompt.description, messages: [{ role: "user", content: { type: "text", text } }] };
    },
    complete: (request, context) =>
      call({ event: "completion", name: request.ref.type }, (onSubject) =>
        complete(request, contextFor({ request: context, onSubject }, "completion")),
      ),

    ...requestState(vault, { uid, kind: "state" }),
  };
}
