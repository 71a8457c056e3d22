import { describe, expect, it } from "vitest";
import { createEvent, demoAthlete, findActivity, plannedRide } from "../athlete.ts";

describe("a planned workout", () => {
  it("can be downloaded for trainers and watches", async () => {
    const athlete = await demoAthlete();
    const { id } = await createEvent(athlete, plannedRide());
    const file = async (extension: string) =>
      (await athlete.call("GET", `/athlete/0/events/${id}/download${extension}`)).text;
    expect(await file(".mrc")).toContain("15.00\t106");
    expect(await file(".erg")).toContain(`15.00\t${Math.round(228 * 1.06)}`);
    expect((await file(".fit")).slice(8, 12)).toBe(".FIT");
    expect((await athlete.call("GET", `/athlete/0/events/${id}/download.txt`)).status).toBe(404);
  });
});

describe("a GPX file", () => {
  it("has positions, and is rejected for an activity without them", async () => {
    const athlete = await demoAthlete({ files: "plain" });
    const { text } = await athlete.call(
      "GET",
      `/activity/${await findActivity(athlete, "Easy run")}/gpx-file?hr=false`,
    );
    expect(text).toMatch(/<trkpt lat="-36\.\d+" lon="174\.\d+"><ele>/);
    expect(text).not.toContain("gpxtpx:hr>");
    expect((await athlete.call("GET", `/activity/${await findActivity(athlete, "VO2")}/gpx-file`)).status).toBe(422);
  });
});
