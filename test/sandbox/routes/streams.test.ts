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

describe("the streams of an activity", () => {
  it("are arrays of the same length, with positions in two arrays", async () => {
    const athlete = await demoAthlete();
    const all = await streams(athlete, await findActivity(athlete, "Long ride"));
    expect(new Set(all.map(({ data }) => data.length)).size).toBe(1);
    const position = all.find(({ type }) => type === "latlng");
    expect(position?.data2).toHaveLength(position?.data.length ?? 0);
  });

  it("can be selected, and requested with or without an extension", async () => {
    const athlete = await demoAthlete();
    const id = await findActivity(athlete, "Long ride");
    const types = (all: Stream[]) => all.map(({ type }) => type);
    expect(types(await streams(athlete, id, "?types=time,watts,nonsense"))).toEqual(["time", "watts"]);
    expect(types(await athlete.read(`/activity/${id}/streams?types=heartrate`))).toEqual(["heartrate"]);
    const { text } = await athlete.call("GET", `/activity/${id}/streams.csv?types=time,latlng`);
    expect(text).toMatch(/^time,lat,lng\n0,-36\.\d+,174\.\d+\n/);
  });

  it("include the unprocessed power if no types are requested", async () => {
    const athlete = await demoAthlete();
    const id = await findActivity(athlete, "Long ride");
    const all = (await streams(athlete, id)).map(({ type }) => type);
    expect(all).toContain("watts");
    expect(all).toContain("raw_watts");
    expect((await streams(athlete, id, "?types=watts")).map(({ type }) => type)).toEqual(["watts"]);
  });

  it("have gaps before a sensor connects and jumps in time where the recording paused", async () => {
    const athlete = await demoAthlete();
    const recent = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-04-20&fields=id,type");
    const rides = recent.filter(({ type }) => type === "Ride" || type === "Run").slice(0, 8);
    const all = await Promise.all(rides.map(({ id }) => streams(athlete, String(id), "?types=time,heartrate")));
    expect(all.some(([, heartRate]) => heartRate?.data[0] === null)).toBe(true);
    expect(all.some(([time]) => (time?.data.at(-1) ?? 0) > (time?.data.length ?? 0))).toBe(true);
  });

  it("can be uploaded and deleted", async () => {
    const athlete = await demoAthlete();
    const id = await findActivity(athlete, "Easy run");
    const [time] = await streams(athlete, id, "?types=time");
    const data = time?.data.map((_, i) => i % 3) ?? [];
    expect(await athlete.write("PUT", `/activity/${id}/streams`, [{ type: "lactate", data }])).toEqual({
      updated: ["lactate"],
      deleted: [],
    });
    expect((await streams(athlete, id)).find(({ type }) => type === "lactate")?.data).toEqual(data);
    expect(
      (await athlete.call("PUT", `/activity/${id}/streams`, { body: [{ type: "lactate", data: [1] }] })).status,
    ).toBe(422);
    expect(await athlete.write("PUT", `/activity/${id}/streams`, [{ type: "lactate", data: [] }])).toEqual({
      updated: [],
      deleted: ["lactate"],
    });
  });
});
