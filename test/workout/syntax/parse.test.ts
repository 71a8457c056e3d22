import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../../src/workout/guide/examples.ts";
import { TARGET_FORMS } from "../../../src/workout/guide/forms.ts";
import { lintWorkout } from "../../../src/workout/lint/lint.ts";
import { printWorkout } from "../../../src/workout/print/print.ts";
import type { Step } from "../../../src/workout/steps.ts";
import {
  DISTANCE_UNITS,
  DOMAIN_WORDS,
  INTENSITIES,
  PACE_UNITS,
  SECTIONS,
  TIME_UNITS,
  VALUE_UNITS,
} from "../../../src/workout/syntax/grammar.ts";
import { parseWorkout } from "../../../src/workout/syntax/parse.ts";

/** The step of one line. */
function step(body: string, sport = "Ride"): Step | undefined {
  return parseWorkout(`- ${body}`, { sport }).steps[0];
}

describe("parseWorkout", () => {
  test("returns steps in the format of workout_doc", () => {
    const { steps, duration, distance } = parseWorkout(
      "Warmup\n- 15m ramp 50-60% 90rpm\n\nMain Set 4x\n- Hard 4m 106% power=3s\n- Easy 400mtr 55% intensity=rest\n\n- 8m Z2 HR press lap",
      { sport: "Ride" },
    );
    expect({ duration, distance }).toEqual({ duration: 2340, distance: 1600 });
    expect(steps).toEqual([
      {
        warmup: true,
        duration: 900,
        ramp: true,
        power: { units: "%ftp", start: 50, end: 60 },
        cadence: { units: "rpm", value: 90 },
        line: 2,
        column: 1,
      },
      {
        text: "Main Set 4x",
        reps: 4,
        duration: 960,
        distance: 1600,
        steps: [
          { text: "Hard", duration: 240, power: { units: "%ftp", value: 106, target: "3s" }, line: 5, column: 1 },
          { text: "Easy", distance: 400, power: { units: "%ftp", value: 55 }, intensity: "rest", line: 6, column: 1 },
        ],
        line: 4,
        column: 1,
      },
      { duration: 480, hr: { units: "hr_zone", value: 2 }, until_lap_press: true, line: 8, column: 1 },
    ]);
  });

  test("returns no steps and no problems for an empty text, spaces or a byte order mark", () => {
    for (const text of ["", "   ", "\n\n", "\uFEFF"]) {
      const { workout, problems } = lintWorkout(text, { sport: "Ride" });
      expect(workout).toMatchObject({ steps: [], duration: 0, distance: 0 });
      expect(problems).toEqual([]);
    }
  });

  test("accepts every kind of line break", () => {
    const text = "3x\n- 1m 110%\n- 1m 50%\n\n- 5m 50%";
    const { steps } = parseWorkout(text, { sport: "Ride" });
    for (const end of ["\r\n", "\r"])
      expect(parseWorkout(text.replaceAll("\n", end), { sport: "Ride" }).steps).toEqual(steps);
  });

  test("accepts repeat counts from 1 to 99999", () => {
    const repsOf = (header: string) => parseWorkout(`${header}\n- 1s 60%`, { sport: "Ride" }).steps[0]?.reps;
    expect([repsOf("1x"), repsOf("99999x"), repsOf("0x"), repsOf("100000x")]).toEqual([
      1,
      99_999,
      undefined,
      undefined,
    ]);
  });

  test("accepts an unknown sport, even one named like a property of Object", () => {
    for (const sport of ["Quidditch", "", "constructor", "__proto__"]) {
      expect(parseWorkout("- 10m Z2 HR", { sport }).steps).toHaveLength(1);
    }
  });

  test.for(EXAMPLES)(
    'parses the example "$title" of the guide without problems, and it is canonical',
    ({ text, sport }) => {
      const { workout, problems } = lintWorkout(text, { sport });
      expect(problems).toEqual([]);
      expect(printWorkout(workout.steps, sport)).toBe(text);
    },
  );
});

describe("every word of the grammar is recognized", () => {
  test.for([...TIME_UNITS])("time unit $token", ({ token, seconds }) => {
    expect(step(`7${token} 60%`)?.duration).toBe(7 * seconds);
  });

  test.for([...DISTANCE_UNITS])("distance unit $token", ({ token, meters }) => {
    expect(step(`7${token} 60%`)?.distance).toBeCloseTo(7 * meters, 3);
  });

  test.for([...PACE_UNITS])("pace unit $token", ({ token, units, setting }) => {
    expect(step(`1km 5:00-4:50${token} Pace`, "Run")?.pace).toEqual({ units, start: 300, end: 290 });
    const { steps } = parseWorkout("- 1km 5:00 Pace", { sport: "Run", paceUnits: setting });
    expect(steps[0]?.pace?.units).toBe(units);
  });

  test.for([...VALUE_UNITS])("value unit $token", ({ token, domain, units }) => {
    expect(step(`10m 88-95${token}`)?.[domain]).toEqual({ units, start: 88, end: 95 });
  });

  test.for([...DOMAIN_WORDS])("domain word $token", ({ token, domain, percent, zone }) => {
    expect(step(`10m 88% ${token}`)?.[domain]).toEqual({ units: percent, value: 88 });
    if (zone !== undefined) expect(step(`10m Z3 ${token}`)?.[domain]).toEqual({ units: zone, value: 3 });
  });

  test.for([...TARGET_FORMS])("target form: $what", ({ domain, forms, units, evidence }) => {
    for (const form of forms) {
      const { workout, problems } = lintWorkout(`- 10m ${form}`, { sport: "Ride" });
      expect(workout.steps[0]?.[domain]?.units).toMatch(units.replace("…", ""));
      const isClaimed = problems.some((problem) => problem.evidence === "claimed");
      expect(isClaimed).toBe(evidence === "claimed");
    }
  });

  test.for([...INTENSITIES])("intensity $token", ({ token }) => {
    expect(step(`10m 60% intensity=${token}`)?.intensity).toBe(token);
  });

  test.for(["warmup", "cooldown"] as const)("section words for %s", (section) => {
    for (const word of SECTIONS[section]) {
      expect(parseWorkout(`${word}\n- 10m 60%`, { sport: "Ride" }).steps[0]?.[section]).toBe(true);
    }
  });
});

describe("a step", () => {
  test("has the words before the first number with a unit as its cue", () => {
    expect(step("Build 1 30s 80%")?.text).toBe("Build 1");
    expect(step("RPE9, not quite all out 2m 315w")?.text).toBe("RPE9, not quite all out");
    expect(step("Below <40% 5m")?.text).toBe("Below");
    expect(step("5m recovery at 40%")?.text).toBeUndefined();
  });

  test("has no cue if a zone comes before the duration", () => {
    expect(step("Easy Z2 spin 45m")).toMatchObject({ duration: 2700, power: { units: "power_zone", value: 2 } });
    expect(step("Easy Z2 spin 45m")?.text).toBeUndefined();
  });

  test("has the last of two targets of a kind", () => {
    expect(step("Z6 1m 113-138%")?.power).toEqual({ units: "%ftp", start: 113, end: 138 });
  });

  test("has the last of two durations that are joined by a word, as minutes also in a swim", () => {
    for (const sport of ["Ride", "Swim"]) expect(step("20 to 25m", sport)).toMatchObject({ duration: 1500 });
  });

  test("treats every kind of dash as a hyphen in a range", () => {
    for (const dash of ["-", "–", "—", "−", "‑"])
      expect(step(`10m 50${dash}75%`)?.power).toMatchObject({ start: 50, end: 75 });
  });

  test("has minutes after hours and seconds after minutes if the last unit of a duration is missing", () => {
    expect(step("1h30 60%")?.duration).toBe(5400);
    expect(step("1m30 60%")?.duration).toBe(90);
    expect(step("1'30 60%")?.duration).toBe(90);
  });

  test("has a duration of its own besides the duration of % MMP", () => {
    expect(step("4m 60% MMP 5m")).toMatchObject({
      duration: 240,
      power: { units: "%mmp", value: 60, mmp_duration: 300 },
    });
    expect(parseWorkout("- 60% MMP 5m", { sport: "Ride" }).steps).toEqual([]);
  });
});
