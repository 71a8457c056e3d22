import { describe, expect, it } from "vitest";
import { addDays } from "../../src/intervals/local-date.ts";
import { formatDay } from "../../src/training/dates.ts";
import { type AthleteSession, athleteSession } from "../fixtures/athlete-session.ts";
import { setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";

/** Shortly before or after local midnight, in zones and seasons where UTC has another date. */
const MIDNIGHTS = [
  ["Pacific/Tongatapu", "2026-01-10T10:58:00Z", "2026-01-10"], // UTC+13
  ["Pacific/Tongatapu", "2026-01-10T11:00:30Z", "2026-01-11"],
  ["America/Los_Angeles", "2026-01-11T07:58:00Z", "2026-01-10"], // UTC−8
  ["America/Los_Angeles", "2026-01-11T08:00:30Z", "2026-01-11"],
  ["Europe/Berlin", "2026-03-29T22:00:30Z", "2026-03-30"], // UTC+2 since that morning
  ["Europe/Berlin", "2026-10-25T22:58:00Z", "2026-10-25"], // UTC+1 since that morning
] as const;

const athletes = MIDNIGHTS.map(([timezone, now]) => athleteSession({ athlete: { timezone }, now }));
const strict = athleteSession({ athlete: { strictEventRange: true } });

const queryOf = (path: RegExp) => upstream.requests.find((request) => path.test(request.path))?.query;

describe("today", () => {
  it.each(MIDNIGHTS.map((midnight, index) => [...midnight, index] as const))(
    "in %s at %s is %s for every tool",
    async (timezone, now, day, index) => {
      const { json, call } = athletes[index] as AthleteSession; // one for each midnight
      setClock(now);

      const profile = await call("icu_get_athlete_profile");
      expect(profile.text.split("\n")[0]).toBe(`Profile · today is ${formatDay(day)} (${timezone})`);
      expect(upstream.requests.map(({ path }) => path)).toContain(`/api/v1/athlete/0/wellness/${day}`);

      await json("icu_get_recent_activities", { days_back: 1 });
      expect(queryOf(/activities$/)).toMatchObject({ oldest: addDays(day, -1), newest: `${day}T23:59:59` });

      const { event } = await json("icu_create_event", { start_date: "tomorrow", name: "x", category: "NOTE" });
      expect(event.date).toBe(addDays(day, 1));

      upstream.reset();
      const calendar = await json("icu_get_calendar_events", { days_ahead: 1 });
      const listed = calendar.events.find(({ event_id }: { event_id: number }) => event_id === event.event_id);
      expect(listed).toMatchObject({ date: addDays(day, 1) });
      expect(queryOf(/events\.json$/)).toMatchObject({ oldest: day, newest: addDays(day, 1) });

      const wellness = await json("icu_get_wellness_for_date", { date: "today" });
      expect(wellness.day.date).toBe(day);

      await json("icu_get_power_curves", { days_back: 7 });
      expect(queryOf(/power-curves/)).toMatchObject({ curves: `r.${addDays(day, -6)}.${day}` });
    },
  );

  it("decides where projected fitness starts, when gear is retired and which week it is", async () => {
    const { json } = athletes[2] as AthleteSession; // Los Angeles, Saturday night; in UTC it is Sunday
    setClock(MIDNIGHTS[2][1]);
    const { series } = await json("icu_get_fitness_chart", { days_back: 0, days_ahead: 1 });
    expect(series.map(({ date, is_projected }: Record<string, unknown>) => [date, is_projected])).toEqual([
      ["2026-01-10", false],
      ["2026-01-11", true],
    ]);
    const { gear } = await json("icu_update_gear", { gear_id: "g9003", active: false });
    expect(gear.retired).toBe("2026-01-10");
    await json("icu_get_athlete_summary", { weeks: 1 });
    expect(queryOf(/athlete-summary/)).toEqual({ start: "2026-01-05", end: "2026-01-10" });
  });

  it("is the athlete's local date for planning, listing and deleting events, although UTC has another date", async () => {
    const { json } = athletes[2] as AthleteSession; // Los Angeles, Saturday night; in UTC it is Sunday
    setClock(MIDNIGHTS[2][1]);
    const { event } = await json("icu_create_event", { start_date: "today", name: "Late", category: "WORKOUT" });
    const { workouts } = await json("icu_get_upcoming_workouts", {});
    const { results } = await json("icu_bulk_delete_events", { event_ids: [event.event_id] });
    expect([event.date, workouts[0].date, results[0].status]).toEqual(["2026-01-10", "2026-01-10", "done"]);
  });
});

describe("an event that started earlier", () => {
  it("is listed while it lasts, although the API filters by start date", async () => {
    const { json, text } = strict;
    setClock();
    const holiday = { start_date: "-5d", end_date: "tomorrow", name: "Beach", category: "HOLIDAY" };
    await json("icu_create_event", holiday);
    const { events } = await json("icu_get_calendar_events", { days_ahead: 0 });
    expect(events).toContainEqual(
      expect.objectContaining({ name: "Beach", date: "2026-05-08", last_date: "2026-05-14" }),
    );
    expect(await text("icu_get_calendar_events", { days_ahead: 0 })).toContain("HOLIDAY «Beach»");
  });
});
