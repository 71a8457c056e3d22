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

describe("printing and parsing", () => {
  test("what is printed parses to the same steps", () => {
    fc.assert(
      fc.property(workout, sport, (steps, sport) => {
        const { steps: read } = parseWorkout(printWorkout(steps, sport), { sport });
        expect(withoutPositions(read)).toEqual(steps);
      }),
      RUNS,
    );
  });

  test("what is parsed prints to a text that stays as it is", () => {
    fc.assert(
      fc.property(scrambled, sport, (text, sport) => {
        const printed = printWorkout(parseWorkout(text, { sport }).steps, sport);
        expect(printWorkout(parseWorkout(printed, { sport }).steps, sport)).toBe(printed);
      }),
      RUNS,
    );
  });

  test("steps that the language can say have nothing unsayable", () => {
    fc.assert(
      fc.property(workout, sport, (steps, sport) => {
        expect(lintSteps(steps, { sport }).filter(({ rule }) => rule === "unsayable")).toEqual([]);
      }),
      { ...RUNS, numRuns: 300 },
    );
  });
});

describe("any text", () => {
  test("is answered, with problems that lie inside it", () => {
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

  test("has no correction left after correcting", () => {
    fc.assert(
      fc.property(scrambled, sport, (text, sport) => {
        const { remaining } = fixWorkout(text, { sport });
        expect(remaining.filter(({ correction }) => correction !== undefined)).toEqual([]);
      }),
      RUNS,
    );
  });
});
