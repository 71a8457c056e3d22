import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "manual0key00000000000000";
const SAMPLES = "streams0key0000000000000";

let host: McpClient;
let recorder: McpClient;
let ride: string;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7000001", now: NOW });
  await upstream.addAthlete({ key: SAMPLES, id: "i7000002", now: NOW });
  host = withRefilledBudget(await connectStateless((await signIn({ key: KEY, preset: "coach" })).access_token));
  recorder = withRefilledBudget(await connectSession((await signIn({ key: SAMPLES })).access_token));
  setClock();
  ride = (await json("icu_search_activities", { query: "Run off the bike", limit: 1 }, recorder)).activities[0].id;
});
afterAll(resetClock);
beforeEach(() => upstream.reset());

async function json(name: string, args: Record<string, unknown>, by = host) {
  const { text, isError } = await by.callAndConfirm(name, args, { "intervals/format": "json" });
  expect(isError, text).toBe(false);
  return JSON.parse(text);
}
const textOf = async (name: string, args: Record<string, unknown>, by = host) => {
  const { text, isError } = await by.callAndConfirm(name, args);
  expect(isError, text).toBe(false);
  return text.replace(/\bi\d{8,}\b/g, "iN");
};
const refusalOf = async (name: string, args: Record<string, unknown>, by = host) => {
  const { text, isError } = await by.callAndConfirm(name, args);
  expect(isError, text).toBe(true);
  return text;
};
const writes = () => upstream.requests.filter(({ method }) => method !== "GET");
const namesOn = async (day: string): Promise<string[]> =>
  (await json("icu_get_activities_by_date", { oldest: day, newest: day })).activities.map(
    ({ name }: { name: string }) => name,
  );

describe("icu_bulk_create_manual_activities", () => {
  const NAME = "icu_bulk_create_manual_activities";

  it("adds, changes, leaves alone and refuses, item by item", async () => {
    const gym = { type: "WeightTraining", start_date_local: "2026-04-20T18:00", name: "Gym", external_id: "gym-1" };
    await json(NAME, { activities_json: [{ ...gym, moving_time: 3000 }] });
    const activities_json = JSON.stringify([
      { ...gym, moving_time: 3600, feel: 2 },
      { type: "Run", start_date_local: "2026-04-21T07:00:00", name: "Treadmill", distance: 5000, moving_time: 1500 },
      { type: "Run", start_date_local: "2026-04-21T07:00:00", name: "Treadmill", distance: 5000, moving_time: 1500 },
      { type: "Run", start_date_local: "tomorrow", name: "Not yet" },
      { type: "Yoga", start_date_local: "2026-04-22", name: "Stretch", feel: 9, mood: 1 },
    ]);
    expect(await textOf(NAME, { activities_json })).toMatchInlineSnapshot(`
      "Activities by hand: 2 done, 1 skipped, 2 failed · today is Wed 2026-05-13 (Pacific/Auckland)

      What was to be done:
      1: change iN, 2026-04-20 18:00 WeightTraining «Gym»: moving_time 3000 → 3600, feel unset → 2
      2: add, 2026-04-21 07:00 Run «Treadmill»

      What became of it:
      1: done (iN)
      2: done (iN)
      3: skipped, is the same as an earlier one of this list
      4: failed, start_date_local: 2026-05-14 is yet to come. What is planned is an event.
      5: failed, feel: must be at most 5; mood: no such parameter. Parameters are: start_date_local, type, name, description, external_id, moving_time, elapsed_time, distance, total_elevation_gain, average_heartrate, max_heartrate, calories, icu_training_load, icu_rpe, feel, kg_lifted, carbs_ingested, sub_type, race, trainer, commute, tags, paired_event_id."
    `);
  });

  it("adds nothing twice when a call is repeated, also without external_id", async () => {
    const args = {
      activities_json: [{ type: "Hike", start_date_local: "2026-04-02", name: "Ridge", moving_time: 7200 }],
    };
    const first = await json(NAME, args);
    upstream.reset();
    const again = await json(NAME, args);
    expect(again.results).toEqual([
      {
        item: 1,
        status: "skipped",
        reason: "is there already, just like this",
        activity_id: first.results[0].activity_id,
      },
    ]);
    expect(writes()).toEqual([]);
    expect((await namesOn("2026-04-02")).filter((name) => name === "Ridge")).toHaveLength(1);
  });

  it("says what would be done before anything is done", async () => {
    const activities_json = [{ type: "Walk", start_date_local: "2026-04-03T12:00", name: "Lunch" }];
    expect(await textOf(NAME, { activities_json, dry_run: true })).toMatchInlineSnapshot(`
      "Would be done, nothing was written · today is Wed 2026-05-13 (Pacific/Auckland)

      1: add, 2026-04-03 12:00 Walk «Lunch»"
    `);
    expect([writes(), await namesOn("2026-04-03")]).toEqual([[], expect.not.arrayContaining(["Lunch"])]);
  });

  it("stores the session once when the connection breaks after it landed", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" } });
    const activities_json = [{ type: "Walk", start_date_local: "2026-04-04T12:00", name: "Survivor" }];
    expect((await json(NAME, { activities_json })).results).toMatchObject([{ item: 1, status: "done" }]);
    expect(await namesOn("2026-04-04")).toContain("Survivor");
  });

  it("finds the one that Intervals.icu refuses, and stores the others", async () => {
    upstream.fail({ kind: "5xx", status: 422, times: 2, match: { method: "POST" } });
    const session = (name: string) => ({ type: "Walk", start_date_local: "2026-04-05T12:00", name });
    const { results } = await json(NAME, { activities_json: [session("Bad"), session("Good")] });
    expect(results).toMatchObject([
      { item: 1, status: "failed", reason: expect.stringContaining("Intervals.icu refused it (422)") },
      { item: 2, status: "done" },
    ]);
    expect(await namesOn("2026-04-05")).toEqual(expect.not.arrayContaining(["Bad"]));
    expect(await namesOn("2026-04-05")).toContain("Good");
  });

  it("fails as a whole where no item is usable", async () => {
    expect(await refusalOf(NAME, { activities_json: [{ type: "Run" }] })).toMatch(
      /^Nothing was done\.\n1: failed, start_date_local: /,
    );
    expect(writes()).toEqual([]);
  });
});

describe("icu_update_activity_streams", () => {
  const NAME = "icu_update_activity_streams";
  const values = (value: number) => Array.from({ length: 1200 }, (_, index) => value + (index % 3));

  it("says what will be touched before it is, and then what was", async () => {
    const payload_string = JSON.stringify([
      { type: "heartrate", data: values(150) },
      { type: "core_temperature", data: values(38) },
    ]);
    const args = { activity_id: ride, payload_string };
    expect(await textOf(NAME, { ...args, dry_run: true }, recorder)).toMatchInlineSnapshot(`
      "Would be touched in iN, nothing was written · today is Wed 2026-05-13 (Pacific/Auckland)

      stream|action|before|after
      heartrate|replace|1196 samples, 92 to 157, mean 154.23|1200 samples, 150 to 152, mean 151
      core_temperature|add||1200 samples, 38 to 40, mean 39"
    `);
    expect(writes()).toEqual([]);
    expect(await textOf(NAME, args, recorder)).toMatchInlineSnapshot(`
      "Samples of iN · today is Wed 2026-05-13 (Pacific/Auckland)

      stream|action|before|after
      heartrate|replace|1196 samples, 92 to 157, mean 154.23|1200 samples, 150 to 152, mean 151
      core_temperature|add||1200 samples, 38 to 40, mean 39

      Stored: heartrate, core_temperature"
    `);
  });

  it("takes CSV, and real arrays too", async () => {
    const csv = ["cadence,lat,lng", ...values(80).map((value) => `${value},52.5,13.4`)].join("\n");
    const sent = await json(NAME, { activity_id: ride, payload_string: csv, format: "CSV" }, recorder);
    expect(sent.updated).toEqual(["cadence", "latlng"]);
    const removed = await json(
      NAME,
      { activity_id: ride, payload_string: [{ type: "core_temperature", data: [] }] },
      recorder,
    );
    expect([removed.touched[0].action, removed.deleted]).toEqual(["remove", ["core_temperature"]]);
  });

  it("takes an hour of many sensors through a session too", async () => {
    const payload_string = JSON.stringify(
      Array.from({ length: 40 }, (_, index) => ({ type: `sensor_${index}`, data: values(index / 7) })),
    );
    expect(payload_string.length).toBeGreaterThan(500_000);
    const { touched } = await json(NAME, { activity_id: ride, payload_string, dry_run: true }, recorder);
    expect(touched).toHaveLength(40);
  });

  it.each([
    ['[{"type":"watts","data":[1,2,3]}]', /^payload_string watts: 3 samples, but the recording has 1200\.$/],
    ['[{"type":"watts","data":[1,"2"]}]', /^payload_string 0\.data\.1: /],
    ["[{", /^payload_string: is no JSON/],
    ["time,watts\n0,1\n1", /^payload_string line 3: 1 cells, but 2 names above/],
    ["time,watts\n0,lots", /^payload_string line 2: watts is not a number/],
    ['[{"type":"latlng","data":[1]}]', /^payload_string latlng: data2 holds the longitudes/],
  ])("refuses %s before anything is written", async (payload_string, says) => {
    expect(await refusalOf(NAME, { activity_id: ride, payload_string }, recorder)).toMatch(says);
    expect(writes()).toEqual([]);
  });

  it("needs the permission to erase, because samples are lost", async () => {
    const listed = (await host.listTools()).map(({ name }) => name);
    expect(listed).not.toContain(NAME);
    expect(listed).toContain("icu_bulk_create_manual_activities");
  });
});
