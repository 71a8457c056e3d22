import type { ToolContext } from "../tools/kit/define-tool.ts";
import { findPrompt } from "./prompt-list.ts";
import type { Completion, CompletionRequest } from "./protocol.ts";
import { INVALID_PARAMS, ProtocolError } from "./protocol-errors.ts";
import { findResource } from "./resource-list.ts";

/** Limit of the protocol. */
const MAX_VALUES = 100;

/** Values for an argument of a prompt or a variable of a resource template that start with what was typed. @throws ProtocolError */
export async function complete(
  { ref, argument }: CompletionRequest,
  contextFor: () => Promise<ToolContext>,
): Promise<Completion> {
  const values = (await valuesOf(ref, argument.name, contextFor)).filter((value) =>
    value.toLowerCase().startsWith(argument.value.toLowerCase()),
  );
  return { values: values.slice(0, MAX_VALUES), total: values.length, hasMore: values.length > MAX_VALUES };
}

async function valuesOf(
  ref: CompletionRequest["ref"],
  name: string,
  contextFor: () => Promise<ToolContext>,
): Promise<readonly string[]> {
  if (ref.type === "ref/resource") {
    // The URI is the template itself, which matches with its variables as values.
    const { resource, variables } = findResource(ref.uri);
    if (!(name in variables))
      throw new ProtocolError(INVALID_PARAMS, `${ref.uri.slice(0, 200)} has no ${name.slice(0, 80)}`);
    return (await resource.values?.(contextFor)) ?? [];
  }
  const known = findPrompt(ref.name).arguments.find((candidate) => candidate.name === name);
  if (!known) throw new ProtocolError(INVALID_PARAMS, `${ref.name.slice(0, 80)} has no argument ${name.slice(0, 80)}`);
  return typeof known.values === "function" ? await known.values(contextFor) : (known.values ?? []);
}
