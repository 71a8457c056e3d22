import { describe, expect, it } from "vitest";
import { demoAthlete, type Json } from "./athlete.ts";

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

describe("curves", () => {
  it("come in a wrapper with the activities that hold the bests", async () => {
    const athlete = await demoAthlete();
    const { list, activities } = await athlete.read<Curves>("/athlete/0/power-curves?type=Ride&curves=42d,1y");
    expect(list.map(({ id }) => id)).toEqual(["42d", "1y"]);
    for (const id of list[0]?.activity_id ?? []) expect(activities[id]).toMatchObject({ id, name: expect.any(String) });
  });

  it("fall with time, and a longer span is never worse", async () => {
    const athlete = await demoAthlete();
    const { list } = await athlete.read<Curves>("/athlete/0/power-curves?type=Ride&curves=42d,1y");
    const [month, year] = list.map(({ secs, values }) => new Map(secs.map((at, i) => [at, values[i] ?? 0])));
    expect(month?.get(5)).toBeGreaterThan(month?.get(300) ?? 0);
    expect(month?.get(300)).toBeGreaterThan(month?.get(3600) ?? 0);
    for (const [at, value] of month ?? []) expect(year?.get(at)).toBeGreaterThanOrEqual(value);
  });

  it("need a type for power, and refuse a span that they cannot read", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("GET", "/athlete/0/power-curves")).status).toBe(422);
    expect((await athlete.call("GET", "/athlete/0/power-curves?type=Ride&curves=lately")).status).toBe(422);
  });

  it("know years, days, seasons, ranges and tired legs", async () => {
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

  it("are seconds over metres for pace, with the critical speed", async () => {
    const athlete = await demoAthlete();
    const { list } = await athlete.read<Curves>("/athlete/0/pace-curves?type=Run&curves=1y");
    const [curve] = list;
    expect(curve?.secs).toBeUndefined();
    const kilometre = curve?.values[curve.distance.indexOf(1000)] ?? 0;
    expect(kilometre).toBeGreaterThan(200);
    expect(kilometre).toBeLessThan(280);
    expect(curve?.paceModels).toMatchObject([{ type: "CS", criticalSpeed: expect.any(Number) }]);
  });

  it("are an empty list where nothing was done", async () => {
    const athlete = await demoAthlete();
    expect(await athlete.read("/athlete/0/hr-curves?type=Rowing&curves=r.2020-01-01.2020-02-01")).toEqual({
      list: [],
      activities: {},
    });
  });

  it("of each activity have another shape", async () => {
    const athlete = await demoAthlete();
    const range = "oldest=2026-04-01&newest=2026-04-30";
    const power = await athlete.read<{ curves: Json[] }>(
      `/athlete/0/activity-power-curves?${range}&type=Ride&secs=60,300`,
    );
    expect(power).toMatchObject({ after_kj: 0, secs: [60, 300] });
    expect(power.curves[0]).toMatchObject({ id: expect.any(String), watts: [expect.any(Number), expect.any(Number)] });
    const pace = await athlete.read(`/athlete/0/activity-pace-curves?${range}&type=Run&distances=1000`);
    expect(pace).toMatchObject({ distances: [1000], gap: false, curves: expect.any(Array) });
  });
});

describe("the numbers", () => {
  it("agree between row, activity, streams, curve and model", async () => {
    const athlete = await demoAthlete();
    const [{ id } = {}] = await athlete.read<Json[]>("/athlete/0/activities/search?q=FTP%20test&limit=1");
    const activity = await athlete.read(`/activity/${id}`);
    const [row] = (
      await athlete.read<Json[]>(
        `/athlete/0/activities?oldest=2026-01-01&fields=id,icu_training_load,icu_weighted_avg_watts`,
      )
    ).filter((one) => one.id === id);
    expect(row).toMatchObject({
      icu_training_load: activity.icu_training_load,
      icu_weighted_avg_watts: activity.icu_weighted_avg_watts,
    });

    const [watts, heartRate] = await athlete.read<{ data: number[] }[]>(
      `/activity/${id}/streams.json?types=watts,heartrate`,
    );
    const mean = (data: number[] = []) => data.reduce((sum, value) => sum + value, 0) / data.length;
    expect(Math.round(mean(watts?.data))).toBe(activity.icu_average_watts);
    expect(Math.abs(mean(heartRate?.data.filter(Boolean)) - Number(activity.average_heartrate))).toBeLessThan(1);
    expect(Math.max(...(heartRate?.data ?? []))).toBe(activity.max_heartrate);
    expect(activity.icu_joules).toBe(watts?.data.reduce((sum, value) => sum + value, 0));

    const intensity = Number(activity.icu_weighted_avg_watts) / Number(activity.icu_ftp);
    expect(activity.icu_intensity).toBeCloseTo(intensity * 100, 3);
    expect(activity.icu_training_load).toBe(Math.round((Number(activity.moving_time) / 3600) * intensity ** 2 * 100));
    const zones = activity.icu_zone_times as { id: string; secs: number }[];
    expect(zones.filter((zone) => zone.id !== "SS").reduce((sum, { secs }) => sum + secs, 0)).toBe(
      activity.icu_recording_time,
    );

    const curve = await athlete.read<Curve>(`/activity/${id}/power-curve`);
    const twenty = curve.secs.indexOf(1200);
    const best = watts?.data.slice(curve.start_index[twenty], curve.end_index[twenty]);
    expect(Math.round(mean(best))).toBe(curve.values[twenty]);
    const { list } = await athlete.read<Curves>("/athlete/0/power-curves?type=Ride&curves=90d");
    expect(list[0]?.values[list[0].secs.indexOf(1200)]).toBeGreaterThanOrEqual(curve.values[twenty] ?? 0);
    expect(list[0]?.powerModels).toMatchObject([await athlete.read("/athlete/0/mmp-model?type=Ride")]);
  });

  it("agree for runs and swims: distance, pace, lengths, laps and load", async () => {
    const athlete = await demoAthlete();
    for (const name of ["Tempo", "CSS"]) {
      const [{ id } = {}] = await athlete.read<Json[]>(`/athlete/0/activities/search?q=${name}&limit=1`);
      const activity = await athlete.read(`/activity/${id}`);
      const [distance] = await athlete.read<{ data: number[] }[]>(`/activity/${id}/streams.json?types=distance`);
      expect(distance?.data.at(-1)).toBeCloseTo(Number(activity.distance), 0);
      expect(activity.pace).toBeCloseTo(Number(activity.distance) / Number(activity.moving_time), 3);
      const { icu_intervals: intervals } = await athlete.read<{ icu_intervals: Json[] }>(`/activity/${id}/intervals`);
      const covered = intervals.reduce((sum, interval) => sum + Number(interval.distance), 0);
      expect(Math.abs(covered - Number(activity.distance))).toBeLessThan(2);
      const speed = Number(activity.gap ?? activity.pace) / Number(activity.threshold_pace);
      expect(activity.icu_training_load).toBe(Math.round((Number(activity.moving_time) / 3600) * speed ** 2 * 100));
      if (activity.pool_length) expect(Number(activity.lengths) * Number(activity.pool_length)).toBe(activity.distance);
    }
  });
});
