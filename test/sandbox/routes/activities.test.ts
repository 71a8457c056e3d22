import { describe, expect, it } from "vitest";
import { type Athlete, demoAthlete, type Json, rideId, stravaId } from "../athlete.ts";

const RANGE = "oldest=2026-03-01&newest=2026-05-09";

const list = (athlete: Athlete, query = RANGE): Promise<Json[]> => athlete.read(`/athlete/0/activities?${query}`);

describe("the list of activities", () => {
  it("requires the parameter oldest", async () => {
    const athlete = await demoAthlete();
    const { status, text } = await athlete.call("GET", "/athlete/0/activities");
    expect([status, text]).toEqual([422, expect.stringContaining("Required request parameter 'oldest'")]);
  });

  it("is sorted from newest to oldest, ends now by default and is cut to a limit", async () => {
    const athlete = await demoAthlete();
    const starts = (await list(athlete, "oldest=2026-04-01")).map((row) => String(row.start_date_local));
    expect(starts).toEqual([...starts].sort().reverse());
    expect(starts[0]?.slice(0, 10)).toBe("2026-05-09");
    const newest = await list(athlete, "oldest=2026-04-01&limit=3&fields=start_date_local");
    expect(newest.map((row) => row.start_date_local)).toEqual(starts.slice(0, 3));
  });

  it("has complete records with nulls and undocumented keys, or only the requested fields that are set", async () => {
    const athlete = await demoAthlete();
    const [whole] = await list(athlete);
    expect(Object.keys(whole ?? {}).length).toBeGreaterThan(170);
    expect(whole).toMatchObject({ icu_sync_error: null, undocumented_field: {} });
    const [cut] = await list(athlete, `${RANGE}&fields=id,name,icu_sync_error`);
    expect(Object.keys(cut ?? {})).toEqual(["id", "name"]);
  });

  it("leaves out fields that only the single activity has", async () => {
    const athlete = await demoAthlete();
    const row = (await list(athlete)).find(({ type }) => type === "Swim");
    expect(row).toMatchObject({ lengths: null, pace_load: null });
    expect(await athlete.read(`/activity/${row?.id}`)).toMatchObject({ lengths: expect.any(Number), pool_length: 25 });
  });

  it("is available as CSV", async () => {
    const athlete = await demoAthlete();
    const { text, type } = await athlete.call("GET", "/athlete/0/activities.csv");
    expect(type).toContain("text/csv");
    expect(text.split("\n").length).toBeGreaterThan(600);
  });
});

describe("the list of activities around another", () => {
  it("is sorted by distance in time and leaves the activity itself out", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const center = Date.parse(`${(await athlete.read(`/activity/${id}`)).start_date_local}Z`);
    const around = await athlete.read<Json[]>(`/athlete/0/activities-around?activity_id=${id}&limit=6`);
    const distances = around.map((row) => Math.abs(Date.parse(`${row.start_date_local}Z`) - center));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(around.map((row) => row.id)).not.toContain(id);
    expect((await athlete.call("GET", "/athlete/0/activities-around")).status).toBe(422);
  });
});

describe("the list of activities by id", () => {
  it("leaves out ids that do not exist", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const found = await athlete.read<Json[]>(`/athlete/0/activities/${id},i1?intervals=true`);
    expect(found.map((row) => row.id)).toEqual([id]);
    expect(found[0]?.icu_intervals).toEqual(expect.any(Array));
  });
});

describe("an activity from Strava", () => {
  it("has five keys, alone and in lists", async () => {
    const athlete = await demoAthlete();
    const id = await stravaId(athlete);
    const stub = await athlete.read(`/activity/${id}`);
    expect(stub).toEqual({
      id: expect.stringMatching(/^\d+$/),
      icu_athlete_id: expect.any(String),
      start_date_local: expect.any(String),
      source: "STRAVA",
      _note: "STRAVA activities are not available via the API",
    });
    expect(await athlete.read(`/athlete/0/activities/${id}`)).toEqual([stub]);
    expect((await list(athlete, "oldest=2026-03-01")).find((row) => row.id === id)).toEqual(stub);
  });

  it("rejects requests for its parts, and updates", async () => {
    const athlete = await demoAthlete();
    const id = await stravaId(athlete);
    for (const part of ["streams.json", "intervals", "power-curve", "file", "fit-file", "hr-histogram", "map"]) {
      const { status, text } = await athlete.call("GET", `/activity/${id}/${part}`);
      expect([status, text]).toEqual([422, '{"status":422,"error":"Cannot read Strava activities via the API"}']);
    }
    expect((await athlete.call("PUT", `/activity/${id}`, { body: { name: "Mine" } })).status).toBe(422);
  });
});

describe("the start of an activity", () => {
  it("has the right UTC offset, also after daylight saving begins", async () => {
    const athlete = await demoAthlete({ timezone: "America/Los_Angeles" });
    const rows = await athlete.read<Json[]>(
      "/athlete/0/activities?oldest=2026-02-20&newest=2026-03-20&fields=start_date,start_date_local",
    );
    const offsets = new Set(
      rows
        .filter((row) => row.start_date)
        .map((row) => (Date.parse(String(row.start_date)) - Date.parse(`${row.start_date_local}Z`)) / 3_600_000),
    );
    expect(offsets).toEqual(new Set([7, 8]));
  });
});
