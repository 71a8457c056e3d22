import { describe, expect, it } from "vitest";
import { demoAthlete, type Json } from "../athlete.ts";

describe("the curves of activities", () => {
  it("have the values of each activity at the requested points", async () => {
    const athlete = await demoAthlete();
    const range = "oldest=2026-04-01&newest=2026-04-30";
    const power = await athlete.read<{ curves: Json[] }>(
      `/athlete/0/activity-power-curves?${range}&type=Ride&secs=60,300`,
    );
    expect(power).toMatchObject({ after_kj: 0, secs: [60, 300] });
    expect(power.curves[0]).toMatchObject({ id: expect.any(String), watts: [expect.any(Number), expect.any(Number)] });
    const pace = await athlete.read(`/athlete/0/activity-pace-curves?${range}&type=Run&distances=1000`);
    expect(pace).toMatchObject({ distances: [1000], gap: false, curves: expect.any(Array) });
  });
});
