import { describe, expect, test } from "vitest";
import { printWorkout } from "../../../src/workout/print/print.ts";
import type { Step } from "../../../src/workout/steps.ts";

const ten: Step = { duration: 600, power: { units: "%ftp", value: 60 } };

describe("printing", () => {
  test("sets sections and repeats apart", () => {
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

  test("writes a repeat in a repeat out", () => {
    const nested: Step[] = [
      { reps: 2, steps: [ten, { reps: 2, steps: [{ duration: 30, power: { units: "w", value: 300 } }] }] },
    ];
    expect(printWorkout(nested)).toBe("2x\n- 10m 60%\n- 30s 300w\n- 30s 300w");
  });

  test("refuses a repeat in a repeat that would fill a book", () => {
    const nested: Step[] = [{ reps: 2, steps: [{ reps: 100_000, steps: [ten] }] }];
    expect(() => printWorkout(nested)).toThrow(RangeError);
  });

  test("keeps words out of the cue that would be read as targets", () => {
    expect(printWorkout([{ ...ten, text: "Z2 easy 20m - press lap\nnow" }])).toBe("- easy now 10m 60%");
  });

  test("keeps minutes in the pool from looking like metres", () => {
    expect(printWorkout([{ duration: 1500 }], "Swim")).toBe("- 25m0s");
    expect(printWorkout([{ duration: 1500 }], "Run")).toBe("- 25m");
  });
});
