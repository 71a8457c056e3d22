import type { Tool } from "../tools/define-tool.ts";
import type { Resource } from "./define-resource.ts";

/** A resource that shows what a tool answers; its variables are the tool's arguments. */
export function fromTool(tool: Tool, resource: Omit<Resource, "read">): Resource {
  return {
    ...resource,
    async read(variables, contextFor) {
      const { text } = await tool.answer(variables, contextFor);
      return text;
    },
  };
}
