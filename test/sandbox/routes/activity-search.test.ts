import { describe, expect, it } from "vitest";
import { demoAthlete, type Json } from "../athlete.ts";

describe("the activity search", () => {
  it("matches part of a name in any case, but only a whole tag", async () => {
    const athlete = await demoAthlete();
    const names = (await athlete.read<Json[]>("/athlete/0/activities/search?q=LONG&limit=5")).map((row) =>
      String(row.name),
    );
    expect(names).toHaveLength(5);
    for (const name of names) expect(name.toLowerCase()).toContain("long");
    expect(await athlete.read("/athlete/0/activities/search?q=%23lon")).toEqual([]);
    const [tagged] = await athlete.read<Json[]>("/athlete/0/activities/search-full?q=%23long&limit=1");
    expect(tagged?.tags).toContain("long");
  });
});

describe("the interval search", () => {
  it("filters by duration and intensity and requires all four bounds", async () => {
    const athlete = await demoAthlete();
    const bounds = "minSecs=230&maxSecs=250&minIntensity=105&maxIntensity=125";
    const found = await athlete.read<Json[]>(`/athlete/0/activities/interval-search?${bounds}&minReps=5&limit=2`);
    expect(found.map((row) => row.name)).toEqual(["VO2 5x4", "VO2 5x4"]);
    const { status } = await athlete.call(
      "GET",
      "/athlete/0/activities/interval-search?minSecs=230&maxSecs=250&minIntensity=105",
    );
    expect(status).toBe(422);
  });
});
