import type { Tool } from "../../src/tools/kit/define-tool.ts";
import { rankByWords, wordsOf } from "../../src/training/rank-by-words.ts";
import { QUESTIONS } from "./questions.ts";

export interface Routed {
  question: string;
  expected: string;
  /** The first tools by name, title and description. */
  found: string[];
}

/** Words of every question, which tell no tool from another. */
const EMPTY = new Set(
  wordsOf(
    "a an the this that these those it its i me my you your we is are was were be been do does did done have has had what which who when where how why of in on at to from for by with and or as all any some many much so than then too please can could will would should",
  ),
);

/** A word of a name counts three times, of a title twice: they are chosen to tell a tool from others. */
function textOf({ name, title, description }: Tool): string {
  // Where a description points to a neighbour, it speaks of that one.
  const ofItself = description.replaceAll(/icu_\w+/g, "");
  return stemsOf([name, name, name, title, title, ofItself].join("\n")).join(" ");
}

/** Words without the endings that turn one into the other: planned, plan; distribution, distributed. */
const stemsOf = (text: string) =>
  wordsOf(text.replaceAll("_", " "))
    .filter((word) => !EMPTY.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(ion|ing|ed|e)$/, "").replace(/([^aeiouls])\1$/, "$1") : word));

/** Which tools a reader without any understanding would try first: words only, no model, no network. */
export function routeAll(tools: readonly Tool[]): Routed[] {
  return QUESTIONS.map(([question, expected]) => {
    const ranked = rankByWords(stemsOf(question).join(" "), tools, textOf);
    return { question, expected, found: ranked.slice(0, 3).map(({ item }) => item.name) };
  });
}

/** Share of the questions whose tool is among the first `places`. */
export const hitRate = (routed: readonly Routed[], places: number) =>
  routed.filter(({ expected, found }) => found.slice(0, places).includes(expected)).length / routed.length;
