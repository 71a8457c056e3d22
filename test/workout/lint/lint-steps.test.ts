import { describe, expect, test } from "vitest";
import { lintSteps } from "../../../src/workout/lint/lint-steps.ts";
import type { Step } from "../../../src/workout/steps.ts";

const ten: Step = { duration: 600, power: { units: "%ftp", value: 60 } };

describe("checking typed steps", () => {
  test("finds nothing in good ones", () => {
    expect(
      lintSteps(
        [
          { ...ten, text: "Easy" },
          { reps: 3, steps: [ten] },
        ],
        { sport: "Ride" },
      ),
    ).toEqual([]);
  });

  test("finds the problems of the text that they print to", () => {
    expect(lintSteps([ten], { sport: "Swim" })).toMatchObject([
      { line: 1, rule: "bare-target", correction: "- 10m 60% Pace" },
    ]);
  });

  test("says what the text cannot say", () => {
    const messages = (steps: Step[]) =>
      lintSteps(steps, { sport: "Ride" })
        .filter(({ rule }) => rule === "unsayable")
        .map(({ message }) => message);
    expect(messages([{ ...ten, text: "Z2 spin" }])).toEqual([
      'The text cannot say text "Z2 spin" of this step: "spin" is read.',
    ]);
    expect(messages([{ ...ten, duration: 90.5 }])).toEqual([
      "The text cannot say duration 90.5 of this step: 91 is read.",
    ]);
    expect(messages([{ reps: 2, steps: [{ ...ten, warmup: true }] }])).toEqual([
      "The text cannot say warmup true of this step: null is read.",
    ]);
    expect(messages([{ text: "Nothing" }, ten])).toEqual(["Of 2 steps the text says 1."]);
    expect(messages([{ reps: 0, steps: [ten] }])).toHaveLength(1);
  });

  test("refuses a repeat in a repeat that would fill a book", () => {
    const nested: Step[] = [{ reps: 2, steps: [{ reps: 100_000, steps: [ten] }] }];
    expect(lintSteps(nested, { sport: "Ride" })).toMatchObject([{ rule: "unsayable", severity: "error" }]);
  });
});
