/// <reference types="vite/client" />
import { describe, expect, test } from "vitest";
import page from "../../../docs/workout-language.md?raw";
import { workoutCheatSheet, workoutLanguagePage, workoutSyntaxText } from "../../../src/workout/guide/guide.ts";
import { lintWorkout } from "../../../src/workout/lint/lint.ts";

describe("the guide", () => {
  test("is what the page in docs says", () => {
    expect(page).toBe(workoutLanguagePage());
  });

  test("has its must-know rules in a few lines", () => {
    expect(workoutCheatSheet().length).toBeLessThan(1000);
    expect(workoutCheatSheet()).toMatchInlineSnapshot(`
      "Workout text: one step per line, \`- [cue] 10m [ramp] target [90rpm]\`; other lines are notes. m is MINUTES; distances \`400mtr\` \`1.5km\`.
      Ride targets \`75%\` \`220w\` \`Z2\`; other sports \`78-82% Pace\` \`5:00/km Pace\` \`Z2 Pace\` \`95% LTHR\` \`Z2 HR\`.
      Repeat: a line \`4x\`, empty lines around its block, no nesting. Also \`Warmup\` \`Cooldown\` \`- Rest 20s intensity=rest\` \`- 10m ramp 50-75%\`."
    `);
  });

  test("gives no form that is only claimed to a writer", () => {
    for (const claimed of ["bpm`", "spm`", "intensity=recovery`", "hidepower`"]) {
      expect(workoutCheatSheet()).not.toContain(claimed);
    }
    expect(workoutSyntaxText()).not.toContain("`145bpm` |");
  });

  test("gives a writer only words that the language reads without a problem", () => {
    const examples = [...workoutCheatSheet().matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
    const steps = examples.filter((code) => !code.includes("["));
    expect(steps.length).toBeGreaterThan(12);
    for (const code of steps) {
      const sport = /Pace|HR/.test(code) ? "Run" : "Ride";
      const { workout, problems } = lintWorkout(inAWorkout(code), { sport });
      expect([code, problems, workout.steps.length > 0]).toEqual([code, [], true]);
      expect([code, JSON.stringify(workout.steps)]).toEqual([code, expect.stringMatching(whatItMakes(code))]);
    }
  });
});

/** What stands in the sheet, with what it needs around it. */
function inAWorkout(code: string): string {
  if (code.startsWith("- ")) return `${code}\n- 20m 75%`.replace("75%", code.includes("Pace") ? "75% Pace" : "75%");
  if (/^\d+x$/.test(code) || /^(Warmup|Cooldown)$/.test(code)) return `${code}\n- 10m 75%`;
  if (/^[\d.]+(mtr|km)$/.test(code)) return `- ${code} 75%`;
  return `- 10m ${code}`;
}

/** What must be in the steps for it to have been understood. */
function whatItMakes(code: string): RegExp {
  if (/^\d+x$/.test(code)) return /"reps":4/;
  if (/mtr|km$/.test(code)) return /"distance":/;
  if (/^(Warm|Cool)/.test(code)) return /"(warmup|cooldown)":true/;
  if (code.includes("rest")) return /"intensity":"rest"/;
  if (code.includes("ramp")) return /"ramp":true/;
  return code.includes("HR") ? /"hr":/ : code.includes("Pace") ? /"pace":/ : /"power":/;
}
