import { describe, expect, it } from "vitest";
import { thresholdsFor } from "../../src/training/thresholds.ts";
import { convertUnsupported, differencesOf, draftFromSteps, draftFromText } from "../../src/training/workout-draft.ts";
import { lintWorkout } from "../../src/workout/lint/lint.ts";
import type { Thresholds } from "../../src/workout/thresholds.ts";
import { workOf } from "../fixtures/work-of.ts";

const RIDE = { sport: "Ride", ftp: 250 };
const RUN = { sport: "Run", lthr: 170, thresholdPace: 4 };

describe("a workout draft", () => {
  it("is the same from text and from steps", () => {
    const text = "Warmup\n- 10m 60%\n\n4x\n- Hard 4m 106%\n- Easy 3m 55%";
    const draft = draftFromText(text, RIDE);
    expect(draftFromSteps(draft.steps, RIDE)).toEqual({ ...draft, remaining: [] });
  });

  it("parses a text once if nothing needs a correction", () => {
    const text = "- Hard 4m 105-110% 95rpm\n".repeat(100);
    const once = workOf(() => void lintWorkout(text, RIDE));
    expect(workOf(() => void convertUnsupported(draftFromText(text, RIDE), RIDE))).toBeLessThan(1.1 * once);
  });

  it("numbers the lines of problems from the top of the whole text", () => {
    const steps = [{ duration: 60, power: { units: "%ftp" as const, value: 60 } }, { duration: 1200 }];
    const draft = draftFromSteps(steps, RIDE, "Into the wind.\nHome with it.");
    expect(draft.text).toBe("Into the wind.\nHome with it.\n\n- 1m 60%\n- 20m");
    expect(draft.problems.map(({ line, severity }) => [line, severity])).toEqual([[5, "info"]]);
  });

  it("removes from a cue what would be read as a target, and says so", () => {
    const { text, notes } = draftFromSteps([{ text: "Z2 easy 50%", duration: 600 }], RIDE);
    expect([text, notes]).toEqual([
      "- easy 10m",
      ["The cue «Z2 easy 50%» was changed to «easy»: the removed words would be parsed as a target or option."],
    ]);
  });

  it("converts beats per minute when a threshold or maximum is known", () => {
    const convert = (text: string, athlete: Thresholds) =>
      convertUnsupported(draftFromText(text, athlete), athlete).text;
    expect(convert("- 20m 153bpm\n- 400m 90% Pace", RUN)).toBe("- 20m 90% LTHR\n- 400m 90% Pace");
    expect(convert("- 20m 153bpm", { sport: "Run", maxHr: 180 })).toBe("- 20m 85% HR");
    expect(convert("- 20m 153bpm", { sport: "Run" })).toBe("- 20m 153bpm");
  });

  it("replaces special spaces with plain ones, and says so", () => {
    const { text, notes } = convertUnsupported(draftFromText("- 20m\u00a090%", RIDE), RIDE);
    expect([text, notes]).toEqual(["- 20m 90%", ["«- 20m\u00a090%» was changed to «- 20m 90%»."]]);
  });
});

describe("the stored workout", () => {
  const draft = draftFromText("4x\n- 4m 106%\n- 3m 55%", RIDE);
  const asWritten = { steps: 8, seconds: 1680, load: draft.estimate.load ?? 0 };

  it("is compared by steps, time and load, up to rounding", () => {
    expect(differencesOf(draft, asWritten)).toEqual([]);
    expect(differencesOf(draft, { ...asWritten, seconds: 1681, load: asWritten.load + 1 })).toEqual([]);
    expect(differencesOf(draft, { steps: 2, seconds: 420, load: undefined })).toEqual([
      "2 steps in Intervals.icu, 8 in the text",
      "duration 7:00 in Intervals.icu, 28:00 in the text",
      `load none in Intervals.icu, ${asWritten.load} estimated from the text`,
    ]);
  });

  it("may have a given load when none can be estimated", () => {
    const walk = draftFromText("- 1h", RIDE);
    expect(differencesOf(walk, { steps: 1, seconds: 3600, load: 40 })).toEqual([]);
  });
});

describe("thresholdsFor", () => {
  it("returns the thresholds of the settings for the sport, without zeros", () => {
    const settings = [{ id: 1, types: ["Run", "TrailRun"], lthr: 168, threshold_pace: 0, pace_units: "MINS_KM" }];
    expect(thresholdsFor("TrailRun", settings)).toEqual({ sport: "TrailRun", lthr: 168, paceUnits: "MINS_KM" });
    expect(thresholdsFor("Ride", settings)).toEqual({ sport: "Ride" });
  });
});
