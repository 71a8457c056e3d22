import { readWith, type Tool } from "../tools/kit/define-tool.ts";
import type { Resource } from "./define-resource.ts";

/** A resource that shows what a tool answers; its variables are the tool's arguments. */
export function fromTool(tool: Tool, resource: Omit<Resource, "read">): Resource {
  return {
    ...resource,
    read: (variables, contextFor) => readWith(tool, variables, contextFor),
  };
}
