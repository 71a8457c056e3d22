/// <reference types="vite/client" />
import { describe, expect, test } from "vitest";
import { correctWorkout } from "../../src/workout/fix/correct.ts";
import { outlineWorkout } from "../../src/workout/print/outline.ts";
import { printWorkout } from "../../src/workout/print/print.ts";
import { countSteps, withoutPositions } from "../../src/workout/steps.ts";
import { parseWorkout } from "../../src/workout/syntax/parse.ts";
import { parseCorpus } from "./corpus.ts";

const FILES = import.meta.glob<string>("./corpus/*.txt", { query: "?raw", import: "default", eager: true });

test("the corpus has at least 300 workouts, each under its own title", () => {
  const titles = Object.values(FILES).flatMap((file) => parseCorpus(file).map(({ title }) => title));
  expect(titles.length).toBeGreaterThanOrEqual(300);
  expect(new Set(titles).size).toBe(titles.length);
});

for (const [path, file] of Object.entries(FILES)) {
  describe(path, () => {
    for (const { title, sport, text, outline, size, problems, corrected, left } of parseCorpus(file)) {
      test(title, () => {
        const parsed = parseWorkout(text, sport);
        expect(outlineWorkout(parsed.steps)).toBe(outline);
        expect(`${countSteps(parsed.steps)} steps, ${parsed.duration} s, ${parsed.distance} m`).toBe(size);
        expect(parsed.problems.map(({ line, severity, trap }) => `${line} ${severity} ${trap}`)).toEqual(problems);

        const correction = correctWorkout(text, sport);
        expect(correction.text).toBe(corrected);
        const remaining =
          corrected === text ? [] : correction.parsed.problems.filter(({ severity }) => severity !== "info");
        expect(remaining.map(({ line, severity, trap }) => `${line} ${severity} ${trap}`)).toEqual(left);

        const printed = printWorkout(parsed.steps, sport);
        expect(withoutPositions(parseWorkout(printed, sport).steps)).toEqual(withoutPositions(parsed.steps));
      });
    }
  });
}
