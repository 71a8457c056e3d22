import type { ToolContext } from "../tools/kit/define-tool.ts";

export interface PromptArgument {
  name: string;
  description: string;
  /** What is meant without it; none: it must be given. */
  fallback?: string;
  /** Values to choose from, the likeliest first. */
  values?: readonly string[] | ((contextFor: () => Promise<ToolContext>) => Promise<string[]>);
}

/** A question that a person picks from a menu. `ask` writes it out for the model, with the tools to use. */
export interface Prompt {
  name: string;
  /** Other names under which it is known. */
  aliases: readonly string[];
  title: string;
  description: string;
  arguments: readonly PromptArgument[];
  ask(given: Record<string, string>): string;
}
