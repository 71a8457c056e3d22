import { describe, expect, test } from "vitest";
import { lintWorkout } from "../../../src/workout/lint/lint.ts";

describe("lintWorkout", () => {
  test("reports position, effect and corrected line of each problem", () => {
    const { problems } = lintWorkout("Warmup\n- 10m 60%\n\n4x\n- Hard 400m @ 105%\n- Easy 3 min 55%", {
      sport: "Ride",
    });
    expect(problems).toMatchInlineSnapshot(`
      [
        {
          "column": 8,
          "correction": "- Hard 400mtr 105%",
          "evidence": "live",
          "line": 5,
          "message": ""400m" is read as 400 minutes. \`m\` means minutes in every sport; metres are \`mtr\`. If you mean minutes, write hours: \`2h\`.",
          "rule": "metres-as-minutes",
          "severity": "error",
        },
        {
          "column": 8,
          "correction": "- Easy 3m 55%",
          "evidence": "live",
          "line": 6,
          "message": ""3 min" is not recognized as a duration or distance: the step is dropped. Time units are \`h\`, \`m\` and \`s\`; distance units are \`mtr\`, \`km\`, \`mi\` and \`yrd\`. \`min\`, \`sec\`, \`meters\` and \`yd\` are not recognized.",
          "rule": "unknown-unit",
          "severity": "error",
        },
      ]
    `);
  });

  test("reports all problems of a line with the same correction", () => {
    const { problems } = lintWorkout("- 10min @ 75% of max HR", { sport: "Run" });
    expect(problems.map(({ rule, correction }) => [rule, correction])).toEqual([
      ["unknown-unit", "- 10m 75% HR"],
      ["domain-word", "- 10m 75% HR"],
    ]);
  });

  test("uses the athlete's thresholds for corrections", () => {
    const fix = (text: string, athlete = {}) => lintWorkout(text, { ...athlete, sport: "Run" }).problems[0]?.correction;
    expect(fix("- 20m 145bpm")).toBeUndefined();
    expect(fix("- 20m 145bpm", { lthr: 170 })).toBe("- 20m 85% LTHR");
    expect(fix("- 20m 75%", { lthr: 170 })).toBe("- 20m 75% LTHR");
    expect(fix("- 20m 75%", { lthr: 170, thresholdPace: 3.7 })).toBe("- 20m 75% Pace");
    expect(fix("- 20m 75%", { ftp: 260 })).toBeUndefined();
    expect(fix("- 10m 12km/h", { paceUnits: "MINS_MILE" })).toBe("- 10m 8:03/mi Pace");
  });

  test("does not report infos of a line that has an error", () => {
    const rules = (text: string) => lintWorkout(text, { sport: "Swim" }).problems.map(({ rule }) => rule);
    expect(rules("- 10m CSS\n- Easy 100mtr")).toEqual(["named-pace", "no-target"]);
  });

  test("reports a whole line at its first character that is not a space", () => {
    const { problems } = lintWorkout("  Repeat 5 times:\n- 1m 120%", { sport: "Ride" });
    expect(problems).toMatchObject([{ rule: "repeat-spelling", line: 1, column: 3 }]);
  });

  test("reports the last line that a correction replaces", () => {
    const { problems } = lintWorkout("- 10m 60%\n\n4x\n\n\n- 4m 105%", { sport: "Ride" });
    expect(problems).toMatchObject([{ rule: "repeat-empty", line: 3, endLine: 5, correction: "4x" }]);
  });

  test("reports at most 500 problems", () => {
    expect(lintWorkout("- 10min\n".repeat(2000), { sport: "Ride" }).problems).toHaveLength(500);
  });
});
