import { describe, expect, it } from "vitest";
import { demoAthlete, type Json } from "../athlete.ts";

describe("gear", () => {
  it("has the distance of its activities, components included", async () => {
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

  it("is created, retired, put back into use, replaced and deleted", async () => {
    const athlete = await demoAthlete();
    const shoes = await athlete.write("POST", "/athlete/0/gear", { type: "Shoes", name: "Racers" });
    expect(await athlete.write("PUT", `/athlete/0/gear/${shoes.id}`, { retired: "2026-05-01" })).toMatchObject({
      name: "Racers",
      retired: "2026-05-01",
    });
    const write = (retired: unknown) => athlete.write("PUT", `/athlete/0/gear/${shoes.id}`, { retired });
    expect([(await write(null)).retired, (await write("")).retired]).toEqual(["2026-05-01", null]);
    const [old, replacement] = await athlete.write<Json[]>("POST", "/athlete/0/gear/c9002/replace", {});
    expect([old?.retired, replacement?.retired, replacement?.distance]).toEqual(["2026-05-10", null, 0]);
    expect(await athlete.call("DELETE", `/athlete/0/gear/${shoes.id}`)).toMatchObject({ status: 200, text: "" });
  });
});

describe("a gear reminder", () => {
  it("is returned within its gear, and requires reset and snoozeDays", async () => {
    const athlete = await demoAthlete();
    const gear = await athlete.write<Json & { reminders: Json[] }>("POST", "/athlete/0/gear/g9003/reminder", {
      name: "Replace",
      distance: 800_000,
    });
    expect(gear).toMatchObject({ id: "g9003", reminders: [{ name: "Replace", percent_used: 0 }] });
    const path = `/athlete/0/gear/g9003/reminder/${gear.reminders[0]?.id}`;
    expect((await athlete.call("PUT", path, { body: { name: "New" } })).status).toBe(422);
    expect((await athlete.call("PUT", `${path}?reset=false`, { body: { name: "New" } })).status).toBe(422);
    const snoozed = await athlete.write("PUT", `${path}?reset=false&snoozeDays=7`, { name: "New" });
    expect(snoozed).toMatchObject({
      id: "g9003",
      reminders: [{ name: "New", snoozed_until: "2026-05-17T00:00:00.000+00:00" }],
    });
    expect((await athlete.call("POST", "/athlete/0/gear/g9003/reminders", { body: { name: "Wrong" } })).status).toBe(
      404,
    );
  });
});
