import { describe, expect, test } from "vitest";
import { lintSteps } from "../../../src/workout/lint/lint-steps.ts";
import type { Step } from "../../../src/workout/steps.ts";

const ten: Step = { duration: 600, power: { units: "%ftp", value: 60 } };

describe("lintSteps", () => {
  test("reports nothing for steps that the text can express", () => {
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

  test("reports the problems of the printed text", () => {
    expect(lintSteps([ten], { sport: "Swim" })).toMatchObject([
      { line: 1, rule: "bare-target", correction: "- 10m 60% Pace" },
    ]);
  });

  test("reports what the text cannot express", () => {
    const messages = (steps: Step[]) =>
      lintSteps(steps, { sport: "Ride" })
        .filter(({ rule }) => rule === "not-expressible")
        .map(({ message }) => message);
    expect(messages([{ ...ten, text: "Z2 spin" }])).toEqual([
      'The text cannot express text "Z2 spin" of this step: it parses to "spin".',
    ]);
    expect(messages([{ ...ten, duration: 90.5 }])).toEqual([
      "The text cannot express duration 90.5 of this step: it parses to 91.",
    ]);
    expect(messages([{ reps: 2, steps: [{ ...ten, warmup: true }] }])).toEqual([
      "The text cannot express warmup true of this step: it parses to null.",
    ]);
    expect(messages([{ text: "Nothing" }, ten])).toEqual(["The text of these 2 steps parses to 1."]);
    expect(messages([{ reps: 0, steps: [ten] }])).toHaveLength(1);
  });

  test("reports a nested repeat that is too long to write out", () => {
    const nested: Step[] = [{ reps: 2, steps: [{ reps: 100_000, steps: [ten] }] }];
    expect(lintSteps(nested, { sport: "Ride" })).toMatchObject([{ rule: "not-expressible", severity: "error" }]);
  });
});
