/// <reference types="vite/client" />
import { describe, expect, test } from "vitest";
import { fixWorkout } from "../../src/workout/fix/fix.ts";
import { lintWorkout } from "../../src/workout/lint/lint.ts";
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
  describe(`the workouts of ${path}`, () => {
    for (const { title, sport, text, outline, size, problems, corrected, left } of parseCorpus(file)) {
      test(`"${title}" has the expected steps, problems and corrections`, () => {
        const { workout, problems: found } = lintWorkout(text, { sport });
        expect(outlineWorkout(workout.steps)).toBe(outline);
        expect(`${countSteps(workout.steps)} steps, ${workout.duration} s, ${workout.distance} m`).toBe(size);
        expect(found.map(({ line, severity, rule }) => `${line} ${severity} ${rule}`)).toEqual(problems);

        const fixed = fixWorkout(text, { athlete: { sport } });
        expect(fixed.text).toBe(corrected);
        const remaining = corrected === text ? [] : fixed.remaining.filter(({ severity }) => severity !== "info");
        expect(remaining.map(({ line, severity, rule }) => `${line} ${severity} ${rule}`)).toEqual(left);

        const printed = printWorkout(workout.steps, sport);
        expect(withoutPositions(parseWorkout(printed, { sport }).steps)).toEqual(withoutPositions(workout.steps));
      });
    }
  });
}
