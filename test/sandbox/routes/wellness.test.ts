import { describe, expect, it } from "vitest";
import { demoAthlete, type Json, TODAY } from "../athlete.ts";

describe("a wellness day", () => {
  it("is complete with nulls, or has only the requested fields that are set", async () => {
    const athlete = await demoAthlete();
    const whole = await athlete.read("/athlete/0/wellness/2026-05-04");
    expect(whole).toMatchObject({ spO2: null, bloodGlucose: null, menstrualPhase: null });
    const [cut] = await athlete.read<Json[]>(
      "/athlete/0/wellness?oldest=2026-05-04&newest=2026-05-04&fields=id,weight,spO2",
    );
    expect(Object.keys(cut ?? {})).toEqual(["id", "weight"]);
  });

  it("has the load model without a record, but is not in a range then", async () => {
    const athlete = await demoAthlete();
    const days = await athlete.read<Json[]>("/athlete/0/wellness?oldest=2026-01-01&newest=2026-05-09");
    const listed = new Set(days.map(({ id }) => id));
    const missing = Array.from({ length: 100 }, (_, i) =>
      new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
    ).find((date) => !listed.has(date));
    expect(missing).toBeDefined();
    expect(await athlete.read(`/athlete/0/wellness/${missing}`)).toMatchObject({
      ctl: expect.any(Number),
      restingHR: null,
      sportInfo: null,
    });
  });

  it("repeats the last weight and marks it as not measured", async () => {
    const athlete = await demoAthlete();
    const days = await athlete.read<Json[]>("/athlete/0/wellness?oldest=2026-04-01&newest=2026-05-09");
    const carried = days.findIndex(
      ({ tempWeight }, i) => i > 0 && tempWeight === true && days[i - 1]?.tempWeight === false,
    );
    expect(days[carried]?.weight).toBe(days[carried - 1]?.weight);
  });

  it("keeps zeros and custom fields", async () => {
    const athlete = await demoAthlete();
    const days = await athlete.read<Json[]>("/athlete/0/wellness?oldest=2026-03-20&newest=2026-05-09");
    expect(days.some(({ AlcoholUnits }) => AlcoholUnits === 0)).toBe(true);
    expect(days.some(({ steps }) => steps === 0)).toBe(true);
  });
});

describe("updating a wellness day", () => {
  it("changes the fields sent and clears a number with -1", async () => {
    const athlete = await demoAthlete();
    const before = await athlete.read("/athlete/0/wellness/2026-05-04");
    await athlete.write("PUT", "/athlete/0/wellness/2026-05-04", {
      weight: 60.5,
      hrv: -1,
      AlcoholUnits: 3,
      locked: true,
    });
    const after = await athlete.read("/athlete/0/wellness/2026-05-04");
    expect(after).toMatchObject({ weight: 60.5, tempWeight: false, hrv: null, AlcoholUnits: 3, locked: true });
    expect(after.restingHR).toBe(before.restingHR);
    expect(after.ctl).toBe(before.ctl);
  });

  it("accepts the date in the body, and an array in bulk", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.write("PUT", "/athlete/0/wellness", { id: "2026-05-03", steps: 1 })).steps).toBe(1);
    const bulk = await athlete.call("PUT", "/athlete/0/wellness-bulk", { body: [{ id: "2026-05-02", steps: 2 }] });
    expect([bulk.status, bulk.text]).toEqual([200, ""]);
    expect((await athlete.read("/athlete/0/wellness/2026-05-02")).steps).toBe(2);
  });

  it("changes the athlete's weight if the day is the caller's today", async () => {
    const athlete = await demoAthlete();
    await athlete.write("PUT", `/athlete/0/wellness/${TODAY}?localDate=${TODAY}`, { weight: 59.9 });
    expect((await athlete.read("/athlete/0")).icu_weight).toBe(59.9);
    await athlete.write("PUT", `/athlete/0/wellness/2026-05-01?localDate=${TODAY}`, { weight: 70 });
    expect((await athlete.read("/athlete/0")).icu_weight).toBe(59.9);
  });
});

describe("a range of wellness days", () => {
  it("is available as CSV", async () => {
    const athlete = await demoAthlete();
    const { text, type } = await athlete.call(
      "GET",
      "/athlete/0/wellness.csv?oldest=2026-05-04&newest=2026-05-05&cols=date,steps",
    );
    expect(type).toContain("text/csv");
    expect(text).toMatch(/^date,steps\n2026-05-04,\d+\n2026-05-05,\d*\n$/);
  });
});
