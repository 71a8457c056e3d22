import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../src/intervals/local-date.ts";
import { formatDay } from "../../src/training/dates.ts";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

/** Half a minute before or after local midnight, where the day in UTC is another, or was so until a clock changed. */
const MIDNIGHTS = [
  ["Pacific/Tongatapu", "2026-01-10T10:59:30Z", "2026-01-10"], // UTC+13
  ["Pacific/Tongatapu", "2026-01-10T11:00:30Z", "2026-01-11"],
  ["America/Los_Angeles", "2026-01-11T07:59:30Z", "2026-01-10"], // UTC−8
  ["America/Los_Angeles", "2026-01-11T08:00:30Z", "2026-01-11"],
  ["Europe/Berlin", "2026-03-29T22:00:30Z", "2026-03-30"], // UTC+2 since that morning
  ["Europe/Berlin", "2026-10-25T22:59:30Z", "2026-10-25"], // UTC+1 since that morning
] as const;

const hosts: McpClient[] = [];
let strict: McpClient;
beforeAll(async () => {
  upstream.reset();
  for (const [index, [timezone, now]] of MIDNIGHTS.entries()) {
    const key = `dates${index}00key000000000000`;
    await upstream.addAthlete({ key, now, timezone });
    hosts.push(await connectStateless((await signIn({ key })).access_token));
  }
  await upstream.addAthlete({ key: "dates900key000000000000", now: NOW, strictEventRange: true });
  strict = await connectStateless((await signIn({ key: "dates900key000000000000" })).access_token);
});
beforeEach(() => upstream.reset());
afterEach(resetClock);
afterAll(resetClock);

const json = async (host: McpClient, name: string, args: Record<string, unknown>) => {
  const answer = await host.call(name, args, { "intervals/format": "json" });
  expect(answer.isError, answer.text).toBe(false);
  return JSON.parse(answer.text);
};
const queryOf = (path: RegExp) => upstream.requests.find((request) => path.test(request.path))?.query;

describe("the athlete's day", () => {
  it.each(MIDNIGHTS.map((midnight, index) => [...midnight, index] as const))(
    "in %s at %s is %s for every tool",
    async (timezone, now, day, index) => {
      const host = hosts[index] as McpClient; // one for each midnight
      setClock(now);

      const profile = await host.call("icu_get_athlete_profile");
      expect(profile.text.split("\n")[0]).toBe(`Profile · today is ${formatDay(day)} (${timezone})`);
      expect(upstream.requests.map(({ path }) => path)).toContain(`/api/v1/athlete/0/wellness/${day}`);

      await json(host, "icu_get_recent_activities", { days_back: 1 });
      expect(queryOf(/activities$/)).toMatchObject({ oldest: addDays(day, -1), newest: `${day}T23:59:59` });

      const { event } = await json(host, "icu_create_event", { start_date: "tomorrow", name: "x", category: "NOTE" });
      expect(event.date).toBe(addDays(day, 1));

      upstream.reset();
      const calendar = await json(host, "icu_get_calendar_events", { days_ahead: 1 });
      const listed = calendar.events.find(({ event_id }: { event_id: number }) => event_id === event.event_id);
      expect(listed).toMatchObject({ date: addDays(day, 1) });
      expect(queryOf(/events\.json$/)).toMatchObject({ oldest: day, newest: addDays(day, 1) });

      const wellness = await json(host, "icu_get_wellness_for_date", { date: "today" });
      expect(wellness.day.date).toBe(day);

      await json(host, "icu_get_power_curves", { days_back: 7 });
      expect(queryOf(/power-curves/)).toMatchObject({ curves: `r.${addDays(day, -6)}.${day}` });
    },
  );

  it("is also the day from which fitness is projected, gear is retired and a week begins", async () => {
    const host = hosts[2] as McpClient; // Los Angeles, Saturday night; in UTC it is Sunday
    setClock(MIDNIGHTS[2][1]);
    const { series } = await json(host, "icu_get_fitness_chart", { days_back: 0, days_ahead: 1 });
    expect(series.map(({ date, is_projected }: Record<string, unknown>) => [date, is_projected])).toEqual([
      ["2026-01-10", false],
      ["2026-01-11", true],
    ]);
    const { gear } = await json(host, "icu_update_gear", { gear_id: "g9003", active: false });
    expect(gear.retired).toBe("2026-01-10");
    await json(host, "icu_get_athlete_summary", { weeks: 1 });
    expect(queryOf(/athlete-summary/)).toEqual({ start: "2026-01-05", end: "2026-01-10" });
  });
});

describe("an entry that began earlier", () => {
  it("is found while it runs, even from a server that looks at the start alone", async () => {
    setClock();
    const holiday = { start_date: "-5d", end_date: "tomorrow", name: "Beach", category: "HOLIDAY" };
    await json(strict, "icu_create_event", holiday);
    const { events } = await json(strict, "icu_get_calendar_events", { days_ahead: 0 });
    expect(events).toContainEqual(
      expect.objectContaining({ name: "Beach", date: "2026-05-08", last_date: "2026-05-14" }),
    );
    const text = (await strict.call("icu_get_calendar_events", { days_ahead: 0 })).text;
    expect(text).toContain("HOLIDAY «Beach»");
  });
});
