import type { Tool } from "../../src/tools/define-tool.ts";
import { rankByWords } from "../../src/training/rank-by-words.ts";
import { QUESTIONS } from "./questions.ts";

export interface Routed {
  question: string;
  expected: string;
  /** The first tools by name, title and description. */
  found: string[];
}

/** Which tools a reader without any understanding would try first: words only, no model, no network. */
export function routeAll(tools: readonly Tool[]): Routed[] {
  const textOf = ({ name, title, description }: Tool) => `${name.replaceAll("_", " ")} ${title} ${description}`;
  return QUESTIONS.map(([question, expected]) => {
    const ranked = rankByWords(question, tools, textOf);
    return { question, expected, found: ranked.slice(0, 3).map(({ item }) => item.name) };
  });
}

/** Share of the questions whose tool is among the first `places`. */
export const hitRate = (routed: readonly Routed[], places: number) =>
  routed.filter(({ expected, found }) => found.slice(0, places).includes(expected)).length / routed.length;
