import { describe, expect, it } from "vitest";
import { demoAthlete, type Json } from "../athlete.ts";

describe("the library", () => {
  it("has folders with their parsed workouts, and a training plan by days", async () => {
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

  it("responds with 405 to the list of one folder's workouts", async () => {
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

  it("creates, updates and deletes folders and workouts", async () => {
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
    expect(
      (await athlete.call("POST", "/athlete/0/workouts", { body: { folder_id: folder.id, name: "Lost" } })).status,
    ).toBe(404);
  });
});
