import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import { basicAuth } from "../fixtures/basic-auth.ts";
import { advanceClock, resetClock, setClock } from "../fixtures/clock.ts";
import { demoAthlete, type Json } from "./athlete.ts";
import { demoAthletes } from "./demo-athletes.ts";

const DAY_MS = 86_400_000;

afterEach(resetClock);

describe("the athlete's date", () => {
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

  it("changes at midnight in the athlete's time zone", async () => {
    const athlete = await demoAthlete({ timezone: "Pacific/Tongatapu", now: undefined });
    const today = async () => (await athlete.read<Json[]>("/athlete/0/athlete-summary"))[0]?.mostRecentWellnessId;
    // The object deletes itself if its clock is far behind the real one.
    const [tomorrow = "", next] = [1, 2].map((days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10));
    setClock(`${tomorrow}T10:59:00Z`);
    expect(await today()).toBe(tomorrow);
    setClock(`${tomorrow}T11:00:01Z`);
    expect(await today()).toBe(next);
  });
});

describe("the demo athlete", () => {
  it("is the same for the same seed and different for another", async () => {
    const history = async (seed: number) => {
      const athlete = await demoAthlete({ seed });
      return JSON.stringify(await athlete.read("/athlete/0/wellness?oldest=2026-04-01&newest=2026-05-09"));
    };
    expect(await history(1)).toBe(await history(1));
    expect(await history(1)).not.toBe(await history(2));
  });

  it("keeps what was written for 14 days after the last request", async () => {
    const key = crypto.randomUUID();
    const stub = demoAthletes.getByName(key);
    const headers = { Authorization: basicAuth(key) };
    const url = "https://upstream.test/api/v1/athlete/0";
    await stub.fetch(new Request(url, { method: "PUT", headers, body: '{"city":"Elsewhere"}' }));
    const city = async () => (await (await stub.fetch(new Request(url, { headers }))).json<Json>()).city;
    expect(await city()).toBe("Elsewhere");
    const alarm = await runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
    expect(Math.round((Number(alarm) - Date.now()) / DAY_MS)).toBe(14);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await city()).toBe("Demo Town");
  });

  it("postpones its deletion with each day of use", async () => {
    const key = crypto.randomUUID();
    const stub = demoAthletes.getByName(key);
    const daysLeft = async () => {
      await stub.fetch(
        new Request("https://upstream.test/api/v1/athlete/0", { headers: { Authorization: basicAuth(key) } }),
      );
      const alarm = await runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
      return Math.round((Number(alarm) - Date.now()) / DAY_MS);
    };
    expect(await daysLeft()).toBe(14);
    advanceClock(10 * 86_400);
    expect(await daysLeft()).toBe(14);
  });
});
