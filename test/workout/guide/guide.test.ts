import { describe, expect, test } from "vitest";
import { workoutCheatSheet, workoutLanguagePage, workoutSyntaxText } from "../../../src/workout/guide/guide.ts";
import { lintWorkout } from "../../../src/workout/lint/lint.ts";

test("docs/workout-language.md equals the generated page", async () => {
  await expect(workoutLanguagePage()).toMatchFileSnapshot("../../../docs/workout-language.md");
});

describe("the cheat sheet", () => {
  test("has fewer than 1000 characters", () => {
    expect(workoutCheatSheet().length).toBeLessThan(1000);
    expect(workoutCheatSheet()).toMatchInlineSnapshot(`
      "Workout text: one step per line, \`- [cue] 10m [ramp] target [90rpm]\`; other lines are notes. m is MINUTES; distances \`400mtr\` \`1.5km\`.
      Ride targets \`75%\` \`220w\` \`Z2\`; other sports \`78-82% Pace\` \`5:00/km Pace\` \`Z2 Pace\` \`95% LTHR\` \`Z2 HR\`.
      Repeat: a line \`4x\`, empty lines around its block, no nesting. Also \`Warmup\` \`Cooldown\` \`- Rest 20s intensity=rest\` \`- 10m ramp 50-75%\`."
    `);
  });

  test("and the syntax contain no form that is not confirmed", () => {
    for (const claimed of ["bpm`", "spm`", "intensity=recovery`", "hidepower`"]) {
      expect(workoutCheatSheet()).not.toContain(claimed);
    }
    expect(workoutSyntaxText()).not.toContain("`145bpm` |");
  });

  test("contains only examples that parse without a problem", () => {
    const examples = [...workoutCheatSheet().matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
    const steps = examples.filter((code) => !code.includes("["));
    expect(steps.length).toBeGreaterThan(12);
    for (const code of steps) {
      const sport = /Pace|HR/.test(code) ? "Run" : "Ride";
      const { workout, problems } = lintWorkout(inWorkout(code), { sport });
      expect([code, problems, workout.steps.length > 0]).toEqual([code, [], true]);
      expect([code, JSON.stringify(workout.steps)]).toEqual([code, expect.stringMatching(expectedIn(code))]);
    }
  });
});

/** An example of the cheat sheet in a complete workout. */
function inWorkout(code: string): string {
  if (code.startsWith("- ")) return `${code}\n- 20m 75%`.replace("75%", code.includes("Pace") ? "75% Pace" : "75%");
  if (/^\d+x$/.test(code) || /^(Warmup|Cooldown)$/.test(code)) return `${code}\n- 10m 75%`;
  if (/^[\d.]+(mtr|km)$/.test(code)) return `- ${code} 75%`;
  return `- 10m ${code}`;
}

/** What the steps must contain if the example was parsed. */
function expectedIn(code: string): RegExp {
  if (/^\d+x$/.test(code)) return /"reps":4/;
  if (/mtr|km$/.test(code)) return /"distance":/;
  if (/^(Warm|Cool)/.test(code)) return /"(warmup|cooldown)":true/;
  if (code.includes("rest")) return /"intensity":"rest"/;
  if (code.includes("ramp")) return /"ramp":true/;
  return code.includes("HR") ? /"hr":/ : code.includes("Pace") ? /"pace":/ : /"power":/;
}
