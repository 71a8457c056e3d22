import { describe, expect, it } from "vitest";
import { demoAthlete, findActivity } from "../athlete.ts";

describe("the map of an activity", () => {
  it("rejects bounds that are no box", async () => {
    const athlete = await demoAthlete();
    const id = await findActivity(athlete, "Easy run");
    expect((await athlete.call("GET", `/activity/${id}/map?bounds=a,b`)).status).toBe(500);
    expect(await athlete.call("GET", `/activity/${id}/map?bounds=-36`)).toMatchObject({
      status: 422,
      text: expect.stringContaining("Expected left, top, right, bottom for bounds"),
    });
    expect((await athlete.read(`/activity/${id}/map?boundsOnly=true`)).latlngs).toBeNull();
  });
});
