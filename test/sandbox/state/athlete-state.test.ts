import { describe, expect, it } from "vitest";
import { createEvent, demoAthlete, type Json, plannedRide, TODAY } from "../athlete.ts";

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
  it("is the exponentially weighted load of 42 and 7 days", async () => {
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

  it("counts the load of every activity, including hidden ones from Strava", async () => {
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

  it("counts today's planned load and is projected for the days to come", async () => {
    const athlete = await demoAthlete();
    const planned = await athlete.read<Json[]>(`/athlete/0/events?oldest=${TODAY}&newest=${TODAY}&category=WORKOUT`);
    const load = planned.reduce((sum, { icu_training_load }) => sum + Number(icu_training_load ?? 0), 0);
    const days = await athlete.read<Day[]>(`/athlete/0/wellness?oldest=${TODAY}&newest=2026-05-24&${FITNESS}`);
    expect(load).toBeGreaterThan(0);
    expect(days[0]?.ctlLoad).toBe(load);
    expect(days).toHaveLength(15);
    expect(days.at(-1)?.ctl).toBeGreaterThan(0);
  });

  it("counts a planned workout of today once after it was done", async () => {
    const athlete = await demoAthlete();
    const { id } = await createEvent(athlete, plannedRide({ start_date_local: TODAY }));
    const planned = await athlete.read<Day>(`/athlete/0/wellness/${TODAY}`);
    await athlete.write("POST", `/athlete/0/events/${id}/mark-done`);
    expect((await athlete.read<Day>(`/athlete/0/wellness/${TODAY}`)).ctlLoad).toBe(planned.ctlLoad);
  });
});

describe("the ramp rate", () => {
  it("is the difference in fitness to a week before", async () => {
    const athlete = await demoAthlete();
    const [today, before] = await Promise.all(
      ["2026-05-09", "2026-05-02"].map((date) => athlete.read<Day>(`/athlete/0/wellness/${date}`)),
    );
    expect(today?.rampRate).toBeCloseTo((today?.ctl ?? 0) - (before?.ctl ?? 0), 4);
  });
});
