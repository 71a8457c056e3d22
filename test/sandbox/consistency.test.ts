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

describe("the numbers of a ride", () => {
  it("agree between list, activity, streams, curves and power model", async () => {
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
});

describe("the numbers of runs and swims", () => {
  it("agree in distance, pace, lengths, laps and load", async () => {
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
