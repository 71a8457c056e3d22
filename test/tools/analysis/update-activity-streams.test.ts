import { beforeAll, describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, json, errorText, writes, connect } = athleteSession({ era: "session" });
const planner = connect({ preset: "coach" });

const withoutIds = (text: string) => text.replace(/\bi\d{8,}\b/g, "iN");

let ride: string;
beforeAll(async () => {
  ride = (await json("icu_search_activities", { query: "Run off the bike", limit: 1 })).activities[0].id;
});

describe("icu_update_activity_streams", () => {
  const NAME = "icu_update_activity_streams";
  const values = (value: number) => Array.from({ length: 1200 }, (_, index) => value + (index % 3));

  it("previews the affected streams with dry_run, then reports what was stored", async () => {
    const payload_string = JSON.stringify([
      { type: "heartrate", data: values(150) },
      { type: "core_temperature", data: values(38) },
    ]);
    const args = { activity_id: ride, payload_string };
    expect(withoutIds(await text(NAME, { ...args, dry_run: true }))).toMatchInlineSnapshot(`
      "Dry run for iN, nothing was written · today is Wed 2026-05-13 (Pacific/Auckland)

      stream|action|before|after
      heartrate|replace|1196 samples, 92 to 157, mean 154.23|1200 samples, 150 to 152, mean 151
      core_temperature|add||1200 samples, 38 to 40, mean 39"
    `);
    expect(writes()).toEqual([]);
    expect(withoutIds(await text(NAME, args))).toMatchInlineSnapshot(`
      "Samples of iN · today is Wed 2026-05-13 (Pacific/Auckland)

      stream|action|before|after
      heartrate|replace|1196 samples, 92 to 157, mean 154.23|1200 samples, 150 to 152, mean 151
      core_temperature|add||1200 samples, 38 to 40, mean 39

      Stored: heartrate, core_temperature"
    `);
  });

  it("accepts CSV and arrays", async () => {
    const csv = ["cadence,lat,lng", ...values(80).map((value) => `${value},52.5,13.4`)].join("\n");
    const sent = await json(NAME, { activity_id: ride, payload_string: csv, format: "CSV" });
    expect(sent.updated).toEqual(["cadence", "latlng"]);
    const removed = await json(NAME, { activity_id: ride, payload_string: [{ type: "core_temperature", data: [] }] });
    expect([removed.changes[0].action, removed.deleted]).toEqual(["remove", ["core_temperature"]]);
  });

  it("accepts an hour of 40 sensors in a session", async () => {
    const payload_string = JSON.stringify(
      Array.from({ length: 40 }, (_, index) => ({ type: `sensor_${index}`, data: values(index / 7) })),
    );
    expect(payload_string.length).toBeGreaterThan(500_000);
    const { changes } = await json(NAME, { activity_id: ride, payload_string, dry_run: true });
    expect(changes).toHaveLength(40);
  });

  it.each([
    ['[{"type":"watts","data":[1,2,3]}]', /^payload_string watts: 3 samples, but the recording has 1200\.$/],
    ['[{"type":"watts","data":[1,"2"]}]', /^payload_string 0\.data\.1: /],
    ["[{", /^payload_string: is not JSON/],
    ["time,watts\n0,1\n1", /^payload_string line 3: 1 cells, but the header has 2 names/],
    ["time,watts\n0,lots", /^payload_string line 2: watts is not a number/],
    ['[{"type":"latlng","data":[1]}]', /^payload_string latlng: latlng needs data2/],
  ])("rejects %s before any write", async (payload_string, says) => {
    expect(await errorText(NAME, { activity_id: ride, payload_string })).toMatch(says);
    expect(writes()).toEqual([]);
  });

  it("is not available without the erase scope, because samples are lost", async () => {
    const listed = (await planner.client.listTools()).map(({ name }) => name);
    expect(listed).not.toContain(NAME);
    expect(listed).toContain("icu_bulk_create_manual_activities");
  });
});
