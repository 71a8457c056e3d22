import { describe, expect, test } from "vitest";
import { lintWorkout } from "../../src/workout/lint/lint.ts";
import { printWorkout } from "../../src/workout/print/print.ts";
import { parseWorkout } from "../../src/workout/syntax/parse.ts";
import { workOf } from "../fixtures/work-of.ts";

const SHAPES: Record<string, string> = {
  steps: "- Hard 4m 105-110% 95rpm\n",
  repeats: "4x\n- 4m 105%\n- 3m 55%\n\n",
  mistakes: "- 10min @ 75% of max HR\n",
  prose: "Keep it easy and enjoy the 90 minutes in the sun.\n",
  "empty lines": "\n",
  "one line of steps": "4m 105%, 3m 55% ",
  "one cue": "- and on and on ",
  "one word": "-10m60%",
  "one number": "9",
  dashes: "- ",
  "lap presses": "- press lap lap press ",
  ranges: "- 50 - ",
  headers: "4x\n\n",
  "labelled steps": "5x\nHard:\n- 1m\nEasy:\n- 1m\n\n",
  "repeats in repeats": "3x\n  2x\n    - 1m\n  - 5m\n",
  "repeats below": "- 1m 90%\n(repeat 5x)\n",
  "steps apart": "4x\n\n- 1m 90%\n\n",
  asides: "- 8m 90% (240w) ",
  colons: "- 10m : : ",
};

/** A text of the given length, or slightly shorter. */
function textOf(shape: string, length: number): string {
  return shape.repeat(Math.floor(length / shape.length));
}

describe("work grows linearly with the length of the text", () => {
  test.for(Object.entries(SHAPES))("when parsing %s", ([, shape]) => {
    const work = (length: number) => workOf(() => parseWorkout(textOf(shape, length), { sport: "Ride" }));
    expect(work(10_000)).toBeLessThan(2.2 * work(5000) + 500);
  });

  test.for(Object.entries(SHAPES))("when linting %s", ([, shape]) => {
    const work = (length: number) => workOf(() => lintWorkout(textOf(shape, length), { sport: "Ride" }));
    expect(work(10_000)).toBeLessThan(2.2 * work(5000) + 500);
  });

  test.for(Object.entries(SHAPES))("when printing %s", ([, shape]) => {
    const work = (length: number) => {
      const { steps } = parseWorkout(textOf(shape, length), { sport: "Swim" });
      return workOf(() => printWorkout(steps, "Swim"));
    };
    expect(work(10_000)).toBeLessThan(2.2 * work(5000) + 500);
  });
});

test.for(["steps", "one line of steps", "dashes", "one number"])("a megabyte of %s is parsed and linted", (name) => {
  const { workout, problems } = lintWorkout(textOf(SHAPES[name] ?? "", 1_000_000), { sport: "Run" });
  expect(workout.steps.length + problems.length).toBeGreaterThan(0);
});
