import type { ToolContext } from "../tools/kit/define-tool.ts";

/** Asked for when a resource needs the athlete's data; not before. */
export type ContextFor = () => Promise<ToolContext>;

/** One address, or a family of them: a `{variable}` stands for one segment. */
export interface Resource {
  uri: string;
  name: string;
  title: string;
  description: string;
  read(variables: Record<string, string>, contextFor: ContextFor): Promise<string>;
  /** Values for the variable of a family, the likeliest first. */
  values?(contextFor: ContextFor): Promise<string[]>;
}

export const isTemplate = ({ uri }: Resource): boolean => uri.includes("{");

/** The variables of a template in an address that fits it. */
export function variablesIn({ uri }: Resource, address: string): Record<string, string> | undefined {
  const [pattern, given] = [uri.split("/"), address.split("/")];
  if (pattern.length !== given.length) return undefined;
  const variables: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const value = given[index] ?? "";
    if (name !== undefined && value !== "") variables[name] = decoded(value);
    else if (part !== value) return undefined;
  }
  return variables;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
