/// <reference types="vite/client" />
import { describe, expect, test } from "vitest";
import page from "../../docs/workout-language.md?raw";
import { workoutCheatSheet, workoutLanguagePage, workoutSyntaxText } from "../../src/workout/guide.ts";
import { parseWorkout } from "../../src/workout/parse.ts";

describe("the guide", () => {
  test("is what the page in docs says", () => {
    expect(page).toBe(workoutLanguagePage());
  });

  test("has its must-know rules in a few lines", () => {
    expect(workoutCheatSheet().length).toBeLessThan(1000);
    expect(workoutCheatSheet()).toMatchInlineSnapshot(`
      "Workout text: one step per line, \`- [cue] time-or-distance [ramp] target [cadence] [options]\`; other lines are notes.
      Time 1h 1m 1s or 1h30m (m is MINUTES, in every sport); distance 1mtr 1km 1mi 1yrd.
      Ride targets: 95-105%, 200-240w, Z3-Z4, 60% MMP 5m, CZ2-CZ3, cadence 85-95rpm.
      Run and swim targets always with their word: 78-82% Pace, Z2-Z3 Pace, 4:05-4:00/km Pace, 90-95% LTHR, 75-80% HR, Z2-Z3 HR. Paces per /km /mi /100m /100y /250m /400m /500m.
      Repeat: a line ending in \`4x\` without a dash, an empty line before and after it, its steps directly beneath. No nesting.
      Sections: the exact lines Warmup and Cooldown. Rest: \`- Rest 20s intensity=rest\`. Ramp: \`- 10m ramp 50-75%\`. No digits in cues."
    `);
  });

  test("gives no form that is only claimed to a writer", () => {
    for (const claimed of ["bpm`", "spm`", "intensity=recovery`", "hidepower`"]) {
      expect(workoutCheatSheet()).not.toContain(claimed);
    }
    expect(workoutSyntaxText()).not.toContain("`145bpm` |");
  });

  test("shows only steps that parse clean in its rules", () => {
    const steps = workoutCheatSheet().match(/`- [^`[]+`/g) ?? [];
    expect(steps.length).toBeGreaterThan(1);
    for (const step of steps) {
      const { problems } = parseWorkout(step.slice(1, -1), "Ride");
      expect(problems.filter(({ severity, trap }) => severity !== "info" && trap !== "no-load")).toEqual([]);
    }
  });
});
