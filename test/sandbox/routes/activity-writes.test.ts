import { describe, expect, it } from "vitest";
import { demoAthlete, type Json, rideId } from "../athlete.ts";

describe("updating an activity", () => {
  it("changes the fields sent, clears a number with -1 and ignores measured fields", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const before = await athlete.read(`/activity/${id}`);
    const after = await athlete.write("PUT", `/activity/${id}`, {
      name: "Renamed",
      icu_rpe: 7,
      feel: -1,
      distance: 1,
      perceived_exertion: 9,
    });
    expect(after).toMatchObject({ name: "Renamed", icu_rpe: 7, feel: null, perceived_exertion: null });
    expect(after.distance).toBe(before.distance);
    expect(after.session_rpe).toBe(Math.round((7 * Number(before.moving_time)) / 60));
  });
});

describe("deleting an activity", () => {
  it("removes its load from the fitness of the day", async () => {
    const athlete = await demoAthlete();
    const id = await rideId(athlete);
    const { start_date_local: start, icu_training_load: load } = await athlete.read(`/activity/${id}`);
    const day = String(start).slice(0, 10);
    const before = await athlete.read(`/athlete/0/wellness/${day}`);
    expect(await athlete.write("DELETE", `/activity/${id}`)).toMatchObject({ id });
    expect((await athlete.call("GET", `/activity/${id}`)).status).toBe(404);
    expect((await athlete.read(`/athlete/0/wellness/${day}`)).ctlLoad).toBe(Number(before.ctlLoad) - Number(load));
  });
});

describe("creating a manual activity", () => {
  it("updates the one with the same external id", async () => {
    const athlete = await demoAthlete();
    const manual = {
      type: "Yoga",
      name: "Stretching",
      start_date_local: "2026-05-08T20:00:00",
      moving_time: 1800,
      external_id: "y1",
      icu_training_load: 5,
    };
    const [first] = await athlete.write<Json[]>("POST", "/athlete/0/activities/manual/bulk", [manual]);
    const [again] = await athlete.write<Json[]>("POST", "/athlete/0/activities/manual/bulk", [
      { ...manual, name: "Yoga" },
    ]);
    expect(again).toMatchObject({ id: first?.id, name: "Yoga", source: "MANUAL", icu_training_load: 5 });
    expect((await athlete.call("GET", `/activity/${first?.id}/file`)).status).toBe(404);
  });
});

describe("uploading a file", () => {
  it("imports the same file once, and again only after its tombstone was deleted", async () => {
    const athlete = await demoAthlete();
    const upload = async () => {
      const form = new FormData();
      form.set("file", new File([new Uint8Array([14, 16, 46, 70, 73, 84])], "ride.fit"));
      const { status, text } = await athlete.call("POST", "/athlete/0/activities?name=Commute", { body: form });
      return { status, ...JSON.parse(text) };
    };
    const first = await upload();
    expect(first).toMatchObject({ status: 201, activities: [{ id: first.id }] });
    expect(await athlete.read(`/activity/${first.id}`)).toMatchObject({ name: "Commute", source: "UPLOAD" });
    expect(await upload()).toMatchObject({ status: 200, id: first.id });
    await athlete.write("DELETE", `/activity/${first.id}`);
    expect(await upload()).toMatchObject({ status: 200, activities: [] });
    expect(await athlete.call("DELETE", `/activity/${first.id}/tombstone`)).toMatchObject({ status: 200, text: "" });
    expect(await upload()).toMatchObject({ status: 201 });
  });
});
