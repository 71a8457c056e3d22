import { describe, expect, test } from "vitest";
import { fixWorkout } from "../../../src/workout/fix/fix.ts";

describe("fixWorkout", () => {
  test("corrects every line that has exactly one meaning", () => {
    const { text, remaining, fixed } = fixWorkout("- 10m 60%\nRepeat 3 times:\n- 1 min 120%\n- 1m 50%", {
      athlete: { sport: "Ride" },
    });
    expect(text).toBe("- 10m 60%\n\n3x\n- 1m 120%\n- 1m 50%");
    expect(remaining).toEqual([]);
    expect(fixed.map(({ rule }) => rule)).toEqual(["repeat-spelling", "unknown-unit"]);
  });

  test("does not change a line that has more than one meaning", () => {
    const { text, remaining } = fixWorkout("- 10min 60%\n- Easy spin 60%", { athlete: { sport: "Ride" } });
    expect(text).toBe("- 10m 60%\n- Easy spin 60%");
    expect(remaining).toMatchObject([{ rule: "no-duration", line: 2 }]);
  });

  test.for([
    ["Swim", "- 25m 90% Pace", "- 25mtr 90% Pace"],
    ["Swim", "- 20m 90% Pace", "- 20m 90% Pace"],
    ["Run", "- 100m 90% Pace", "- 100mtr 90% Pace"],
    ["Run", "- 50m 90% Pace", "- 50m 90% Pace"],
    ["Ride", "- 400m 90%", "- 400mtr 90%"],
    ["Ride", "- 300m 90%", "- 5h 90%"],
  ] as const)("changes minutes to metres only for usual distances of the sport: %s, %s", ([sport, text, corrected]) => {
    expect(fixWorkout(text, { athlete: { sport } }).text).toBe(corrected);
  });

  test("corrects the whole line of a selected problem, and no other line", () => {
    const { text, fixed } = fixWorkout("- 20min 145bpm\n- 10min Z2 HR", {
      athlete: { sport: "Run", lthr: 170 },
      only: ({ rule }) => rule === "bpm",
    });
    expect(text).toBe("- 20m 85% LTHR\n- 10min Z2 HR");
    expect(fixed).toMatchObject([{ rule: "bpm", line: 1 }]);
  });

  test("does not change a text without problems", () => {
    expect(fixWorkout("- 10m 60%\n\n\n- 5m 50%", { athlete: { sport: "Ride" } })).toMatchObject({
      text: "- 10m 60%\n\n\n- 5m 50%",
      fixed: [],
    });
  });
});
