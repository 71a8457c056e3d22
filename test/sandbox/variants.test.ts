import { describe, expect, it } from "vitest";
import { demoAthlete, findActivity, type Json, stravaId, TODAY } from "./athlete.ts";

describe("the variant stravaRefused", () => {
  it("rejects a request for a Strava activity, but not for others", async () => {
    const athlete = await demoAthlete({ stravaRefused: true });
    const refused = await athlete.call("GET", `/activity/${await stravaId(athlete)}`);
    expect([refused.status, refused.text]).toEqual([
      422,
      '{"status":422,"error":"Cannot read Strava activities via the API"}',
    ]);
    expect((await athlete.call("GET", `/activity/${await findActivity(athlete, "Long ride")}`)).status).toBe(200);
  });
});

describe("the variant strictEventRange", () => {
  it("leaves out events that began before the range, and counts only the others towards the limit", async () => {
    const range = `/athlete/0/events?oldest=${TODAY}&newest=2026-05-16`;
    const namesOf = async (strictEventRange: boolean, query = "") => {
      const athlete = await demoAthlete({ strictEventRange });
      return (await athlete.read<Json[]>(range + query)).map(({ name }) => name);
    };
    const [lenient, strict] = [await namesOf(false), await namesOf(true)];
    expect(lenient).toContain("Build phase");
    expect(strict).not.toContain("Build phase");
    expect(await namesOf(true, "&limit=2")).toEqual(strict.slice(0, 2));
  });
});

describe("the variants of files", () => {
  it("are compressed with or without a header, or uncompressed", async () => {
    const fileStart = async (files: "plain" | "gzip" | "encoded") => {
      const athlete = await demoAthlete({ files });
      return (await athlete.call("GET", `/activity/${await findActivity(athlete, "Easy run")}/fit-file`)).text;
    };
    expect((await fileStart("gzip")).charCodeAt(0)).toBe(0x1f);
    expect((await fileStart("encoded")).slice(8, 12)).toBe(".FIT");
    expect((await fileStart("plain")).slice(8, 12)).toBe(".FIT");
  });
});
