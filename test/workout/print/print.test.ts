import { describe, expect, test } from "vitest";
import { printWorkout } from "../../../src/workout/print/print.ts";
import type { Step } from "../../../src/workout/steps.ts";

const ten: Step = { duration: 600, power: { units: "%ftp", value: 60 } };

describe("printWorkout", () => {
  test("separates sections and repeats by blank lines", () => {
    const steps: Step[] = [
      { ...ten, warmup: true },
      ten,
      { reps: 2, text: "Main", steps: [ten, { ...ten, text: "Easy" }] },
      { ...ten, cooldown: true },
    ];
    expect(printWorkout(steps)).toBe(
      "Warmup\n- 10m 60%\n\n- 10m 60%\n\nMain 2x\n- 10m 60%\n- Easy 10m 60%\n\nCooldown\n- 10m 60%",
    );
  });

  test("replaces a wrong count in the text of a repeat", () => {
    expect(printWorkout([{ reps: 2, text: "Main 5x", steps: [ten] }])).toBe("Main 2x\n- 10m 60%");
  });

  test("writes out a nested repeat", () => {
    const nested: Step[] = [
      { reps: 2, steps: [ten, { reps: 2, steps: [{ duration: 30, power: { units: "w", value: 300 } }] }] },
    ];
    expect(printWorkout(nested)).toBe("2x\n- 10m 60%\n- 30s 300w\n- 30s 300w");
  });

  test("throws a RangeError for a nested repeat that is too long to write out", () => {
    const nested = (reps: number): Step[] => [{ reps: 2, steps: [{ reps, steps: [ten] }] }];
    expect(printWorkout(nested(1000)).split("\n")).toHaveLength(1001);
    expect(() => printWorkout(nested(1001))).toThrow(RangeError);
  });

  test("removes words from a cue that would be parsed as targets", () => {
    expect(printWorkout([{ ...ten, text: "Z2 easy 20m - press lap\nnow" }])).toBe("- easy now 10m 60%");
  });

  test("adds seconds to minutes that look like metres in a swim", () => {
    expect(printWorkout([{ duration: 1500 }], "Swim")).toBe("- 25m0s");
    expect(printWorkout([{ duration: 3000 }], "Swim")).toBe("- 50m0s");
    expect(printWorkout([{ duration: 1500 }], "Run")).toBe("- 25m");
  });
});
