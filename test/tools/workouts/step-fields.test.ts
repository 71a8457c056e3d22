import { describe, expect, it } from "vitest";
import { Steps } from "../../../src/tools/workouts/step-fields.ts";

const TARGET = { units: "%ftp", value: 75 };

describe("a typed step", () => {
  it.each([
    ["numbers as strings", { duration_seconds: "600", target: { units: "%ftp", value: "75" }, cadence: "90" }],
    [
      "null for an unset field",
      { duration_seconds: 600, distance_meters: null, cue: null, target: TARGET, cadence: 90 },
    ],
    ["the field names of Intervals.icu", { duration: 600, power: TARGET, cadence: { units: "rpm", value: 90 } }],
  ])("accepts %s", (_, step) => {
    expect(Steps.parse([step])).toEqual([{ duration: 600, power: TARGET, cadence: { units: "rpm", value: 90 } }]);
  });

  it("accepts a pace and a zone as people write them", () => {
    const step = (units: string, value: string) => Steps.parse([{ duration: 60, target: { units, value } }]);
    expect(step("secs/km", "4:30")).toEqual([{ duration: 60, pace: { units: "secs/km", value: 270 } }]);
    expect(step("hr_zone", "Z2")).toEqual([{ duration: 60, hr: { units: "hr_zone", value: 2 } }]);
  });

  it.each([
    [{ value: 0.75 }, "must be a percentage: 75, not 0.75"],
    [{ start: 0.7, end: 80 }, "must be a percentage: 75, not 0.75"],
    [{ start: 70 }, "needs either value, or start and end"],
  ])("rejects the target %j", (amounts, message) => {
    const { error } = Steps.safeParse([
      { reps: "2", steps: [{ duration: 60, target: { units: "%lthr", ...amounts } }] },
    ]);
    expect(error?.issues).toMatchObject([{ path: [0, "steps", 0, "target"], message }]);
  });
});
