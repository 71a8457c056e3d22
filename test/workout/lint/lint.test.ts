import { describe, expect, test } from "vitest";
import { lintWorkout } from "../../../src/workout/lint/lint.ts";

describe("a problem", () => {
  test("says where it is, what the server does, and the corrected line", () => {
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
          "message": ""400m" is read as 400 minutes. \`m\` is minutes in every sport; metres are \`mtr\`. Where minutes are meant, write hours: \`2h\`.",
          "rule": "metres-as-minutes",
          "severity": "error",
        },
        {
          "column": 8,
          "correction": "- Easy 3m 55%",
          "evidence": "live",
          "line": 6,
          "message": ""3 min" is not read as a duration or distance: the step is dropped. Only \`h m s\` are times and only \`mtr km mi yrd\` are distances; \`min\`, \`sec\`, \`meters\`, \`yd\` are not read.",
          "rule": "unknown-unit",
          "severity": "error",
        },
      ]
    `);
  });

  test("names all of a line's mistakes and corrects them at once", () => {
    const { problems } = lintWorkout("- 10min @ 75% of max HR", { sport: "Run" });
    expect(problems.map(({ rule, correction }) => [rule, correction])).toEqual([
      ["unknown-unit", "- 10m 75% HR"],
      ["domain-word", "- 10m 75% HR"],
    ]);
  });

  test("uses what is known of the athlete for its correction", () => {
    const fix = (text: string, athlete = {}) => lintWorkout(text, { ...athlete, sport: "Run" }).problems[0]?.correction;
    expect(fix("- 20m 145bpm")).toBeUndefined();
    expect(fix("- 20m 145bpm", { lthr: 170 })).toBe("- 20m 85% LTHR");
    expect(fix("- 20m 75%", { lthr: 170 })).toBe("- 20m 75% LTHR");
    expect(fix("- 20m 75%", { lthr: 170, thresholdPace: 3.7 })).toBe("- 20m 75% Pace");
    expect(fix("- 20m 75%", { ftp: 260 })).toBeUndefined();
    expect(fix("- 10m 12km/h", { paceUnits: "MINS_MILE" })).toBe("- 10m 8:03/mi Pace");
  });

  test("of a repeat without its empty line tells the lines that the correction replaces", () => {
    const { problems } = lintWorkout("- 10m 60%\n\n4x\n\n\n- 4m 105%", { sport: "Ride" });
    expect(problems).toMatchObject([{ rule: "repeat-empty", line: 3, endLine: 5, correction: "4x" }]);
  });

  test("is listed five hundred times at most", () => {
    expect(lintWorkout("- 10min\n".repeat(2000), { sport: "Ride" }).problems).toHaveLength(500);
  });
});
