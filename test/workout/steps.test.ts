import { describe, expect, test } from "vitest";
import { convertTargets } from "../../src/workout/estimate/convert.ts";
import { checkSteps } from "../../src/workout/lint/check.ts";
import { outlineWorkout } from "../../src/workout/print/outline.ts";
import { printWorkout } from "../../src/workout/print/print.ts";
import { countSteps, type Step } from "../../src/workout/steps.ts";
import { parseWorkout } from "../../src/workout/syntax/parse.ts";

const ten: Step = { duration: 600, power: { units: "%ftp", value: 60 } };

describe("counting", () => {
  test("expands repeats, of repeats too", () => {
    expect(countSteps(parseWorkout("- 10m 60%\n\n4x\n- 4m 105%\n- 3m 55%", "Ride").steps)).toBe(9);
    expect(countSteps([{ reps: 3, steps: [ten, { reps: 2, steps: [ten, ten] }] }])).toBe(15);
  });
});

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
    expect(checkSteps(nested, "Ride")).toMatchObject([{ trap: "unsayable", severity: "error" }]);
  });

  test("keeps words out of the cue that would be read as targets", () => {
    expect(printWorkout([{ ...ten, text: "Z2 easy 20m - press lap\nnow" }])).toBe("- easy now 10m 60%");
  });

  test("keeps minutes in the pool from looking like metres", () => {
    expect(printWorkout([{ duration: 1500 }], "Swim")).toBe("- 25m0s");
    expect(printWorkout([{ duration: 1500 }], "Run")).toBe("- 25m");
  });
});

describe("checking typed steps", () => {
  test("finds nothing in good ones", () => {
    expect(
      checkSteps(
        [
          { ...ten, text: "Easy" },
          { reps: 3, steps: [ten] },
        ],
        "Ride",
      ),
    ).toEqual([]);
  });

  test("finds the problems of the text that they print to", () => {
    expect(checkSteps([ten], "Swim")).toMatchObject([{ line: 1, trap: "bare-target", correction: "- 10m 60% Pace" }]);
  });

  test("says what the text cannot say", () => {
    const messages = (steps: Step[]) =>
      checkSteps(steps, "Ride")
        .filter(({ trap }) => trap === "unsayable")
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
});

describe("converting", () => {
  test("turns beats into percent of the threshold heart rate, and says so", () => {
    const { steps } = parseWorkout("- 10m 60%\n\n3x\n- 4m 150-160bpm hr=lap\n- 2m 120bpm", "Ride");
    const converted = convertTargets(steps, { lthr: 170, maxHr: 190 });
    expect(outlineWorkout(converted.steps)).toBe("10:00 60% FTP\n3× (4:00 88-94% LTHR, 2:00 71% LTHR)");
    expect(converted.steps[1]?.steps?.[0]?.hr?.target).toBe("lap");
    expect(converted.notes).toEqual([
      "150-160 bpm is written as 88-94% LTHR (threshold 170 bpm).",
      "120 bpm is written as 71% LTHR (threshold 170 bpm).",
    ]);
  });

  test("takes the maximum where no threshold is known, and leaves beats where neither is", () => {
    const { steps } = parseWorkout("- 4m 152bpm", "Run");
    expect(convertTargets(steps, { maxHr: 190 }).notes).toEqual(["152 bpm is written as 80% HR (maximum 190 bpm)."]);
    expect(convertTargets(steps, {}).steps).toEqual(steps);
    expect(convertTargets(steps, {}).notes).toHaveLength(1);
  });
});

describe("the outline", () => {
  test("fits a workout into a few lines", () => {
    const text =
      "Warmup\n- 10m ramp 50-70% 90rpm\n\nMain Set 4x\n- 4m 105-110%\n- 3m 55%\n\n- Sprint 15s maxeffort\n- 1km 4:30/km Pace press lap\n- 20m freeride";
    expect(outlineWorkout(parseWorkout(text, "Ride").steps)).toBe(
      "Warmup: 10:00 ramp 50-70% FTP 90 rpm\nMain Set: 4× (4:00 105-110% FTP, 3:00 55% FTP)\nSprint: 0:15 max effort\n1km 4:30/km until lap press\n20:00 free ride",
    );
  });
});
