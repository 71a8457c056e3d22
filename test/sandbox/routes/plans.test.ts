import { describe, expect, it } from "vitest";
import { type Athlete, createEvent, demoAthlete, type Json, plannedRide } from "../athlete.ts";

const events = (athlete: Athlete, query = ""): Promise<Json[]> => athlete.read(`/athlete/0/events${query}`);

describe("duplicating events", () => {
  it("copies them by weeks", async () => {
    const athlete = await demoAthlete();
    const { id } = await createEvent(athlete, plannedRide());
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
});

describe("applying a training plan", () => {
  it("creates its events with the same plan_applied", async () => {
    const athlete = await demoAthlete();
    await athlete.write("POST", "/athlete/0/events/apply-plan", { folder_id: 3002, start_date_local: "2026-09-07" });
    const applied = await events(athlete, "?oldest=2026-09-07&newest=2026-10-04&category=WORKOUT");
    expect(applied.length).toBeGreaterThan(20);
    expect(new Set(applied.map(({ plan_applied }) => plan_applied)).size).toBe(1);
    expect(applied[0]).toMatchObject({ plan_folder_id: 3002, plan_applied: expect.stringContaining("+00:00") });
  });
});

describe("marking an event as done", () => {
  it("creates a manual activity that is paired with it", async () => {
    const athlete = await demoAthlete();
    const { id } = await createEvent(athlete, plannedRide({ start_date_local: "2026-05-09" }));
    const activity = await athlete.write("POST", `/athlete/0/events/${id}/mark-done`);
    expect(activity).toMatchObject({ paired_event_id: id, source: "MANUAL", moving_time: 3060, compliance: 100 });
  });
});

describe("the training plan of an athlete", () => {
  it("can be removed", async () => {
    const athlete = await demoAthlete();
    expect(await athlete.read("/athlete/0/training-plan")).toMatchObject({
      training_plan_id: 3002,
      training_plan: { type: "PLAN" },
    });
    const left = await athlete.write("PUT", "/athlete/0/training-plan", { training_plan_id: null });
    expect(left).toMatchObject({ training_plan_id: null, training_plan: null });
  });
});
