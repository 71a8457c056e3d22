import { describe, expect, it } from "vitest";
import { demoAthlete, type Json, TODAY } from "./athlete.ts";

interface Day extends Json {
  id: string;
  ctl: number;
  atl: number;
  ctlLoad: number;
  atlLoad: number;
  rampRate: number;
}

const FITNESS = "fields=id,ctl,atl,ctlLoad,atlLoad,rampRate";

describe("fitness", () => {
  it("follows the recursion over 42 and 7 days from load to load", async () => {
    const athlete = await demoAthlete();
    let before: Day | undefined;
    for (let day = 1; day <= 9; day++) {
      const today = await athlete.read<Day>(`/athlete/0/wellness/2026-05-0${day}`);
      if (before) {
        expect(today.ctl).toBeCloseTo(before.ctl + (today.ctlLoad - before.ctl) * (1 - Math.exp(-1 / 42)), 4);
        expect(today.atl).toBeCloseTo(before.atl + (today.atlLoad - before.atl) * (1 - Math.exp(-1 / 7)), 4);
      }
      before = today;
    }
  });

  it("ramps by the difference to the week before", async () => {
    const athlete = await demoAthlete();
    const [today, before] = await Promise.all(
      ["2026-05-09", "2026-05-02"].map((date) => athlete.read<Day>(`/athlete/0/wellness/${date}`)),
    );
    expect(today?.rampRate).toBeCloseTo((today?.ctl ?? 0) - (before?.ctl ?? 0), 4);
  });

  it("feeds each day the loads of its activities, Strava's included though nobody sees them", async () => {
    const athlete = await demoAthlete();
    const rows = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-03-01&newest=2026-05-09");
    const stravaDays = new Set(
      rows.filter(({ source }) => source === "STRAVA").map((row) => String(row.start_date_local).slice(0, 10)),
    );
    expect(stravaDays.size).toBeGreaterThan(0);
    for (const day of await athlete.read<Day[]>(`/athlete/0/wellness?oldest=2026-03-01&newest=2026-05-09&${FITNESS}`)) {
      const visible = rows
        .filter((row) => String(row.start_date_local).startsWith(day.id))
        .reduce((sum, row) => sum + Number(row.icu_training_load ?? 0), 0);
      if (stravaDays.has(day.id)) expect(day.ctlLoad).toBeGreaterThan(visible);
      else expect(day.ctlLoad).toBe(visible);
    }
  });

  it("counts what is planned in today and projects the days to come", async () => {
    const athlete = await demoAthlete();
    const planned = await athlete.read<Json[]>(`/athlete/0/events?oldest=${TODAY}&newest=${TODAY}&category=WORKOUT`);
    const load = planned.reduce((sum, { icu_training_load }) => sum + Number(icu_training_load ?? 0), 0);
    const days = await athlete.read<Day[]>(`/athlete/0/wellness?oldest=${TODAY}&newest=2026-05-24&${FITNESS}`);
    expect(load).toBeGreaterThan(0);
    expect(days[0]?.ctlLoad).toBe(load);
    expect(days).toHaveLength(15);
    expect(days.at(-1)?.ctl).toBeGreaterThan(0);
  });
});

describe("a day", () => {
  it("comes whole with explicit nulls, or cut down to what is set", async () => {
    const athlete = await demoAthlete();
    const whole = await athlete.read("/athlete/0/wellness/2026-05-04");
    expect(whole).toMatchObject({ spO2: null, bloodGlucose: null, menstrualPhase: null });
    const [cut] = await athlete.read<Json[]>(
      "/athlete/0/wellness?oldest=2026-05-04&newest=2026-05-04&fields=id,weight,spO2",
    );
    expect(Object.keys(cut ?? {})).toEqual(["id", "weight"]);
  });

  it("answers for a day without a record, which a range leaves out", async () => {
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

  it("carries a weight forward and says that it was not measured", async () => {
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

  it("changes only what was sent, and clears a number with -1", async () => {
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

  it("is written by date in the body too, and in bulk with an empty answer", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.write("PUT", "/athlete/0/wellness", { id: "2026-05-03", steps: 1 })).steps).toBe(1);
    const bulk = await athlete.call("PUT", "/athlete/0/wellness-bulk", [{ id: "2026-05-02", steps: 2 }]);
    expect([bulk.status, bulk.text]).toEqual([200, ""]);
    expect((await athlete.read("/athlete/0/wellness/2026-05-02")).steps).toBe(2);
  });

  it("updates the athlete's weight when the caller says that the day is today", async () => {
    const athlete = await demoAthlete();
    await athlete.write("PUT", `/athlete/0/wellness/${TODAY}?localDate=${TODAY}`, { weight: 59.9 });
    expect((await athlete.read("/athlete/0")).icu_weight).toBe(59.9);
    await athlete.write("PUT", `/athlete/0/wellness/2026-05-01?localDate=${TODAY}`, { weight: 70 });
    expect((await athlete.read("/athlete/0")).icu_weight).toBe(59.9);
  });

  it("comes as CSV", async () => {
    const athlete = await demoAthlete();
    const { text, type } = await athlete.call(
      "GET",
      "/athlete/0/wellness.csv?oldest=2026-05-04&newest=2026-05-05&cols=date,steps",
    );
    expect(type).toContain("text/csv");
    expect(text).toMatch(/^date,steps\n2026-05-04,\d+\n2026-05-05,\d*\n$/);
  });
});
