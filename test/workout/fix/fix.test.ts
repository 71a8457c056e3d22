import { describe, expect, test } from "vitest";
import { fixWorkout } from "../../../src/workout/fix/fix.ts";

describe("fixing a workout", () => {
  test("corrects every line that has one meaning", () => {
    const { text, remaining, fixed } = fixWorkout("- 10m 60%\nRepeat 3 times:\n- 1 min 120%\n- 1m 50%", {
      sport: "Ride",
    });
    expect(text).toBe("- 10m 60%\n\n3x\n- 1m 120%\n- 1m 50%");
    expect(remaining).toEqual([]);
    expect(fixed.map(({ rule }) => rule)).toEqual(["repeat-spelling", "unknown-unit"]);
  });

  test("leaves to the writer what has more than one meaning", () => {
    const { text, remaining } = fixWorkout("- 10min 60%\n- Easy spin 60%", { sport: "Ride" });
    expect(text).toBe("- 10m 60%\n- Easy spin 60%");
    expect(remaining).toMatchObject([{ rule: "no-extent", line: 2 }]);
  });

  test("corrects whole lines, even where only some problems are wanted", () => {
    const { text, fixed } = fixWorkout(
      "- 20min 145bpm\n- 10min Z2 HR",
      { sport: "Run", lthr: 170 },
      {
        only: ({ rule }) => rule === "bpm",
      },
    );
    expect(text).toBe("- 20m 85% LTHR\n- 10min Z2 HR");
    expect(fixed).toMatchObject([{ rule: "bpm", line: 1 }]);
  });

  test("keeps a text without problems as it is", () => {
    expect(fixWorkout("- 10m 60%\n\n\n- 5m 50%", { sport: "Ride" })).toMatchObject({
      text: "- 10m 60%\n\n\n- 5m 50%",
      fixed: [],
    });
  });
});
