import { describe, expect, it } from "vitest";
import { demoAthlete, type Json } from "../athlete.ts";

interface Curve extends Json {
  id: string;
  secs: number[];
  distance: number[];
  values: number[];
  activity_id: string[];
  start_index: number[];
  end_index: number[];
}

interface Curves {
  list: Curve[];
  activities: Record<string, Json>;
}

describe("the power curves of an athlete", () => {
  it("come with the activities that hold the bests", async () => {
    const athlete = await demoAthlete();
    const { list, activities } = await athlete.read<Curves>("/athlete/0/power-curves?type=Ride&curves=42d,1y");
    expect(list.map(({ id }) => id)).toEqual(["42d", "1y"]);
    for (const id of list[0]?.activity_id ?? []) expect(activities[id]).toMatchObject({ id, name: expect.any(String) });
  });

  it("fall with duration and are never lower over a longer span", async () => {
    const athlete = await demoAthlete();
    const { list } = await athlete.read<Curves>("/athlete/0/power-curves?type=Ride&curves=42d,1y");
    const [month, year] = list.map(({ secs, values }) => new Map(secs.map((at, i) => [at, values[i] ?? 0])));
    expect(month?.get(5)).toBeGreaterThan(month?.get(300) ?? 0);
    expect(month?.get(300)).toBeGreaterThan(month?.get(3600) ?? 0);
    for (const [at, value] of month ?? []) expect(year?.get(at)).toBeGreaterThanOrEqual(value);
  });

  it("require a sport, and reject a span that cannot be parsed", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("GET", "/athlete/0/power-curves")).status).toBe(422);
    expect((await athlete.call("GET", "/athlete/0/power-curves?type=Ride&curves=lately")).status).toBe(422);
  });

  it("accept years, days, seasons, date ranges and fatigue", async () => {
    const athlete = await demoAthlete();
    const specs = ["90d", "s0", "s1", "all", "r.2026-01-01.2026-01-31", "1y-kj0"];
    const { list } = await athlete.read<Curves>(`/athlete/0/power-curves?type=Ride&curves=${specs}`);
    expect(list.map(({ id }) => id)).toEqual(specs);
    expect(list.at(-1)).toMatchObject({ after_kj: 1000 });
    expect(list.at(-1)?.values[0]).toBeLessThan(Math.max(...(list[3]?.values ?? [])));
    expect(list[4]).toMatchObject({
      start_date_local: "2026-01-01T00:00:00",
      days: 31,
      ranks: null,
      submax_values: null,
    });
  });
});

describe("the pace curves of an athlete", () => {
  it("have seconds over meters and the critical speed", async () => {
    const athlete = await demoAthlete();
    const { list } = await athlete.read<Curves>("/athlete/0/pace-curves?type=Run&curves=1y");
    const [curve] = list;
    expect(curve?.secs).toBeUndefined();
    const kilometer = curve?.values[curve.distance.indexOf(1000)] ?? 0;
    expect(kilometer).toBeGreaterThan(200);
    expect(kilometer).toBeLessThan(280);
    expect(curve?.paceModels).toMatchObject([{ type: "CS", criticalSpeed: expect.any(Number) }]);
  });
});

describe("the heart rate curves of an athlete", () => {
  it("are an empty list without activities", async () => {
    const athlete = await demoAthlete();
    expect(await athlete.read("/athlete/0/hr-curves?type=Rowing&curves=r.2020-01-01.2020-02-01")).toEqual({
      list: [],
      activities: {},
    });
  });
});
