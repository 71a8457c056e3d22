import type { ToolContext } from "../tools/kit/define-tool.ts";

export interface PromptArgument {
  name: string;
  description: string;
  /** The value if none is given. Arguments without it are required. */
  fallback?: string;
  /** Values to choose from, the most likely first. */
  values?: readonly string[] | ((contextFor: () => Promise<ToolContext>) => Promise<string[]>);
}

/** A question that the user picks from a menu. `write` returns the instructions for the model, with the tools to use. */
export interface Prompt {
  name: string;
  /** Other names that clients use for it. */
  aliases: readonly string[];
  title: string;
  description: string;
  arguments: readonly PromptArgument[];
  write(given: Record<string, string>): string;
}
