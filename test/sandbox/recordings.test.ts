import { describe, expect, it } from "vitest";
import { type Athlete, demoAthlete, type Json } from "./athlete.ts";

interface Stream {
  type: string;
  data: (number | null)[];
  data2: number[] | null;
  allNull: boolean;
}

interface Interval extends Json {
  id: number;
  type: string;
  label: string | null;
  start_index: number;
  end_index: number;
}

interface Intervals extends Json {
  analyzed: string;
  icu_intervals: Interval[];
  icu_groups: Json[];
}

async function activity(athlete: Athlete, name: string): Promise<string> {
  const [found] = await athlete.read<Json[]>(`/athlete/0/activities/search?q=${encodeURIComponent(name)}&limit=1`);
  return String(found?.id);
}

const streams = (athlete: Athlete, id: string, query = ""): Promise<Stream[]> =>
  athlete.read(`/activity/${id}/streams.json${query}`);

describe("streams", () => {
  it("are arrays of the same length, positions split in two", async () => {
    const athlete = await demoAthlete();
    const all = await streams(athlete, await activity(athlete, "Long ride"));
    expect(new Set(all.map(({ data }) => data.length)).size).toBe(1);
    const position = all.find(({ type }) => type === "latlng");
    expect(position?.data2).toHaveLength(position?.data.length ?? 0);
  });

  it("come as asked for, under the path with and without an ending", async () => {
    const athlete = await demoAthlete();
    const id = await activity(athlete, "Long ride");
    const types = (all: Stream[]) => all.map(({ type }) => type);
    expect(types(await streams(athlete, id, "?types=time,watts,nonsense"))).toEqual(["time", "watts"]);
    expect(types(await athlete.read(`/activity/${id}/streams?types=heartrate`))).toEqual(["heartrate"]);
    const { text } = await athlete.call("GET", `/activity/${id}/streams.csv?types=time,latlng`);
    expect(text).toMatch(/^time,lat,lng\n0,-36\.\d+,174\.\d+\n/);
  });

  it("bring the original power under its own name when nobody asks for types", async () => {
    const athlete = await demoAthlete();
    const id = await activity(athlete, "Long ride");
    const all = (await streams(athlete, id)).map(({ type }) => type);
    expect(all).toContain("watts");
    expect(all).toContain("raw_watts");
    expect((await streams(athlete, id, "?types=watts")).map(({ type }) => type)).toEqual(["watts"]);
  });

  it("have gaps where a sensor was silent, and jumps in time where the recording paused", async () => {
    const athlete = await demoAthlete();
    const recent = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-04-20&fields=id,type");
    const rides = recent.filter(({ type }) => type === "Ride" || type === "Run").slice(0, 8);
    const all = await Promise.all(rides.map(({ id }) => streams(athlete, String(id), "?types=time,heartrate")));
    expect(all.some(([, heartRate]) => heartRate?.data[0] === null)).toBe(true);
    expect(all.some(([time]) => (time?.data.at(-1) ?? 0) > (time?.data.length ?? 0))).toBe(true);
  });

  it("can be written, and taken away again", async () => {
    const athlete = await demoAthlete();
    const id = await activity(athlete, "Easy run");
    const [time] = await streams(athlete, id, "?types=time");
    const data = time?.data.map((_, i) => i % 3) ?? [];
    expect(await athlete.write("PUT", `/activity/${id}/streams`, [{ type: "lactate", data }])).toEqual({
      updated: ["lactate"],
      deleted: [],
    });
    expect((await streams(athlete, id)).find(({ type }) => type === "lactate")?.data).toEqual(data);
    expect((await athlete.call("PUT", `/activity/${id}/streams`, [{ type: "lactate", data: [1] }])).status).toBe(422);
    expect(await athlete.write("PUT", `/activity/${id}/streams`, [{ type: "lactate", data: [] }])).toEqual({
      updated: [],
      deleted: ["lactate"],
    });
  });
});

describe("intervals", () => {
  it("cover the session as planned, in groups of what is alike", async () => {
    const athlete = await demoAthlete();
    const { icu_intervals: intervals, icu_groups: groups } = await athlete.read<Intervals>(
      `/activity/${await activity(athlete, "VO2 5x4")}/intervals`,
    );
    const work = intervals.filter(({ type }) => type === "WORK");
    expect(work.map(({ moving_time }) => moving_time)).toEqual([240, 240, 240, 240, 240]);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ count: 5, moving_time: 240, id: expect.stringMatching(/^4m@\d+w\d+rpm$/) });
    for (const interval of work)
      expect(interval).toMatchObject({ group_id: groups[0]?.id, intensity: expect.any(Number) });
  });

  it("of a steady run are the laps of the watch", async () => {
    const athlete = await demoAthlete();
    const id = await activity(athlete, "Easy run");
    const { icu_intervals: laps } = await athlete.read<Intervals>(`/activity/${id}/intervals`);
    expect(laps[0]).toMatchObject({ label: "Lap 1" });
    expect(Number(laps[0]?.distance)).toBeCloseTo(1000, -1);
    expect((await athlete.read(`/activity/${id}`)).icu_lap_count).toBe(laps.length);
  });

  it("are measured anew when written: two in, five out, everything else that was sent dropped", async () => {
    const athlete = await demoAthlete();
    const id = await activity(athlete, "Sweet spot");
    const before = await athlete.read<Intervals>(`/activity/${id}/intervals`);
    const sent = [
      { start_index: 900, end_index: 1200, label: "One", type: "RECOVERY", average_watts: 999 },
      { start_index: 1500, end_index: 1800, label: "Two" },
    ];
    const after = await athlete.write<Intervals>("PUT", `/activity/${id}/intervals`, sent);
    expect(after.icu_intervals.map(({ start_index, type, label }) => [start_index, type, label])).toEqual([
      [0, "RECOVERY", null],
      [900, "WORK", "One"],
      [1200, "RECOVERY", null],
      [1500, "WORK", "Two"],
      [1800, "RECOVERY", null],
    ]);
    expect(after.icu_intervals[1]?.average_watts).not.toBe(999);
    expect(after.analyzed).not.toBe(before.analyzed);
    const ids = new Set(before.icu_intervals.map((interval) => interval.id));
    for (const interval of after.icu_intervals) expect(ids.has(interval.id)).toBe(false);
  });

  it("are merged with all=false, split at an index, and deleted", async () => {
    const athlete = await demoAthlete();
    const id = await activity(athlete, "VO2 5x4");
    const count = (await athlete.read<Intervals>(`/activity/${id}/intervals`)).icu_intervals.length;
    const merged = await athlete.write<Intervals>("PUT", `/activity/${id}/intervals?all=false`, [
      { start_index: 100, end_index: 200 },
    ]);
    expect(merged.icu_intervals).toHaveLength(count + 2);
    const split = await athlete.write<Intervals>("PUT", `/activity/${id}/split-interval?splitAt=150`);
    expect(split.icu_intervals.map(({ start_index, end_index }) => [start_index, end_index]).slice(1, 3)).toEqual([
      [100, 150],
      [150, 200],
    ]);
    const rest = await athlete.write<Intervals>("PUT", `/activity/${id}/delete-intervals`, [
      { start_index: 100, end_index: 150 },
    ]);
    expect(rest.icu_intervals.slice(0, 2).map(({ end_index, type }) => [end_index, type])).toEqual([
      [150, "RECOVERY"],
      [200, "WORK"],
    ]);
  });
});

describe("histograms and efforts", () => {
  it("are bare buckets that add up to the recording", async () => {
    const athlete = await demoAthlete();
    const id = await activity(athlete, "Long ride");
    const buckets = await athlete.read<{ min: number; max: number; secs: number }[]>(`/activity/${id}/power-histogram`);
    expect(Object.keys(buckets[0] ?? {})).toEqual(["min", "max", "secs"]);
    expect(buckets[0]?.max).toBe(25);
    const { icu_recording_time: seconds } = await athlete.read(`/activity/${id}`);
    expect(buckets.reduce((sum, { secs }) => sum + secs, 0)).toBe(seconds);
  });

  it("finds the best efforts of a stream over a duration or a distance, and needs one of them", async () => {
    const athlete = await demoAthlete();
    const id = await activity(athlete, "VO2 5x4");
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

describe("files", () => {
  it("come gzipped whatever the headers say, and plain when the world is told so", async () => {
    const head = async (files: "plain" | "gzip" | "encoded") => {
      const athlete = await demoAthlete({ files });
      return (await athlete.call("GET", `/activity/${await activity(athlete, "Easy run")}/fit-file`)).text;
    };
    expect((await head("gzip")).charCodeAt(0)).toBe(0x1f);
    expect((await head("encoded")).slice(8, 12)).toBe(".FIT");
    expect((await head("plain")).slice(8, 12)).toBe(".FIT");
  });

  it("carry positions where there were any", async () => {
    const athlete = await demoAthlete({ files: "plain" });
    const { text } = await athlete.call("GET", `/activity/${await activity(athlete, "Easy run")}/gpx-file?hr=false`);
    expect(text).toMatch(/<trkpt lat="-36\.\d+" lon="174\.\d+"><ele>/);
    expect(text).not.toContain("gpxtpx:hr>");
    expect((await athlete.call("GET", `/activity/${await activity(athlete, "VO2")}/gpx-file`)).status).toBe(422);
  });

  it("refuse a box that is no box", async () => {
    const athlete = await demoAthlete();
    const id = await activity(athlete, "Easy run");
    expect((await athlete.call("GET", `/activity/${id}/map?bounds=a,b`)).status).toBe(500);
    expect(await athlete.call("GET", `/activity/${id}/map?bounds=-36`)).toMatchObject({
      status: 422,
      text: expect.stringContaining("Expected left, top, right, bottom for bounds"),
    });
    expect((await athlete.read(`/activity/${id}/map?boundsOnly=true`)).latlngs).toBeNull();
  });
});
