import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText } = athleteSession();

const VO2 =
  "Warmup\n- 10m ramp 50-70% 90rpm\n\nMain Set 4x\n- Hard 4m 105-110% 95rpm\n- Easy 3m 55%\n\nCooldown\n- 8m 50%";
const VO2_STEPS = [
  { duration_seconds: 600, target: { units: "%ftp", start: 50, end: 70 }, ramp: true, cadence: 90, warmup: true },
  {
    reps: 4,
    cue: "Main Set",
    steps: [
      { cue: "Hard", duration_seconds: 240, target: { units: "%ftp", start: 105, end: 110 }, cadence: 95 },
      { cue: "Easy", duration_seconds: 180, target: { units: "%ftp", value: 55 } },
    ],
  },
  { duration_seconds: 480, target: { units: "%ftp", value: 50 }, cooldown: true },
];

describe("icu_validate_workout", () => {
  it("shows the steps and the estimate for the athlete's thresholds, with two reads and no write", async () => {
    expect(await text("icu_validate_workout", { sport: "Ride", text: VO2 })).toMatchInlineSnapshot(`
      "Workout for Ride, not saved · today is Wed 2026-05-13 (Pacific/Auckland)

      > Warmup: 10:00 ramp 50-70% FTP 90 rpm
      > Main Set: 4× (Hard: 4:00 105-110% FTP 95 rpm, Easy: 3:00 55% FTP)
      > Cooldown: 8:00 50% FTP

      duration: 46:00
      load: 55 (by power)
      intensity: 85%
      normalized power: 193 W
      zones: Z1 23m, Z2 8m, Z5 16m

      No problems."
    `);
    expect(upstream.requests.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`)).toEqual([
      "GET 0",
      "GET sport-settings",
    ]);
  });

  it("explains the effect of each mistake and how to write it correctly", async () => {
    const misread = "- 10min easy\n4x\n- 400m 4:30/km\n- Rest 60s\n- 20m 150bpm";
    expect(await text("icu_validate_workout", { sport: "Run", text: misread })).toMatchInlineSnapshot(`
      "Workout for Run, not saved · today is Wed 2026-05-13 (Pacific/Auckland)

      > 6:40:00
      > Rest: 1:00
      > 20:00 150 bpm

      duration: 7:01:00
      load: 21 (by heart rate)
      intensity: 17%
      zones: Z2 20m
      note: steps without a target add time but no load
      note: resting heart rate is not known: 60 bpm is assumed

      Problems:
      error, line 1: "10min" is not recognized as a duration or distance: the step is dropped. Time units are \`h\`, \`m\` and \`s\`; distance units are \`mtr\`, \`km\`, \`mi\` and \`yrd\`. \`min\`, \`sec\`, \`meters\` and \`yd\` are not recognized. → \`- easy 10m\`
      error, line 2: "4x" has no blank line before it: its steps run once. Leave a blank line before a repeat. Without it the steps run once. → \`⏎ 4x\`
      error, line 3: "400m" is read as 400 minutes. \`m\` means minutes in every sport; metres are \`mtr\`. If you mean minutes, write hours: \`2h\`. → \`- 400mtr 4:30/km Pace\`
      error, line 3: "4:30/km" is dropped: the step has no pace target. Write the word \`Pace\` after a pace. Without it the pace is dropped. → \`- 400mtr 4:30/km Pace\`
      info, line 4: "Rest 60s" has no target and is not a rest step on the watch. For a rest step on the watch, write \`- Rest 20s intensity=rest\`.
      warning, line 5: "150bpm" is not confirmed to work, and has been exported as a percentage. Write heart rates as \`% LTHR\` or \`% HR\`. → \`- 20m 89% LTHR\`

      Corrected text:
      > - easy 10m
      >
      > 4x
      > - 400mtr 4:30/km Pace
      > - Rest 60s
      > - 20m 89% LTHR"
    `);
  });

  it("reads typed steps like the equivalent text, and accepts its own answer as input", async () => {
    const byText = await json("icu_validate_workout", { sport: "Ride", text: VO2 });
    const bySteps = await json("icu_validate_workout", { sport: "Ride", steps: VO2_STEPS });
    expect(bySteps.text).toBe(VO2);
    expect({ ...bySteps, text: undefined }).toEqual({ ...byText, text: undefined });
    expect(await json("icu_validate_workout", { sport: "Ride", steps: JSON.stringify(byText.steps) })).toEqual(bySteps);
    expect(byText).toMatchObject({
      steps: [{}, { reps: 4, steps: [{ text: "Hard", duration: 240 }, { text: "Easy" }] }, { cooldown: true }],
      duration: 2760,
      distance: 0,
      load: 55,
      problems: [],
    });
  });

  it.each([
    [{ sport: "Ride" }, "Give either text or steps."],
    [{ sport: "Ride", text: "- 5m 50%", steps: VO2_STEPS }, "Give either text or steps."],
    [{ sport: "Ride", steps: [{ cue: "Easy" }] }, "steps.0: needs duration_seconds or distance_meters"],
    [
      { sport: "Ride", steps: [{ duration: 60, target: { units: "%ftp", start: 50 } }] },
      /^steps\.0\.target: needs either/,
    ],
    [{ sport: "Ride", steps: [{ duration: 60, watts: 200 }] }, /^steps\.0: Unrecognized key: "watts"/],
    [
      { sport: "Ride", steps: [{ reps: 900, steps: [{ duration: 1 }, { duration: 1 }] }] },
      /^steps: must be at most 1000/,
    ],
  ])("rejects %j", async (args, message) => {
    expect(await errorText("icu_validate_workout", args)).toMatch(message);
  });
});
