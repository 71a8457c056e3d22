import { describe, expect, it } from "vitest";
import { untrustedText } from "../../src/intervals/untrusted-text.ts";
import { formBand, rampBand, toFitness } from "../../src/training/fitness.ts";
import { formatPace, formatSpeed, paceUnitOf } from "../../src/training/pace.ts";
import { quote, quoteLines } from "../../src/training/quote.ts";
import { formatTable } from "../../src/training/table.ts";
import {
  distanceIn,
  elevationIn,
  formatDuration,
  formatHours,
  METRIC,
  temperatureIn,
  unitsOf,
  weightIn,
} from "../../src/training/units.ts";
import { formatZones, heartRateZones, paceZones, powerZones } from "../../src/training/zones.ts";

const IMPERIAL = unitsOf({ measurement_preference: "feet", weight_pref_lb: true, fahrenheit: true });

describe("units", () => {
  it("follow the athlete's preferences", () => {
    expect(IMPERIAL).toEqual({ distance: "mi", weight: "lb", temperature: "°F" });
    expect(unitsOf({ measurement_preference: "meters" })).toEqual(METRIC);
  });

  it("convert exactly", () => {
    expect(distanceIn(IMPERIAL, 42_195)).toBeCloseTo(26.2188, 4);
    expect(elevationIn(IMPERIAL, 100)).toBeCloseTo(328.084, 3);
    expect(weightIn(IMPERIAL, 70)).toBeCloseTo(154.324, 3);
    expect(temperatureIn(IMPERIAL, -40)).toBe(-40);
  });
});

describe("formatPace and formatSpeed", () => {
  it.each([
    ["MINS_KM", 1000 / 270, "4:30/km"], // 3.7037 m/s
    ["MINS_MILE", 1609.344 / 420, "7:00/mi"],
    ["SECS_100M", 0.7092, "2:21/100m"], // the live sample of docs/intervals-api.md, Q11
    ["SECS_100Y", 91.44 / 75, "1:15/100y"],
    ["SECS_500M", 500 / 115, "1:55/500m"],
  ])("format a speed in %s, %d m/s, as %s", (unit, speed, text) => {
    expect(formatPace(unit, speed)).toBe(text);
  });

  it("round to the second and carry into the minute", () => {
    expect(formatPace("MINS_KM", 1000 / 299.6)).toBe("5:00/km");
  });

  it("return nothing without a speed or for an unknown unit", () => {
    expect([formatPace("MINS_KM", 0), formatPace("NONE", 3)]).toEqual([undefined, undefined]);
  });

  it("use pace for running and swimming, and speed for other sports", () => {
    expect([paceUnitOf("TrailRun", IMPERIAL), paceUnitOf("Swim", METRIC), paceUnitOf("Ride", METRIC)]).toEqual([
      "MINS_MILE",
      "SECS_100M",
      undefined,
    ]);
    expect([formatSpeed("Ride", 10, METRIC), formatSpeed("Ride", 10, IMPERIAL)]).toEqual(["36.0 km/h", "22.4 mph"]);
  });
});

describe("durations", () => {
  it.each([
    [0, "0:00", "0s"],
    [59.6, "1:00", "1m"],
    [61, "1:01", "1m"],
    [3599, "59:59", "1h00m"],
    [3723, "1:02:03", "1h02m"],
  ])("of %d s are formatted as %s or %s", (seconds, exact, rough) => {
    expect([formatDuration(seconds), formatHours(seconds)]).toEqual([exact, rough]);
  });
});

describe("form, form bands and ramp bands", () => {
  it("use fitness − fatigue, whatever tsb the record has", () => {
    const day = { id: "2026-05-13", ctl: 48.2, atl: 55.9, tsb: 99 };
    expect(toFitness(day)).toMatchObject({ fitness: 48.2, fatigue: 55.9, form: expect.closeTo(-7.7, 6) });
  });

  it("are unknown when either value is missing, but not when it is zero", () => {
    expect(toFitness({ id: "2026-05-13", ctl: 1 })).toBeUndefined();
    expect(toFitness({ id: "2026-05-13", ctl: 0, atl: 0 })).toMatchObject({ form: 0 });
  });

  it.each([
    [20.1, "transition"],
    [20, "fresh"],
    [5, "grey zone"],
    [-10, "optimal"],
    [-30, "high risk"],
  ])("put a form of %d in the band %s", (form, band) => {
    expect(formBand(form).band).toBe(band);
  });

  it.each([
    [8.1, "steep"],
    [8, "brisk"],
    [5, "building"],
    [0, "easing"],
    [-5, "dropping"],
  ])("call a ramp rate of %d per week %s", (ramp, band) => {
    expect(rampBand(ramp)).toBe(band);
  });
});

describe("zones", () => {
  it("of power are in watts, from percentages of FTP", () => {
    expect(formatZones(powerZones({ id: 1, ftp: 238, power_zones: [55, 75, 90, 105, 120, 150, 999] }))).toBe(
      "Z1 to 130, Z2 to 178, Z3 to 214, Z4 to 249, Z5 to 285, Z6 to 357, Z7 above",
    );
  });

  it("of heart rate are in bpm, with names on request", () => {
    const named = { id: 1, hr_zones: [135, 150, 186], hr_zone_names: ["Easy", "Steady", "Hard"].map(untrustedText) };
    expect(formatZones(heartRateZones(named))).toBe("Z1 to 135, Z2 to 150, Z3 to 186");
    expect(formatZones(heartRateZones(named), true)).toBe("Z1 «Easy» to 135, Z2 «Steady» to 150, Z3 «Hard» to 186");
  });

  it("of pace are from percentages of threshold speed", () => {
    const settings = { id: 1, threshold_pace: 1000 / 270, pace_units: "MINS_KM", pace_zones: [90, 100, 999] };
    expect(formatZones(paceZones(settings))).toBe("Z1 to 5:00/km, Z2 to 4:30/km, Z3 above");
  });

  it("are undefined without settings", () => {
    const nothing = { id: 1, threshold_pace: 0, pace_units: "MINS_KM", pace_zones: [90, 999] };
    expect([powerZones(nothing), heartRateZones(nothing), paceZones(nothing)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("formatTable", () => {
  it("leaves out columns without values and keeps zeros", () => {
    const columns = [
      { header: "a", cell: (row: { a?: number; b?: number }) => row.a },
      { header: "b", cell: (row: { a?: number; b?: number }) => row.b },
    ];
    expect(formatTable(columns, [{ a: 0 }, {}])).toBe("a\n0\n");
  });
});

describe("quote and quoteLines", () => {
  it("replace quotation marks and line breaks, and remove invisible characters", () => {
    expect(quote("a»\n«b\u202e\u200b\u0007c")).toBe("«a› ‹bc»");
  });

  it("keep emoji whole and shorten long text", () => {
    expect(quote("🏃‍♀️")).toBe("«🏃‍♀️»");
    expect(quote("x".repeat(500), 10)).toBe(`«${"x".repeat(10)}…»`);
  });

  it("keep line breaks in block quotes", () => {
    expect(quoteLines("a\n\n- 10m 75%\u0000")).toBe("> a\n>\n> - 10m 75%");
  });
});
