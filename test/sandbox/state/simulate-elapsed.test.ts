import { describe, expect, it } from "vitest";
import { createEvent, demoAthlete, type Json, NOW, plannedRide } from "../athlete.ts";

const DAY_MS = 86_400_000;
const later = (days: number): string => new Date(Date.parse(NOW) + days * DAY_MS).toISOString();

const dayAndType = ({ start_date_local, type }: Json): string => `${String(start_date_local).slice(0, 10)} ${type}`;

describe("the athlete's activities", () => {
  it("have all started by now", async () => {
    const athlete = await demoAthlete({ now: "2026-05-11T06:00:00Z" });
    const today = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-11");
    for (const row of today) expect(String(row.start_date_local) < "2026-05-11T18:00:00").toBe(true);
  });
});

describe("elapsed time", () => {
  it("performs what was planned for it", async () => {
    const athlete = await demoAthlete();
    const planned = await athlete.read<Json[]>(
      "/athlete/0/events?oldest=2026-05-10&newest=2026-05-15&category=WORKOUT",
    );
    const before = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-01&fields=id");
    await athlete.configure({ now: later(5) });
    const after = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-10");
    expect(after.length).toBeGreaterThan(3);
    const plan = planned.filter((event) => event.icu_training_load || event.moving_time).map(dayAndType);
    const visible = after.filter(({ source }) => source !== "STRAVA");
    expect(plan).toEqual(expect.arrayContaining(visible.map(dayAndType)));
    for (const { paired_event_id: id } of after) if (id) expect(planned.map((event) => event.id)).toContain(id);
    const again = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-01&fields=id");
    expect(again.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    expect(await athlete.read("/athlete/0/wellness/2026-05-14")).toMatchObject({ restingHR: expect.any(Number) });
  });

  it("performs what the user planned once, and nothing that the user deleted", async () => {
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

  it("does not perform a workout that the user has marked as done", async () => {
    const athlete = await demoAthlete();
    const { id } = await createEvent(athlete, plannedRide({ start_date_local: "2026-05-11" }));
    await athlete.write("POST", `/athlete/0/events/${id}/mark-done`);
    await athlete.configure({ now: later(3) });
    const rows = await athlete.read<Json[]>("/athlete/0/activities?oldest=2026-05-10");
    expect(rows.filter((row) => row.paired_event_id === id)).toMatchObject([{ source: "MANUAL" }]);
  });
});
