import { describe, expect, test } from "vitest";
import { outlineWorkout } from "../../../src/workout/print/outline.ts";
import { parseWorkout } from "../../../src/workout/syntax/parse.ts";

describe("outlineWorkout", () => {
  test("prints one line per step or repeat", () => {
    const text =
      "Warmup\n- 10m ramp 50-70% 90rpm\n\nMain Set 4x\n- 4m 105-110%\n- 3m 55%\n\n- Sprint 15s maxeffort\n- 1km 4:30/km Pace press lap\n- 20m freeride";
    expect(outlineWorkout(parseWorkout(text, { sport: "Ride" }).steps)).toBe(
      "Warmup: 10:00 ramp 50-70% FTP 90 rpm\nMain Set: 4× (4:00 105-110% FTP, 3:00 55% FTP)\nSprint: 0:15 max effort\n1km 4:30/km until lap press\n20:00 free ride",
    );
  });
});
