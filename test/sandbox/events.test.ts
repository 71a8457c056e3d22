import { describe, expect, it } from "vitest";
import { type Athlete, demoAthlete, type Json, TODAY } from "./athlete.ts";

const VO2 = "Warmup\n- 15m 60%\n\n4x\n- Hard 4m 106%\n- Easy 3m 55%\n\n- 8m 50%";

const workout = (more: Json = {}): Json => ({
  category: "WORKOUT",
  type: "Ride",
  name: "VO2 4x4",
  start_date_local: "2026-05-20",
  description: VO2,
  ...more,
});

const events = (athlete: Athlete, query = ""): Promise<Json[]> => athlete.read(`/athlete/0/events${query}`);

const create = (athlete: Athlete, body: Json, query = ""): Promise<Json> =>
  athlete.write("POST", `/athlete/0/events${query}`, body);

describe("the calendar", () => {
  it("shows today and six days in the athlete's zone when nobody says otherwise", async () => {
    const athlete = await demoAthlete();
    const days = (await events(athlete, "?category=WORKOUT")).map(({ start_date_local: start }) =>
      String(start).slice(0, 10),
    );
    expect(days[0]).toBe(TODAY);
    expect(days.every((day) => day >= TODAY && day <= "2026-05-16")).toBe(true);
  });

  it("widens a range to events that began before it, unless it looks at the first day alone", async () => {
    const running = async (strictEventRange: boolean) => {
      const athlete = await demoAthlete({ strictEventRange });
      return (await events(athlete, `?oldest=${TODAY}&newest=${TODAY}`)).map(({ name }) => name);
    };
    expect(await running(false)).toEqual(expect.arrayContaining(["Build phase", "Heat block"]));
    expect(await running(true)).not.toContain("Build phase");
  });

  it("holds races, blocks, phases, targets and notes of a season", async () => {
    const athlete = await demoAthlete();
    const year = await events(athlete, "?oldest=2025-11-01&newest=2026-10-31");
    const categories = new Set(year.map(({ category }) => category));
    for (const category of ["RACE_A", "RACE_B", "RACE_C", "SICK", "HOLIDAY", "PLAN", "TARGET", "NOTE", "WORKOUT"]) {
      expect(categories).toContain(category);
    }
    const [holiday] = year.filter(({ category }) => category === "HOLIDAY");
    expect(holiday).toMatchObject({ training_availability: "LIMITED" });
    const model = await athlete.read<Json[]>("/athlete/0/fitness-model-events");
    expect(model.map(({ category }) => category)).toEqual(["SET_FITNESS", "SET_EFTP", "FITNESS_DAYS"]);
  });

  it("is filtered by category and cut to a limit, and comes as CSV", async () => {
    const athlete = await demoAthlete();
    const notes = await events(athlete, "?oldest=2026-01-01&newest=2026-12-31&category=NOTE,TARGET&limit=4");
    expect(notes).toHaveLength(4);
    for (const { category } of notes) expect(["NOTE", "TARGET"]).toContain(category);
    expect((await athlete.call("GET", "/athlete/0/events.csv")).text).toMatch(/^id,start_date_local/);
  });
});

describe("creating an event", () => {
  it("reads its text and says what that comes to", async () => {
    const athlete = await demoAthlete();
    const event = await create(athlete, workout({ icu_ftp: 999 }));
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

  it("takes m for minutes and keeps a load that nothing else computes", async () => {
    const athlete = await demoAthlete();
    expect(await create(athlete, workout({ description: "- 400m 60%" }))).toMatchObject({ moving_time: 24_000 });
    const strength = await create(
      athlete,
      workout({ type: "WeightTraining", description: "Squats", icu_training_load: 20 }),
    );
    expect(strength).toMatchObject({ icu_training_load: 20, workout_doc: { steps: [] } });
  });

  it("says nothing about a text that it cannot read", async () => {
    const athlete = await demoAthlete();
    const event = await create(athlete, workout({ type: "Run", description: "run 20 minutes comfortably hard" }));
    expect(event).toMatchObject({ workout_doc: { steps: [] }, icu_training_load: null, moving_time: null });
  });

  it("refuses categories that do not exist, races without a sport and names beyond 80 characters", async () => {
    const athlete = await demoAthlete();
    const status = async (more: Json) => (await athlete.call("POST", "/athlete/0/events", workout(more))).status;
    expect(await status({ category: "NOTES" })).toBe(422);
    expect(await status({ category: "RACE_A", type: null })).toBe(422);
    expect(await status({ start_date_local: "tomorrow" })).toBe(422);
    const long = await athlete.call("POST", "/athlete/0/events", workout({ name: "x".repeat(81) }));
    expect([long.status, long.text]).toEqual([422, '{"status":422,"error":"Name is too long"}']);
  });

  it("moves the fitness that is projected", async () => {
    const athlete = await demoAthlete();
    const before = await athlete.read("/athlete/0/wellness/2026-05-21");
    const { icu_training_load: load } = await create(athlete, workout({ start_date_local: "2026-05-21T06:30:00" }));
    const after = await athlete.read("/athlete/0/wellness/2026-05-21");
    expect(after.ctlLoad).toBe(Number(before.ctlLoad) + Number(load));
    expect(Number(after.ctl)).toBeGreaterThan(Number(before.ctl));
  });

  it("resolves targets against today's settings when asked, and adds a file", async () => {
    const athlete = await demoAthlete();
    await create(athlete, workout({ start_date_local: TODAY }));
    const all = await events(athlete, "?resolve=true&ext=zwo&category=WORKOUT");
    const ours = all.find(({ name }) => name === "VO2 4x4");
    expect(ours?.workout_doc).toMatchObject({ ftp: 228, lthr: 168 });
    expect(ours?.workout_filename).toBe("VO2_4x4.zwo");
    expect(atob(String(ours?.workout_file_base64))).toContain('<SteadyState Duration="240" Power="1.060"/>');
  });
});

describe("changing an event", () => {
  it("reads a new text but leaves the enrichment out", async () => {
    const athlete = await demoAthlete();
    const { id } = await create(athlete, workout());
    const after = await athlete.write("PUT", `/athlete/0/events/${id}`, { description: "- 30m 65%" });
    expect(after).toMatchObject({ name: "VO2 4x4", moving_time: 1800 });
    expect(after.workout_doc).not.toHaveProperty("zoneTimes");
  });

  it("keeps its length when it moves to another day", async () => {
    const athlete = await demoAthlete();
    const { id } = await create(athlete, {
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

  it("asks for a number where an id is due, and for one that exists", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("PUT", "/athlete/0/events/abc", {})).status).toBe(422);
    expect((await athlete.call("GET", "/athlete/0/events/1")).status).toBe(404);
  });
});

describe("repeating a write", () => {
  it("updates the event with the same uid, or the target of the same day and sport", async () => {
    const athlete = await demoAthlete();
    const first = await create(athlete, workout({ uid: "u-1" }), "?upsertOnUid=true");
    const again = await create(athlete, workout({ uid: "u-1", name: "Again" }), "?upsertOnUid=true");
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

  it("matches external ids only within the application that gave them", async () => {
    const token = "t".repeat(32);
    const athlete = await demoAthlete({ tokens: [{ token, scope: "CALENDAR:WRITE", clientId: 99 }] });
    const body = [workout({ external_id: "mine" })];
    const [byKey] = await athlete.write<Json[]>("POST", "/athlete/0/events/bulk?upsert=true", body);
    const [again] = await athlete.write<Json[]>("POST", "/athlete/0/events/bulk?upsert=true", body);
    expect(again?.id).toBe(byKey?.id);
    const headers = { Authorization: `Bearer ${token}` };
    const [byApp] = JSON.parse((await athlete.call("POST", "/athlete/0/events/bulk?upsert=true", body, headers)).text);
    expect(byApp).toMatchObject({ oauth_client_id: 99 });
    expect(byApp.id).not.toBe(byKey?.id);
    expect(
      JSON.parse((await athlete.call("PUT", "/athlete/0/events/bulk-delete", [{ external_id: "mine" }], headers)).text),
    ).toEqual({ eventsDeleted: 1 });
    expect((await athlete.call("GET", `/athlete/0/events/${byKey?.id}`)).status).toBe(200);
  });
});

describe("deleting events", () => {
  it("counts those that were there", async () => {
    const athlete = await demoAthlete();
    const { id } = await create(athlete, workout());
    expect(await athlete.write("PUT", "/athlete/0/events/bulk-delete", [{ id }, { id: 5 }])).toEqual({
      eventsDeleted: 1,
    });
  });

  it("takes everything of the categories to the end of time when no newest day is given", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("DELETE", `/athlete/0/events?oldest=${TODAY}`)).status).toBe(422);
    const { status, text } = await athlete.call("DELETE", "/athlete/0/events?oldest=2026-05-12&category=WORKOUT");
    expect([status, text]).toEqual([200, ""]);
    expect(await events(athlete, "?oldest=2026-05-12&newest=2027-01-01&category=WORKOUT")).toEqual([]);
    expect(await events(athlete, "?oldest=2026-05-12&newest=2027-01-01&category=RACE_A")).toHaveLength(1);
  });

  it("takes the siblings of a plan along, from a day on", async () => {
    const athlete = await demoAthlete();
    const bulk = ["2026-06-01", "2026-06-02", "2026-06-03"].map((day) => workout({ start_date_local: day }));
    const [, second] = await athlete.write<Json[]>("POST", "/athlete/0/events/bulk?updatePlanApplied=true", bulk);
    await athlete.write("DELETE", `/athlete/0/events/${second?.id}?others=true&notBefore=2026-06-02`);
    const left = await events(athlete, "?oldest=2026-06-01&newest=2026-06-03&category=WORKOUT");
    expect(left.filter(({ name }) => name === "VO2 4x4").map(({ start_date_local }) => start_date_local)).toEqual([
      "2026-06-01T00:00:00",
    ]);
  });
});

describe("plans", () => {
  it("copies events by weeks", async () => {
    const athlete = await demoAthlete();
    const { id } = await create(athlete, workout());
    const copies = await athlete.write<Json[]>("POST", "/athlete/0/duplicate-events", {
      eventIds: [id],
      numCopies: 2,
      weeksBetween: 2,
    });
    expect(copies.map(({ start_date_local }) => start_date_local)).toEqual([
      "2026-06-03T00:00:00",
      "2026-06-17T00:00:00",
    ]);
  });

  it("puts a plan on the calendar, every event with the same stamp", async () => {
    const athlete = await demoAthlete();
    await athlete.write("POST", "/athlete/0/events/apply-plan", { folder_id: 3002, start_date_local: "2026-09-07" });
    const applied = await events(athlete, "?oldest=2026-09-07&newest=2026-10-04&category=WORKOUT");
    expect(applied.length).toBeGreaterThan(20);
    expect(new Set(applied.map(({ plan_applied }) => plan_applied)).size).toBe(1);
    expect(applied[0]).toMatchObject({ plan_folder_id: 3002, plan_applied: expect.stringContaining("+00:00") });
  });

  it("makes an activity of an event that is marked done", async () => {
    const athlete = await demoAthlete();
    const { id } = await create(athlete, workout({ start_date_local: "2026-05-09" }));
    const activity = await athlete.write("POST", `/athlete/0/events/${id}/mark-done`);
    expect(activity).toMatchObject({ paired_event_id: id, source: "MANUAL", moving_time: 3060, compliance: 100 });
  });

  it("are the training plan of an athlete, until it is changed or left", async () => {
    const athlete = await demoAthlete();
    expect(await athlete.read("/athlete/0/training-plan")).toMatchObject({
      training_plan_id: 3002,
      training_plan: { type: "PLAN" },
    });
    const left = await athlete.write("PUT", "/athlete/0/training-plan", { training_plan_id: null });
    expect(left).toMatchObject({ training_plan_id: null, training_plan: null });
  });

  it("download for trainers and watches", async () => {
    const athlete = await demoAthlete();
    const { id } = await create(athlete, workout());
    const file = async (extension: string) =>
      (await athlete.call("GET", `/athlete/0/events/${id}/download${extension}`)).text;
    expect(await file(".mrc")).toContain("15.00\t106");
    expect(await file(".erg")).toContain(`15.00\t${Math.round(228 * 1.06)}`);
    expect((await file(".fit")).slice(8, 12)).toBe(".FIT");
    expect((await athlete.call("GET", `/athlete/0/events/${id}/download.txt`)).status).toBe(404);
  });
});
