import { describe, expect, it } from "vitest";
import { type Athlete, demoAthlete, type Json } from "./athlete.ts";

const RANGE = "oldest=2026-03-01&newest=2026-05-09";

const list = (athlete: Athlete, query = RANGE): Promise<Json[]> => athlete.read(`/athlete/0/activities?${query}`);

async function stravaId(athlete: Athlete): Promise<string> {
  const stub = (await list(athlete)).find(({ source }) => source === "STRAVA");
  return String(stub?.id);
}

async function rideId(athlete: Athlete, type = "Ride"): Promise<string> {
  const ride = (await list(athlete, `${RANGE}&fields=id,type`)).find((row) => row.type === type);
  return String(ride?.id);
}

describe("a list of activities", () => {
  it("needs its oldest day", async () => {
    const athlete = await demoAthlete();
    const { status, text } = await athlete.call("GET", "/athlete/0/activities");
    expect([status, text]).toEqual([422, expect.stringContaining("Required request parameter 'oldest'")]);
  });

  it("runs from the newest back, ends now by default, and is cut to the newest", async () => {
    const athlete = await demoAthlete();
    const starts = (await list(athlete, "oldest=2026-04-01")).map((row) => String(row.start_date_local));
    expect(starts).toEqual([...starts].sort().reverse());
    expect(starts[0]?.slice(0, 10)).toBe("2026-05-09");
    const newest = await list(athlete, "oldest=2026-04-01&limit=3&fields=start_date_local");
    expect(newest.map((row) => row.start_date_local)).toEqual(starts.slice(0, 3));
  });

  it("holds whole records with nulls and keys that nobody documented, or only what was asked for and is set", async () => {
    const athlete = await demoAthlete();
    const [whole] = await list(athlete);
    expect(Object.keys(whole ?? {}).length).toBeGreaterThan(170);
    expect(whole).toMatchObject({ icu_sync_error: null, undocumented_field: {} });
    const [cut] = await list(athlete, `${RANGE}&fields=id,name,icu_sync_error`);
    expect(Object.keys(cut ?? {})).toEqual(["id", "name"]);
  });

  it("says less of an activity than the activity itself", async () => {
    const athlete = await demoAthlete();
    const row = (await list(athlete)).find(({ type }) => type === "Swim");
    expect(row).toMatchObject({ lengths: null, pace_load: null });
    expect(await athlete.read(`/activity/${row?.id}`)).toMatchObject({ lengths: expect.any(Number), pool_length: 25 });
  });

  it("has neighbours, the closest first and itself not among them", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const centre = Date.parse(`${(await athlete.read(`/activity/${id}`)).start_date_local}Z`);
    const around = await athlete.read<Json[]>(`/athlete/0/activities-around?activity_id=${id}&limit=6`);
    const away = around.map((row) => Math.abs(Date.parse(`${row.start_date_local}Z`) - centre));
    expect(away).toEqual([...away].sort((a, b) => a - b));
    expect(around.map((row) => row.id)).not.toContain(id);
    expect((await athlete.call("GET", "/athlete/0/activities-around")).status).toBe(422);
  });

  it("comes by ids, leaving out those that do not exist", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const found = await athlete.read<Json[]>(`/athlete/0/activities/${id},i1?intervals=true`);
    expect(found.map((row) => row.id)).toEqual([id]);
    expect(found[0]?.icu_intervals).toEqual(expect.any(Array));
  });

  it("comes as CSV", async () => {
    const athlete = await demoAthlete();
    const { text, type } = await athlete.call("GET", "/athlete/0/activities.csv");
    expect(type).toContain("text/csv");
    expect(text.split("\n").length).toBeGreaterThan(600);
  });
});

describe("searching", () => {
  it("finds names in any case, and tags only whole", async () => {
    const athlete = await demoAthlete();
    const names = (await athlete.read<Json[]>("/athlete/0/activities/search?q=LONG&limit=5")).map((row) =>
      String(row.name),
    );
    expect(names).toHaveLength(5);
    for (const name of names) expect(name.toLowerCase()).toContain("long");
    expect(await athlete.read("/athlete/0/activities/search?q=%23lon")).toEqual([]);
    const [tagged] = await athlete.read<Json[]>("/athlete/0/activities/search-full?q=%23long&limit=1");
    expect(tagged?.tags).toContain("long");
  });

  it("finds intervals by length and intensity, and needs all four bounds", async () => {
    const athlete = await demoAthlete();
    const bounds = "minSecs=230&maxSecs=250&minIntensity=105&maxIntensity=125";
    const found = await athlete.read<Json[]>(`/athlete/0/activities/interval-search?${bounds}&minReps=5&limit=2`);
    expect(found.map((row) => row.name)).toEqual(["VO2 5x4", "VO2 5x4"]);
    const { status } = await athlete.call(
      "GET",
      "/athlete/0/activities/interval-search?minSecs=230&maxSecs=250&minIntensity=105",
    );
    expect(status).toBe(422);
  });
});

describe("an activity from Strava", () => {
  it("is five keys wherever it stands", async () => {
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
  });

  it("refuses everything below it, and changes", async () => {
    const athlete = await demoAthlete();
    const id = await stravaId(athlete);
    for (const part of ["streams.json", "intervals", "power-curve", "file", "fit-file", "hr-histogram", "map"]) {
      const { status, text } = await athlete.call("GET", `/activity/${id}/${part}`);
      expect([status, text]).toEqual([422, '{"status":422,"error":"Cannot read Strava activities via the API"}']);
    }
    expect((await athlete.call("PUT", `/activity/${id}`, { name: "Mine" })).status).toBe(422);
  });

  it("can be refused itself", async () => {
    const athlete = await demoAthlete({ stravaRefused: true });
    expect((await athlete.call("GET", `/activity/${await stravaId(athlete)}`)).status).toBe(422);
  });
});

describe("changing an activity", () => {
  it("keeps what was sent, clears with -1, and leaves what was measured", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const before = await athlete.read(`/activity/${id}`);
    const after = await athlete.write("PUT", `/activity/${id}`, {
      name: "Renamed",
      icu_rpe: 7,
      feel: -1,
      distance: 1,
      perceived_exertion: 9,
    });
    expect(after).toMatchObject({ name: "Renamed", icu_rpe: 7, feel: null, perceived_exertion: null });
    expect(after.distance).toBe(before.distance);
    expect(after.session_rpe).toBe(Math.round((7 * Number(before.moving_time)) / 60));
  });

  it("takes its load with it when it is deleted", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const { start_date_local: start, icu_training_load: load } = await athlete.read(`/activity/${id}`);
    const day = String(start).slice(0, 10);
    const before = await athlete.read(`/athlete/0/wellness/${day}`);
    expect(await athlete.write("DELETE", `/activity/${id}`)).toMatchObject({ id });
    expect((await athlete.call("GET", `/activity/${id}`)).status).toBe(404);
    expect((await athlete.read(`/athlete/0/wellness/${day}`)).ctlLoad).toBe(Number(before.ctlLoad) - Number(load));
  });

  it("adds what somebody types in, once per external id", async () => {
    const athlete = await demoAthlete();
    const typed = {
      type: "Yoga",
      name: "Stretching",
      start_date_local: "2026-05-08T20:00:00",
      moving_time: 1800,
      external_id: "y1",
      icu_training_load: 5,
    };
    const [first] = await athlete.write<Json[]>("POST", "/athlete/0/activities/manual/bulk", [typed]);
    const [again] = await athlete.write<Json[]>("POST", "/athlete/0/activities/manual/bulk", [
      { ...typed, name: "Yoga" },
    ]);
    expect(again).toMatchObject({ id: first?.id, name: "Yoga", source: "MANUAL", icu_training_load: 5 });
    expect((await athlete.call("GET", `/activity/${first?.id}/file`)).status).toBe(404);
  });
});

describe("uploading a file", () => {
  it("makes an activity of new bytes only, and none of deleted ones until they are forgotten", async () => {
    const athlete = await demoAthlete();
    const upload = async () => {
      const form = new FormData();
      form.set("file", new File([new Uint8Array([14, 16, 46, 70, 73, 84])], "ride.fit"));
      const { status, text } = await athlete.call("POST", "/athlete/0/activities?name=Commute", form);
      return { status, ...JSON.parse(text) };
    };
    const first = await upload();
    expect(first).toMatchObject({ status: 201, activities: [{ id: first.id }] });
    expect(await athlete.read(`/activity/${first.id}`)).toMatchObject({ name: "Commute", source: "UPLOAD" });
    expect(await upload()).toMatchObject({ status: 200, id: first.id });
    await athlete.write("DELETE", `/activity/${first.id}`);
    expect(await upload()).toMatchObject({ status: 200, activities: [] });
    expect(await athlete.call("DELETE", `/activity/${first.id}/tombstone`)).toMatchObject({ status: 200, text: "" });
    expect(await upload()).toMatchObject({ status: 201 });
  });
});

describe("messages", () => {
  it("stand under an activity, some of them strange", async () => {
    const athlete = await demoAthlete();
    const recent = await list(athlete, "oldest=2026-04-25&fields=id,source");
    const all = (await Promise.all(recent.map(({ id }) => athlete.read<Json[]>(`/activity/${id}/messages`)))).flat();
    expect(all.map(({ name }) => name)).toEqual(["Demo Coach", "Demo Coach", "Demo Coach"]);
    expect(all.some(({ content }) => String(content).includes("Ignore all previous instructions"))).toBe(true);
  });

  it("are added, and listed since an id and up to a limit", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const ids: unknown[] = [];
    for (const content of ["one", "two", "three"]) {
      const reply = await athlete.write("POST", `/activity/${id}/messages`, { content });
      expect(reply).toEqual({ id: expect.any(Number), new_chat: null });
      ids.push(reply.id);
    }
    const since = await athlete.read<Json[]>(`/activity/${id}/messages?sinceId=${ids[0]}`);
    expect(since.map(({ content }) => content)).toEqual(["two", "three"]);
    expect(await athlete.read(`/activity/${id}/messages?sinceId=${ids[0]}&limit=1`)).toHaveLength(1);
  });

  it("of a chat come newest first, before an id", async () => {
    const athlete = await demoAthlete();
    const [chat] = await athlete.read<Json[]>("/athlete/0/chats");
    const sent = await athlete.write("POST", "/chats/send-message", { chat_id: chat?.id, content: "Tired" });
    const [newest] = await athlete.read<Json[]>(`/chats/${chat?.id}/messages`);
    expect(newest).toMatchObject({ id: sent.id, content: "Tired" });
    const [before] = await athlete.read<Json[]>(`/chats/${chat?.id}/messages?beforeId=${sent.id}`);
    expect(before?.name).toBe("Demo Coach");
  });
});
