import { PROMPTS } from "../prompts/catalog.ts";
import type { Prompt } from "../prompts/define-prompt.ts";
import type { PromptDescription, ToolDescription } from "./protocol.ts";
import { INVALID_PARAMS, ProtocolError } from "./protocol-errors.ts";

/** A prompt is a sentence or two of somebody's own words at most. */
const LONGEST_ARGUMENT = 200;

/** Every prompt under every name it is known by. */
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

/** What the prompt says with these arguments. @throws ProtocolError when one is missing or no short text */
export function writeOut(prompt: Prompt, given: Record<string, string>): string {
  const complete: Record<string, string> = {};
  for (const { name, description, fallback } of prompt.arguments) {
    const value = given[name]?.trim() || fallback;
    if (value === undefined) throw new ProtocolError(INVALID_PARAMS, `Say ${name}: ${description}`);
    if (value.length > LONGEST_ARGUMENT) {
      throw new ProtocolError(INVALID_PARAMS, `${name} is longer than ${LONGEST_ARGUMENT} characters`);
    }
    complete[name] = value;
  }
  return prompt.write(complete);
}

/** The text, and which of the tools it names are none of the caller's: a grant may hold fewer than a prompt would use. */
export function withLacking(text: string, tools: readonly ToolDescription[]): string {
  const named = new Set(text.match(/\bicu_\w+/g));
  for (const { name } of tools) named.delete(name);
  if (named.size === 0) return text;
  return `${text}\n\nThis connection does not offer ${[...named].join(", ")}: do without, and say what that leaves open.`;
}
