import { describe, expect, it } from "vitest";
import { demoAthlete } from "../athlete.ts";

describe("sport settings", () => {
  it("are found by id and by sport", async () => {
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

  it("store the threshold pace in meters per second and reject an impossible one", async () => {
    const athlete = await demoAthlete();
    const write = (pace: number) =>
      athlete.call("PUT", "/athlete/0/sport-settings/Run?recalcHrZones=false", { body: { threshold_pace: pace } });
    expect(JSON.parse((await write(3.7037)).text)).toMatchObject({ threshold_pace: 3.7037, pace_units: "MINS_KM" });
    const refused = await write(240);
    expect([refused.status, refused.text]).toEqual([422, '{"status":422,"error":"Invalid threshold pace: 240.0"}']);
  });

  it("require the parameter recalcHrZones", async () => {
    const athlete = await demoAthlete();
    const path = "/athlete/0/sport-settings/Ride";
    expect((await athlete.call("PUT", path, { body: { lthr: 160 } })).status).toBe(422);
    const { hr_zones: before } = await athlete.read(path);
    expect((await athlete.write("PUT", `${path}?recalcHrZones=false`, { lthr: 160 })).hr_zones).toEqual(before);
    expect((await athlete.write("PUT", `${path}?recalcHrZones=true`, { lthr: 160 })).hr_zones).not.toEqual(before);
  });

  it("change the load of planned workouts", async () => {
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

  it("are created and deleted by id, and cannot be applied to the past", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("PUT", "/athlete/0/sport-settings/Ride/apply")).status).toBe(404);
    const { id } = await athlete.write("POST", "/athlete/0/sport-settings", { types: ["Rowing"], lthr: 165 });
    expect((await athlete.read("/athlete/0/sport-settings/Rowing")).lthr).toBe(165);
    expect((await athlete.call("DELETE", "/athlete/0/sport-settings/Rowing")).status).toBe(422);
    await athlete.write("DELETE", `/athlete/0/sport-settings/${id}`);
    expect((await athlete.call("GET", "/athlete/0/sport-settings/Rowing")).status).toBe(404);
  });
});
