import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixWorkout } from "../../src/workout/fix/fix.ts";
import { lintWorkout } from "../../src/workout/lint/lint.ts";
import { lintSteps } from "../../src/workout/lint/lint-steps.ts";
import { printWorkout } from "../../src/workout/print/print.ts";
import { withoutPositions } from "../../src/workout/steps.ts";
import { parseWorkout } from "../../src/workout/syntax/parse.ts";
import { SEED, SPORTS, scrambled, workout } from "./generated.ts";

const sport = fc.constantFrom(...SPORTS);
const RUNS = { seed: SEED, numRuns: 500 };

describe("printWorkout and parseWorkout", () => {
  test("steps are equal after printing and parsing", () => {
    fc.assert(
      fc.property(workout, sport, (steps, sport) => {
        const { steps: read } = parseWorkout(printWorkout(steps, sport), { sport });
        expect(withoutPositions(read)).toEqual(steps);
      }),
      RUNS,
    );
  });

  test("a printed text does not change when it is parsed and printed again", () => {
    fc.assert(
      fc.property(scrambled, sport, (text, sport) => {
        const printed = printWorkout(parseWorkout(text, { sport }).steps, sport);
        expect(printWorkout(parseWorkout(printed, { sport }).steps, sport)).toBe(printed);
      }),
      RUNS,
    );
  });

  test("lintSteps reports nothing for steps that the language can express", () => {
    fc.assert(
      fc.property(workout, sport, (steps, sport) => {
        expect(lintSteps(steps, { sport }).filter(({ rule }) => rule === "not-expressible")).toEqual([]);
      }),
      { ...RUNS, numRuns: 300 },
    );
  });
});

describe("any text", () => {
  test("can be linted, and all problems are at positions within it", () => {
    fc.assert(
      fc.property(scrambled, sport, (text, sport) => {
        const lines = text.split(/\r\n|[\n\r]/);
        for (const { line, column, endLine = line } of lintWorkout(text, { sport }).problems) {
          expect(line).toBeLessThanOrEqual(endLine);
          expect(endLine).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
      RUNS,
    );
  });

  test("has no correctable problem after it was fixed", () => {
    fc.assert(
      fc.property(scrambled, sport, (text, sport) => {
        const { remaining } = fixWorkout(text, { athlete: { sport } });
        expect(remaining.filter(({ correction }) => correction !== undefined)).toEqual([]);
      }),
      RUNS,
    );
  });
});
