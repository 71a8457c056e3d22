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
      "Workout text: one step per line, \`- [cue] time-or-distance [ramp] target [cadence] [options]\`; lines without a dash are notes.
      Times \`45s\` \`10m\` \`1h30m\`: m is MINUTES in every sport. Distances \`400mtr\` \`1.5km\` \`1mi\` \`100yrd\`. No digits in cues.
      Ride targets: \`75%\` \`220w\` \`Z2\`; cadence \`90rpm\`. In every other sport with their word: \`78-82% Pace\` \`5:00/km Pace\` \`Z2 Pace\`; \`95% LTHR\` \`Z2 HR\`.
      Repeat: a line ending in \`4x\`, without a dash, an empty line before and after it, its steps directly beneath; no nesting.
      Sections: a line \`Warmup\` or \`Cooldown\`. Rest: \`- Rest 20s intensity=rest\`. Ramp: \`- 10m ramp 50-75%\`."
    `);
  });

  test("gives no form that is only claimed to a writer", () => {
    for (const claimed of ["bpm`", "spm`", "intensity=recovery`", "hidepower`"]) {
      expect(workoutCheatSheet()).not.toContain(claimed);
    }
    expect(workoutSyntaxText()).not.toContain("`145bpm` |");
  });

  test("shows only steps that parse clean", () => {
    for (const step of ["- Rest 20s intensity=rest", "- 10m ramp 50-75%"]) {
      expect(workoutCheatSheet()).toContain(`\`${step}\``);
      const { problems } = parseWorkout(`${step}\n- 20m 75%`, "Ride");
      expect(problems).toEqual([]);
    }
  });
});
