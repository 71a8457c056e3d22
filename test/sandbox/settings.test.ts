import { describe, expect, it } from "vitest";
import { demoAthlete, type Json } from "./athlete.ts";

describe("the library", () => {
  it("holds folders with their workouts, parsed, and a plan by days", async () => {
    const athlete = await demoAthlete();
    const folders = await athlete.read<(Json & { children: Json[] })[]>("/athlete/0/folders");
    const plan = folders.find(({ type }) => type === "PLAN");
    expect(plan?.children[0]).toMatchObject({ day: 0, folder_id: plan?.id });
    const bike = folders.find(({ name }) => name === "Bike");
    expect(bike?.children).toHaveLength(Number(bike?.num_workouts));
    expect(bike?.children[0]).toMatchObject({
      workout_doc: { steps: expect.any(Array) },
      icu_training_load: expect.any(Number),
    });
  });

  it("does not list one folder: 405 from the framework", async () => {
    const athlete = await demoAthlete();
    const { status, text } = await athlete.call("GET", "/athlete/0/folders/3001/workouts");
    expect(status).toBe(405);
    expect(JSON.parse(text)).toEqual({
      timestamp: expect.stringMatching(/\+00:00$/),
      status: 405,
      error: "Method Not Allowed",
      path: "/api/v1/athlete/0/folders/3001/workouts",
    });
  });

  it("takes new folders, flat, and workouts into them, out again and away with them", async () => {
    const athlete = await demoAthlete();
    const folder = await athlete.write("POST", "/athlete/0/folders", { name: "New", parent: 3001 });
    expect(folder).not.toHaveProperty("parent");
    const [one, two] = await athlete.write<Json[]>("POST", "/athlete/0/workouts/bulk", [
      { folder_id: folder.id, type: "Ride", name: "One", description: "- 30m 60%" },
      { folder_id: folder.id, type: "Ride", name: "Two" },
    ]);
    expect(one).toMatchObject({ moving_time: 1800, icu_training_load: 18 });
    expect(await athlete.write("PUT", `/athlete/0/workouts/${one?.id}`, { description: "- 60m 60%" })).toMatchObject({
      name: "One",
      moving_time: 3600,
    });
    expect(await athlete.write("DELETE", `/athlete/0/workouts/${two?.id}`)).toEqual([two?.id]);
    await athlete.write("DELETE", `/athlete/0/folders/${folder.id}`);
    expect((await athlete.call("GET", `/athlete/0/workouts/${one?.id}`)).status).toBe(404);
    expect((await athlete.call("POST", "/athlete/0/workouts", { folder_id: folder.id, name: "Lost" })).status).toBe(
      404,
    );
  });
});

describe("sport settings", () => {
  it("are found by number and by the name of a sport", async () => {
    const athlete = await demoAthlete();
    const run = await athlete.read("/athlete/0/sport-settings/TrailRun");
    expect(await athlete.read(`/athlete/0/sport-settings/${run.id}`)).toEqual(run);
    expect(run).toMatchObject({
      types: ["Run", "TrailRun", "VirtualRun"],
      pace_units: "MINS_KM",
      ftp: null,
      mmp_model: null,
    });
    expect((await athlete.read("/athlete/0/sport-settings/Ride")).mmp_model).toMatchObject({
      criticalPower: expect.any(Number),
    });
    expect((await athlete.read("/athlete/0/sport-settings/Swim")).pace_zones).toBeNull();
  });

  it("store a threshold pace in metres per second and refuse one that nothing on earth runs", async () => {
    const athlete = await demoAthlete();
    const write = (pace: number) =>
      athlete.call("PUT", "/athlete/0/sport-settings/Run?recalcHrZones=false", { threshold_pace: pace });
    expect(JSON.parse((await write(3.7037)).text)).toMatchObject({ threshold_pace: 3.7037, pace_units: "MINS_KM" });
    const refused = await write(240);
    expect([refused.status, refused.text]).toEqual([422, '{"status":422,"error":"Invalid threshold pace: 240.0"}']);
  });

  it("insist on being told whether to work out heart rate zones anew", async () => {
    const athlete = await demoAthlete();
    const path = "/athlete/0/sport-settings/Ride";
    expect((await athlete.call("PUT", path, { lthr: 160 })).status).toBe(422);
    const { hr_zones: before } = await athlete.read(path);
    expect((await athlete.write("PUT", `${path}?recalcHrZones=false`, { lthr: 160 })).hr_zones).toEqual(before);
    expect((await athlete.write("PUT", `${path}?recalcHrZones=true`, { lthr: 160 })).hr_zones).not.toEqual(before);
  });

  it("change what planned workouts come to", async () => {
    const athlete = await demoAthlete();
    const event = {
      category: "WORKOUT",
      type: "Ride",
      name: "Watts",
      start_date_local: "2026-05-20",
      description: "- 1h 228w",
    };
    const { id, icu_training_load: before } = await athlete.write("POST", "/athlete/0/events", event);
    await athlete.write("PUT", "/athlete/0/sport-settings/Ride?recalcHrZones=false", { ftp: 250 });
    expect(before).toBe(100);
    expect((await athlete.read(`/athlete/0/events/${id}`)).icu_training_load).toBe(83);
  });

  it("are created and deleted; what applied them to the past is gone", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("PUT", "/athlete/0/sport-settings/Ride/apply")).status).toBe(404);
    const { id } = await athlete.write("POST", "/athlete/0/sport-settings", { types: ["Rowing"], lthr: 165 });
    expect((await athlete.read("/athlete/0/sport-settings/Rowing")).lthr).toBe(165);
    expect((await athlete.call("DELETE", "/athlete/0/sport-settings/Rowing")).status).toBe(422);
    await athlete.write("DELETE", `/athlete/0/sport-settings/${id}`);
    expect((await athlete.call("GET", "/athlete/0/sport-settings/Rowing")).status).toBe(404);
  });
});

describe("gear", () => {
  it("went as far as the activities say, parts included", async () => {
    const athlete = await demoAthlete();
    const gear = await athlete.read<Json[]>("/athlete/0/gear");
    const [bike, chain] = ["Bike", "Chain"].map((kind) => gear.find(({ type }) => type === kind));
    expect(bike?.distance).toBeGreaterThan(5_000_000);
    expect(chain?.distance).toBe(bike?.distance);
    expect(gear.find(({ name }) => name === "Old trainers")).toMatchObject({ retired: "2026-02-09" });
    expect(await athlete.read(`/athlete/0/gear/${bike?.id}/calc`)).toMatchObject({
      distance: bike?.distance,
      activities: bike?.activities,
    });
  });

  it("answers with the gear when a reminder is written, on the singular path, and needs reset and snoozeDays", async () => {
    const athlete = await demoAthlete();
    const gear = await athlete.write<Json & { reminders: Json[] }>("POST", "/athlete/0/gear/g9003/reminder", {
      name: "Replace",
      distance: 800_000,
    });
    expect(gear).toMatchObject({ id: "g9003", reminders: [{ name: "Replace", percent_used: 0 }] });
    const path = `/athlete/0/gear/g9003/reminder/${gear.reminders[0]?.id}`;
    expect((await athlete.call("PUT", path, { name: "New" })).status).toBe(422);
    expect((await athlete.call("PUT", `${path}?reset=false`, { name: "New" })).status).toBe(422);
    const snoozed = await athlete.write("PUT", `${path}?reset=false&snoozeDays=7`, { name: "New" });
    expect(snoozed).toMatchObject({
      id: "g9003",
      reminders: [{ name: "New", snoozed_until: "2026-05-17T00:00:00.000+00:00" }],
    });
    expect((await athlete.call("POST", "/athlete/0/gear/g9003/reminders", { name: "Wrong" })).status).toBe(404);
  });

  it("is made, retired, replaced and deleted with an empty answer", async () => {
    const athlete = await demoAthlete();
    const shoes = await athlete.write("POST", "/athlete/0/gear", { type: "Shoes", name: "Racers" });
    expect(await athlete.write("PUT", `/athlete/0/gear/${shoes.id}`, { retired: "2026-05-01" })).toMatchObject({
      name: "Racers",
      retired: "2026-05-01",
    });
    const write = (retired: unknown) => athlete.write("PUT", `/athlete/0/gear/${shoes.id}`, { retired });
    expect([(await write(null)).retired, (await write("")).retired]).toEqual(["2026-05-01", null]);
    const [old, fresh] = await athlete.write<Json[]>("POST", "/athlete/0/gear/c9002/replace", {});
    expect([old?.retired, fresh?.retired, fresh?.distance]).toEqual(["2026-05-10", null, 0]);
    expect(await athlete.call("DELETE", `/athlete/0/gear/${shoes.id}`)).toMatchObject({ status: 200, text: "" });
  });
});

describe("custom items", () => {
  it("need content that fits their type, and do not say what is wrong with it", async () => {
    const athlete = await demoAthlete();
    const create = (content: Json) =>
      athlete.call("POST", "/athlete/0/custom-item", { type: "INPUT_FIELD", name: "Mood", content });
    for (const content of [
      { code: "mood", type: "numeric" },
      { code: "Mood", type: "number" },
      { code: "Mood", type: "numeric", aggregate: "AVG" },
    ]) {
      expect(await create(content)).toMatchObject({ status: 400, text: '{"status":400,"error":"Bad Request"}' });
    }
    expect((await create({ code: "Mood", type: "numeric", aggregate: "AVERAGE" })).status).toBe(200);
  });

  it("lose the content that is not sent again", async () => {
    const athlete = await demoAthlete();
    const content = { code: "Alcohol", type: "numeric" };
    expect((await athlete.write("PUT", "/athlete/0/custom-item/6101", { content })).content).toEqual(content);
    expect(await athlete.call("DELETE", "/athlete/0/custom-item/6101")).toMatchObject({ status: 200, text: "" });
    expect((await athlete.call("GET", "/athlete/0/custom-item/6101")).status).toBe(404);
  });
});

describe("what goes wrong", () => {
  it("is said by the framework where no operation is reached", async () => {
    const athlete = await demoAthlete();
    const { status, text } = await athlete.call("GET", "/athlete/0/form");
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ error: "Not Found", path: "/api/v1/athlete/0/form" });
    expect((await athlete.call("POST", "/oauth/token")).status).toBe(404);
  });

  it("is a Java exception where a parameter cannot be converted, and 400 where the body is no JSON", async () => {
    const athlete = await demoAthlete();
    const converted = await athlete.call("GET", "/athlete/0/activities?oldest=2026-05-01&limit=many");
    expect([converted.status, converted.text]).toEqual([
      500,
      expect.stringContaining("MethodArgumentTypeMismatchException"),
    ]);
    expect((await athlete.call("POST", "/athlete/0/events/bulk", { not: "an array" })).status).toBe(400);
  });

  it("does not include JSON that is labelled as text", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("GET", "/athlete/0/wellness/2026-05-01")).type).toContain("text/plain");
    expect((await athlete.call("GET", "/athlete/0/wellness")).type).toContain("application/json");
  });
});

describe("the profile", () => {
  it("follows the athlete's units", async () => {
    const athlete = await demoAthlete({ units: "imperial", timezone: "America/Los_Angeles" });
    expect(await athlete.read("/athlete/0")).toMatchObject({
      measurement_preference: "feet",
      weight_pref_lb: true,
      fahrenheit: true,
      timezone: "America/Los_Angeles",
    });
    expect((await athlete.read("/athlete/0/sport-settings/Run")).pace_units).toBe("MINS_MILE");
  });

  it("is nested and bare for others", async () => {
    const athlete = await demoAthlete();
    const profile = await athlete.read("/athlete/0/profile");
    expect(Object.keys(profile)).toEqual(["athlete", "sharedFolders", "customItems"]);
    expect(JSON.stringify(profile)).not.toContain(athlete.key);
  });

  it("keeps its name when an application writes it, and says nothing", async () => {
    const token = "t".repeat(32);
    const athlete = await demoAthlete({ tokens: [{ token, scope: "SETTINGS:WRITE", clientId: 1 }] });
    const byApp = await athlete.call(
      "PUT",
      "/athlete/0",
      { name: "Else", city: "Elsewhere" },
      { Authorization: `Bearer ${token}` },
    );
    expect(JSON.parse(byApp.text)).toMatchObject({ name: "Demo Athlete", city: "Elsewhere" });
    expect((await athlete.write("PUT", "/athlete/0", { name: "Else" })).name).toBe("Else");
  });
});
