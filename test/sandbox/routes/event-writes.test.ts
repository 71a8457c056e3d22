import { describe, expect, it } from "vitest";
import {
  type Athlete,
  bearer,
  createEvent,
  demoAthlete,
  type Json,
  plannedRide,
  TODAY,
  TOKEN,
  withGrant,
} from "../athlete.ts";

const events = (athlete: Athlete, query = ""): Promise<Json[]> => athlete.read(`/athlete/0/events${query}`);

describe("creating an event", () => {
  it("parses the workout text and computes its totals", async () => {
    const athlete = await demoAthlete();
    const event = await createEvent(athlete, plannedRide({ icu_ftp: 999 }));
    expect(event).toMatchObject({
      start_date_local: "2026-05-20T00:00:00",
      end_date_local: "2026-05-21T00:00:00",
      moving_time: 3060,
      icu_training_load: expect.any(Number),
      icu_ftp: null,
      workout_doc: { duration: 3060, zoneTimes: expect.any(Array), normalized_power: expect.any(Number) },
    });
    expect(event.workout_doc).toMatchObject({
      steps: [
        { duration: 900, warmup: true, power: { units: "%ftp", value: 60 } },
        {
          reps: 4,
          text: "4x",
          duration: 1680,
          steps: [
            { text: "Hard", duration: 240 },
            { text: "Easy", duration: 180 },
          ],
        },
        { duration: 480 },
      ],
    });
    expect(await athlete.read(`/athlete/0/events/${event.id}`)).toEqual(event);
  });

  it("takes m for minutes, and keeps a load that cannot be computed", async () => {
    const athlete = await demoAthlete();
    expect(await createEvent(athlete, plannedRide({ description: "- 400m 60%" }))).toMatchObject({
      moving_time: 24_000,
    });
    const strength = await createEvent(
      athlete,
      plannedRide({ type: "WeightTraining", description: "Squats", icu_training_load: 20 }),
    );
    expect(strength).toMatchObject({ icu_training_load: 20, workout_doc: { steps: [] } });
  });

  it("accepts a workout text without steps", async () => {
    const athlete = await demoAthlete();
    const event = await createEvent(
      athlete,
      plannedRide({ type: "Run", description: "run 20 minutes comfortably hard" }),
    );
    expect(event).toMatchObject({ workout_doc: { steps: [] }, icu_training_load: null, moving_time: null });
  });

  it("rejects unknown categories, races without a sport, invalid dates and names of more than 80 characters", async () => {
    const athlete = await demoAthlete();
    const status = async (more: Json) =>
      (await athlete.call("POST", "/athlete/0/events", { body: plannedRide(more) })).status;
    expect(await status({ category: "NOTES" })).toBe(422);
    expect(await status({ category: "RACE_A", type: null })).toBe(422);
    expect(await status({ start_date_local: "tomorrow" })).toBe(422);
    const long = await athlete.call("POST", "/athlete/0/events", { body: plannedRide({ name: "x".repeat(81) }) });
    expect([long.status, long.text]).toEqual([422, '{"status":422,"error":"Name is too long"}']);
  });

  it("changes the projected fitness", async () => {
    const athlete = await demoAthlete();
    const before = await athlete.read("/athlete/0/wellness/2026-05-21");
    const { icu_training_load: load } = await createEvent(
      athlete,
      plannedRide({ start_date_local: "2026-05-21T06:30:00" }),
    );
    const after = await athlete.read("/athlete/0/wellness/2026-05-21");
    expect(after.ctlLoad).toBe(Number(before.ctlLoad) + Number(load));
    expect(Number(after.ctl)).toBeGreaterThan(Number(before.ctl));
  });
});

describe("updating an event", () => {
  it("parses the new workout text, but returns no zone times", async () => {
    const athlete = await demoAthlete();
    const { id } = await createEvent(athlete, plannedRide());
    const after = await athlete.write("PUT", `/athlete/0/events/${id}`, { description: "- 30m 65%" });
    expect(after).toMatchObject({ name: "VO2 4x4", moving_time: 1800 });
    expect(after.workout_doc).not.toHaveProperty("zoneTimes");
  });

  it("keeps its duration if it is moved to another day", async () => {
    const athlete = await demoAthlete();
    const { id } = await createEvent(athlete, {
      category: "HOLIDAY",
      name: "Away",
      start_date_local: "2026-06-01",
      end_date_local: "2026-06-05",
    });
    expect(await athlete.write("PUT", `/athlete/0/events/${id}`, { start_date_local: "2026-06-11" })).toMatchObject({
      start_date_local: "2026-06-11T00:00:00",
      end_date_local: "2026-06-15T00:00:00",
    });
  });

  it("rejects an id that is no number or does not exist", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("PUT", "/athlete/0/events/abc", { body: {} })).status).toBe(422);
    expect((await athlete.call("GET", "/athlete/0/events/1")).status).toBe(404);
  });
});

describe("creating an event with upsertOnUid", () => {
  it("updates the event with the same uid, or the target of the same day and sport", async () => {
    const athlete = await demoAthlete();
    const first = await createEvent(athlete, plannedRide({ uid: "u-1" }), "?upsertOnUid=true");
    const again = await createEvent(athlete, plannedRide({ uid: "u-1", name: "Again" }), "?upsertOnUid=true");
    expect(again).toMatchObject({ id: first.id, name: "Again" });
    const target = { category: "TARGET", type: "Ride", start_date_local: "2026-06-15" };
    const [one] = await athlete.write<Json[]>("POST", "/athlete/0/events/bulk?upsertOnUid=true", [
      { ...target, load_target: 300 },
    ]);
    const [two] = await athlete.write<Json[]>("POST", "/athlete/0/events/bulk?upsertOnUid=true", [
      { ...target, load_target: 320 },
    ]);
    expect(two).toMatchObject({ id: one?.id, load_target: 320 });
  });
});

describe("creating events with upsert", () => {
  it("matches an external id only for the application that set it", async () => {
    const athlete = await demoAthlete(withGrant("CALENDAR:WRITE"));
    const body = [plannedRide({ external_id: "mine" })];
    const [byKey] = await athlete.write<Json[]>("POST", "/athlete/0/events/bulk?upsert=true", body);
    const [again] = await athlete.write<Json[]>("POST", "/athlete/0/events/bulk?upsert=true", body);
    expect(again?.id).toBe(byKey?.id);
    const headers = bearer(TOKEN);
    const [byApp] = JSON.parse(
      (await athlete.call("POST", "/athlete/0/events/bulk?upsert=true", { body, headers })).text,
    );
    expect(byApp).toMatchObject({ oauth_client_id: 99 });
    expect(byApp.id).not.toBe(byKey?.id);
    expect(
      JSON.parse(
        (await athlete.call("PUT", "/athlete/0/events/bulk-delete", { body: [{ external_id: "mine" }], headers })).text,
      ),
    ).toEqual({ eventsDeleted: 1 });
    expect((await athlete.call("GET", `/athlete/0/events/${byKey?.id}`)).status).toBe(200);
  });
});

describe("deleting events in bulk", () => {
  it("returns how many existed", async () => {
    const athlete = await demoAthlete();
    const { id } = await createEvent(athlete, plannedRide());
    expect(await athlete.write("PUT", "/athlete/0/events/bulk-delete", [{ id }, { id: 5 }])).toEqual({
      eventsDeleted: 1,
    });
  });
});

describe("deleting a range of events", () => {
  it("requires a category, and has no end without newest", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("DELETE", `/athlete/0/events?oldest=${TODAY}`)).status).toBe(422);
    const { status, text } = await athlete.call("DELETE", "/athlete/0/events?oldest=2026-05-12&category=WORKOUT");
    expect([status, text]).toEqual([200, ""]);
    expect(await events(athlete, "?oldest=2026-05-12&newest=2027-01-01&category=WORKOUT")).toEqual([]);
    expect(await events(athlete, "?oldest=2026-05-12&newest=2027-01-01&category=RACE_A")).toHaveLength(1);
  });
});

describe("deleting an event with others", () => {
  it("deletes the events that were applied together with it, from a date on", async () => {
    const athlete = await demoAthlete();
    const bulk = ["2026-06-01", "2026-06-02", "2026-06-03"].map((day) => plannedRide({ start_date_local: day }));
    const [, second] = await athlete.write<Json[]>("POST", "/athlete/0/events/bulk?updatePlanApplied=true", bulk);
    await athlete.write("DELETE", `/athlete/0/events/${second?.id}?others=true&notBefore=2026-06-02`);
    const left = await events(athlete, "?oldest=2026-06-01&newest=2026-06-03&category=WORKOUT");
    expect(left.filter(({ name }) => name === "VO2 4x4").map(({ start_date_local }) => start_date_local)).toEqual([
      "2026-06-01T00:00:00",
    ]);
  });
});
