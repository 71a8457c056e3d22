import { describe, expect, it } from "vitest";
import { explainImplausiblePace } from "../../src/training/human-limits.ts";
import { formatPace, parsePace } from "../../src/training/pace.ts";

describe("parsePace", () => {
  it.each([
    ["4.5", "MINS_KM", 1000 / 270],
    ["4:30", "MINS_KM", 1000 / 270],
    [" 4:30/km ", "SECS_100M", 1000 / 270],
    ["1.5", "SECS_100M", 100 / 90],
    ["1:30", "SECS_100M", 100 / 90],
    ["0:58.5", "SECS_100M", 100 / 58.5],
    ["7:15 / mi", "MINS_KM", 1609.344 / 435],
    ["1:50/500m", "MINS_KM", 500 / 110],
    ["1:25/100y", "SECS_100M", 91.44 / 85],
  ])("reads %j with the default unit %s as %d m/s", (text, unit, speed) => {
    expect(parsePace(text, unit)).toBeCloseTo(speed, 9);
  });

  it.each(["", "0", "0:00", "4:75", "-4.5", "4:30/parsec", "fast", "4,5", "1e3"])("rejects %j", (text) => {
    expect(parsePace(text, "MINS_KM")).toBeUndefined();
  });

  it("and formatPace are inverse", () => {
    expect(formatPace("MINS_KM", parsePace("4:30", "MINS_KM") ?? 0)).toBe("4:30/km");
  });
});

describe("implausibleThreshold", () => {
  const secondsPerKm = (seconds: number) => 1000 / seconds;
  it.each([
    [["Run"], secondsPerKm(161)],
    [["Run"], secondsPerKm(900)],
    [["Swim"], 100 / 58],
    [["Rowing"], 500 / 95],
    [["NordicSki"], 6],
    [["Ride", "Run"], 12],
    [[], 3],
  ])("accepts for %j a threshold of %d m/s", (sports, speed) => {
    expect(explainImplausiblePace(sports, speed)).toBeUndefined();
  });

  it.each([
    [["Run"], secondsPerKm(159), "2:39/km is not a plausible threshold pace for Run: expected 2:40/km to 20:00/km"],
    [["Run", "Walk"], 270, "0:04/km is not a plausible threshold pace for Run: expected 2:40/km to 20:00/km"],
    [["Swim"], 3.7, "0:27/100m is not a plausible threshold pace for Swim: expected 0:56/100m to 6:00/100m"],
    [["Rowing"], 0.5, "16:40/500m is not a plausible threshold pace for Rowing: expected 1:23/500m to 5:00/500m"],
    [["Other"], 17, "0:59/km is not a plausible threshold pace for Other: expected 1:03/km to 55:33/km"],
  ])("rejects for %j a threshold of %d m/s", (sports, speed, says) => {
    expect(explainImplausiblePace(sports, speed)).toBe(says);
  });
});
