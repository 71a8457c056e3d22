import { PROMPTS } from "../prompts/catalog.ts";
import type { Prompt } from "../prompts/define-prompt.ts";
import { clean } from "../training/quote.ts";
import type { PromptDescription, ToolDescription } from "./protocol.ts";
import { INVALID_PARAMS, ProtocolError } from "./protocol-errors.ts";

/** Our choice: a sentence or two. */
const MAX_ARGUMENT_LENGTH = 200;

/** Every prompt under its name and its aliases. */
export const promptList: PromptDescription[] = PROMPTS.flatMap((prompt) =>
  [prompt.name, ...prompt.aliases].map((name) => ({
    name,
    title: prompt.title,
    description: prompt.description,
    arguments: prompt.arguments.map((argument) => ({
      name: argument.name,
      description: argument.description,
      required: argument.fallback === undefined,
    })),
  })),
);

/** @throws ProtocolError */
export function findPrompt(name: string): Prompt {
  const prompt = PROMPTS.find((candidate) => candidate.name === name || candidate.aliases.includes(name));
  if (!prompt) throw new ProtocolError(INVALID_PARAMS, `Unknown prompt: ${name.slice(0, 80)}`);
  return prompt;
}

/** The text of a prompt with these arguments. @throws ProtocolError if one is missing or too long */
export function writePrompt(prompt: Prompt, given: Record<string, string>): string {
  const complete: Record<string, string> = {};
  for (const { name, description, fallback } of prompt.arguments) {
    const value = clean(given[name] ?? "") || fallback;
    if (value === undefined) throw new ProtocolError(INVALID_PARAMS, `${name} is required: ${description}`);
    if (value.length > MAX_ARGUMENT_LENGTH) {
      throw new ProtocolError(INVALID_PARAMS, `${name} is longer than ${MAX_ARGUMENT_LENGTH} characters`);
    }
    complete[name] = value;
  }
  return prompt.write(complete);
}

/** Adds a note about tools that the text names but `tools` does not include. */
export function addMissingTools(text: string, tools: readonly ToolDescription[]): string {
  const named = new Set(text.match(/\bicu_\w+/g));
  for (const { name } of tools) named.delete(name);
  if (named.size === 0) return text;
  return `${text}\n\nThis connection does not include ${[...named].join(", ")}. Continue without them, and say what you could not do.`;
}
