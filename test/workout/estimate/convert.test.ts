import { describe, expect, test } from "vitest";
import { convertTargets } from "../../../src/workout/estimate/convert.ts";
import { outlineWorkout } from "../../../src/workout/print/outline.ts";
import { parseWorkout } from "../../../src/workout/syntax/parse.ts";

describe("convertTargets", () => {
  test("converts beats per minute to percent of LTHR and reports each conversion once", () => {
    const { steps } = parseWorkout("- 10m 60%\n\n3x\n- 4m 150-160bpm hr=lap\n- 2m 120bpm", { sport: "Ride" });
    const converted = convertTargets(steps, { lthr: 170, maxHr: 190 });
    expect(outlineWorkout(converted.steps)).toBe("10:00 60% FTP\n3× (4:00 88-94% LTHR, 2:00 71% LTHR)");
    expect(converted.steps[1]?.steps?.[0]?.hr?.target).toBe("lap");
    expect(converted.notes).toEqual([
      "150-160 bpm is written as 88-94% LTHR (threshold 170 bpm).",
      "120 bpm is written as 71% LTHR (threshold 170 bpm).",
    ]);
  });

  test("converts to percent of the maximum if LTHR is not known, and keeps bpm if neither is known", () => {
    const { steps } = parseWorkout("- 4m 152bpm", { sport: "Run" });
    expect(convertTargets(steps, { maxHr: 190 }).notes).toEqual(["152 bpm is written as 80% HR (maximum 190 bpm)."]);
    expect(convertTargets(steps, {}).steps).toEqual(steps);
    expect(convertTargets(steps, {}).notes).toHaveLength(1);
  });
});
