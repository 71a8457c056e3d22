import { describe, expect, it } from "vitest";
import { type Athlete, demoAthlete, findActivity, type Json } from "../athlete.ts";

interface Stream {
  type: string;
  data: (number | null)[];
  data2: number[] | null;
  allNull: boolean;
}

const streams = (athlete: Athlete, id: string, query = ""): Promise<Stream[]> =>
  athlete.read(`/activity/${id}/streams.json${query}`);

describe("a histogram", () => {
  it("has buckets that add up to the recording", async () => {
    const athlete = await demoAthlete();
    const id = await findActivity(athlete, "Long ride");
    const buckets = await athlete.read<{ min: number; max: number; secs: number }[]>(`/activity/${id}/power-histogram`);
    expect(Object.keys(buckets[0] ?? {})).toEqual(["min", "max", "secs"]);
    expect(buckets[0]?.max).toBe(25);
    const { icu_recording_time: seconds } = await athlete.read(`/activity/${id}`);
    expect(buckets.reduce((sum, { secs }) => sum + secs, 0)).toBe(seconds);
  });
});

describe("the best efforts", () => {
  it("are found over a duration or a distance, one of which is required", async () => {
    const athlete = await demoAthlete();
    const id = await findActivity(athlete, "VO2 5x4");
    const { efforts } = await athlete.read<{ efforts: Json[] }>(
      `/activity/${id}/best-efforts?stream=watts&duration=240&count=5`,
    );
    expect(efforts).toHaveLength(5);
    const [, watts] = await streams(athlete, id, "?types=time,watts");
    const { start_index: start, end_index: end, average } = efforts[0] ?? {};
    const samples = watts?.data.slice(Number(start), Number(end)) ?? [];
    expect(samples.reduce<number>((sum, value) => sum + (value ?? 0), 0) / 240).toBeCloseTo(Number(average), 2);
    expect((await athlete.call("GET", `/activity/${id}/best-efforts?stream=watts`)).status).toBe(422);
    expect((await athlete.call("GET", `/activity/${id}/best-efforts?duration=60`)).status).toBe(422);
  });
});
