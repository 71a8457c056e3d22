import { expect, it } from "vitest";
import { rankByWords, wordsOf } from "../../src/training/rank-by-words.ts";

const rank = (query: string, texts: string[]) => rankByWords(query, texts, (text) => text).map(({ item }) => item);

it("rankByWords prefers rare words and leaves out texts without a match", () => {
  expect(rank("long threshold run", ["easy run", "threshold run", "long run", "swim"])).toEqual([
    "threshold run",
    "long run",
    "easy run",
  ]);
});

it("rankByWords keeps the order of equal scores", () => {
  expect(rank("run", ["run a", "run b", "run c"])).toEqual(["run a", "run b", "run c"]);
});

it("rankByWords computes the BM25 score", () => {
  // Two of three have "run": idf = ln(1 + 1.5/2.5); lengths 2, 4 and 3 about a mean of 3.
  const idf = Math.log(1 + 1.5 / 2.5);
  const score = (length: number) => (idf * 2.2) / (1 + 1.2 * (0.25 + (0.75 * length) / 3));
  const ranked = rankByWords("run", ["easy run", "a very long run", "open water swim"], (text) => text);
  expect(ranked.map((one) => one.score)).toEqual([expect.closeTo(score(2), 12), expect.closeTo(score(4), 12)]);
});

it("wordsOf removes accents and plural endings", () => {
  expect(wordsOf("Séances, activities & passes: 4×4's")).toEqual(["seance", "activity", "passe", "4", "4", "s"]);
});
