import type { Tool } from "../../src/tools/kit/define-tool.ts";
import { rankByWords, wordsOf } from "../../src/training/rank-by-words.ts";
import { QUESTIONS } from "./questions.ts";

export interface Routed {
  question: string;
  expected: string;
  /** The best matches by name, title and description. */
  found: string[];
}

/** Words that occur in any question and do not distinguish tools. */
const STOPWORDS = new Set(
  wordsOf(
    "a an the this that these those it its i me my you your we is are was were be been do does did done have has had what which who when where how why of in on at to from for by with and or as all any some many much so than then too please can could will would should",
  ),
);

/** Repeats the name three times and the title twice, because their words distinguish a tool best. */
function textOf({ name, title, description }: Tool): string {
  // A description names other tools only to distinguish them from this one.
  const own = description.replaceAll(/icu_\w+/g, "");
  return stemsOf([name, name, name, title, title, own].join("\n")).join(" ");
}

/** Words without endings, so that planned matches plan, and distribution matches distributed. */
const stemsOf = (text: string) =>
  wordsOf(text.replaceAll("_", " "))
    .filter((word) => !STOPWORDS.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(ion|ing|ed|e)$/, "").replace(/([^aeiouls])\1$/, "$1") : word));

/** Finds the best tools for each question by matching words, without a model. */
export function routeAll(tools: readonly Tool[]): Routed[] {
  return QUESTIONS.map(([question, expected]) => {
    const ranked = rankByWords(stemsOf(question).join(" "), tools, textOf);
    return { question, expected, found: ranked.slice(0, 3).map(({ item }) => item.name) };
  });
}

/** Share of the questions whose expected tool is among the first `places`. */
export const hitRate = (routed: readonly Routed[], places: number) =>
  routed.filter(({ expected, found }) => found.slice(0, places).includes(expected)).length / routed.length;
