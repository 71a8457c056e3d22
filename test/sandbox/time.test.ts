import { runDurableObjectAlarm } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { basic, demoAthlete, type Json, NOW } from "./athlete.ts";
import { demoAthletes } from "./demo-athletes.ts";

const DAY_MS = 86_400_000;
const later = (days: number): string => new Date(Date.parse(NOW) + days * DAY_MS).toISOString();

const done = (rows: Json[]) =>
  rows.map(({ start_date_local, type }) => `${String(start_date_local).slice(0, 10)} ${type}`);

describe("the athlete's day", () => {
  it.each([
    ["Pacific/Tongatapu", "2026-05-10"],
    ["America/Los_Angeles", "2026-05-09"],
    ["Pacific/Auckland", "2026-05-10"],
  ])("in %s is %s", async (timezone, today) => {
    const athlete = await demoAthlete({ timezone });
    const [first] = await athlete.read<Json[]>("/athlete/0/events?category=WORKOUT");
    expect(String(first?.start_date_local).slice(0, 10) >= today).toBe(true);
    const { mostRecentWellnessId } = (await athlete.read<Json[]>("/athlete/0/athlete-summary"))[0] ?? {};
    expect(mostRecentWellnessId).toBe(today);
  });

  it("gives each activity its instant, summer time and midnight included", async () => {
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

  it("has done by now what was due by now", async () => {
    const athlete = await demoAthlete({ now: "2026-05-11T06:00:00Z" });
    const today = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-11");
    for (const row of today) expect(String(row.start_date_local) < "2026-05-11T18:00:00").toBe(true);
  });
});

describe("a world that is left alone", () => {
  it("is the same for everybody with the same seed, and another with another", async () => {
    const history = async (seed: number) => {
      const athlete = await demoAthlete({ seed });
      return JSON.stringify(await athlete.read("/athlete/0/wellness?oldest=2026-04-01&newest=2026-05-09"));
    };
    expect(await history(1)).toBe(await history(1));
    expect(await history(1)).not.toBe(await history(2));
  });

  it("trains on as planned while nobody looks", async () => {
    const athlete = await demoAthlete();
    const planned = await athlete.read<Json[]>(
      "/athlete/0/events?oldest=2026-05-10&newest=2026-05-15&category=WORKOUT",
    );
    const before = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-01&fields=id");
    await athlete.configure({ now: later(5) });
    const after = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-10");
    expect(after.length).toBeGreaterThan(3);
    const plan = done(planned.filter(({ icu_training_load, moving_time }) => icu_training_load || moving_time));
    for (const one of done(after.filter(({ source }) => source !== "STRAVA"))) expect(plan).toContain(one);
    for (const { paired_event_id: id } of after) if (id) expect(planned.map((event) => event.id)).toContain(id);
    const again = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-01&fields=id");
    expect(again.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    expect(await athlete.read("/athlete/0/wellness/2026-05-14")).toMatchObject({ restingHR: expect.any(Number) });
  });

  it("does what a visitor planned, once, and not what they took away", async () => {
    const athlete = await demoAthlete();
    await athlete.call("DELETE", "/athlete/0/events?oldest=2026-05-10&category=WORKOUT");
    const event = {
      category: "WORKOUT",
      type: "Ride",
      name: "Mine",
      start_date_local: "2026-05-11",
      description: "- 1h 80%",
    };
    const { id } = await athlete.write("POST", "/athlete/0/events", event);
    for (const days of [3, 4]) {
      await athlete.configure({ now: later(days) });
      const rows = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-10");
      expect(rows).toMatchObject([
        { name: "Mine", paired_event_id: id, moving_time: 3600, start_date_local: "2026-05-11T17:10:00" },
      ]);
    }
  });

  it("remembers what was written, and forgets everything thirty days after the last visit", async () => {
    const key = crypto.randomUUID();
    const stub = demoAthletes.getByName(key);
    const headers = { Authorization: basic("API_KEY", key) };
    const url = "https://upstream.test/api/v1/athlete/0";
    await stub.fetch(new Request(url, { method: "PUT", headers, body: '{"city":"Elsewhere"}' }));
    const city = async () => (await (await stub.fetch(new Request(url, { headers }))).json<Json>()).city;
    expect(await city()).toBe("Elsewhere");
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await city()).toBe("Demo Town");
  });
});
