import { describe, expect, it } from "vitest";
import { formBand, rampBand, toFitness } from "../../src/training/fitness.ts";

it("form is fitness − fatigue, and undefined while either is unknown", () => {
  expect(toFitness({ id: "2026-05-13", ctl: 60, atl: 72.5 })).toMatchObject({ date: "2026-05-13", form: -12.5 });
  expect(toFitness({ id: "2026-05-13", ctl: 60 })).toBeUndefined();
});

describe("formBand", () => {
  it.each([
    [20.1, "transition"],
    [20, "fresh"],
    [5.1, "fresh"],
    [5, "grey zone"],
    [-9.9, "grey zone"],
    [-10, "optimal"],
    [-29.9, "optimal"],
    [-30, "high risk"],
  ])("puts a form of %s into the band %s", (form, band) => {
    expect(formBand(form).band).toBe(band);
  });
});

describe("rampBand", () => {
  it.each([
    [8.1, "steep"],
    [8, "brisk"],
    [5, "building"],
    [0.1, "building"],
    [0, "easing"],
    [-5, "dropping"],
  ])("puts a ramp rate of %s per week into the band %s", (rampRate, band) => {
    expect(rampBand(rampRate)).toBe(band);
  });
});
