import { describe, expect, test } from "vitest";
import { countSteps, type Step } from "../../src/workout/steps.ts";
import { parseWorkout } from "../../src/workout/syntax/parse.ts";

const ten: Step = { duration: 600, power: { units: "%ftp", value: 60 } };

describe("countSteps", () => {
  test("expands repeats, including nested ones", () => {
    expect(countSteps(parseWorkout("- 10m 60%\n\n4x\n- 4m 105%\n- 3m 55%", { sport: "Ride" }).steps)).toBe(9);
    expect(countSteps([{ reps: 3, steps: [ten, { reps: 2, steps: [ten, ten] }] }])).toBe(15);
  });
});
