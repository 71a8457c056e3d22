import { describe, expect, it } from "vitest";
import { bearer, demoAthlete, type Json, TOKEN, withGrant } from "./athlete.ts";

describe("the athlete id in a path", () => {
  it("is 0 for the owner, or of a coached athlete for an API key only", async () => {
    const athlete = await demoAthlete({ id: "2049151", ...withGrant("SETTINGS:READ") });
    const [owner, pupil] = await athlete.read<Json[]>("/athletes");
    expect(owner?.id).toBe("2049151");
    expect((await athlete.read("/athlete/2049151")).name).toBe("Demo Athlete");
    expect((await athlete.read(`/athlete/${pupil?.id}`)).name).toBe("Demo Pupil");
    expect((await athlete.call("GET", "/athlete/i1")).status).toBe(403);
    expect((await athlete.call("GET", `/athlete/${pupil?.id}`, { headers: bearer(TOKEN) })).status).toBe(403);
    expect((await athlete.call("GET", "/athletes", { headers: bearer(TOKEN) })).status).toBe(403);
  });
});

describe("the id of an activity", () => {
  it("belongs to one of the athletes that an API key can access", async () => {
    const athlete = await demoAthlete();
    const [, pupil] = await athlete.read<Json[]>("/athletes");
    const createFor = async (athleteId: unknown, name: string) => {
      const activity = { type: "Yoga", name, start_date_local: "2026-05-08", moving_time: 1800 };
      return (await athlete.write("POST", `/athlete/${athleteId}/activities/manual`, activity)).id;
    };
    const [own, theirs] = [await createFor(0, "Own"), await createFor(pupil?.id, "Of the pupil")];
    expect((await athlete.read(`/activity/${own}`)).name).toBe("Own");
    expect((await athlete.read(`/activity/${theirs}`)).name).toBe("Of the pupil");
  });
});

describe("the server", () => {
  it("responds to unknown paths in the format of the framework", async () => {
    const athlete = await demoAthlete();
    const { status, text } = await athlete.call("GET", "/athlete/0/form");
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ error: "Not Found", path: "/api/v1/athlete/0/form" });
    expect((await athlete.call("POST", "/oauth/token")).status).toBe(404);
  });

  it("responds with a Java exception to an invalid parameter and with 400 to an invalid body", async () => {
    const athlete = await demoAthlete();
    const converted = await athlete.call("GET", "/athlete/0/activities?oldest=2026-05-01&limit=many");
    expect([converted.status, converted.text]).toEqual([
      500,
      expect.stringContaining("MethodArgumentTypeMismatchException"),
    ]);
    expect((await athlete.call("POST", "/athlete/0/events/bulk", { body: { not: "an array" } })).status).toBe(400);
  });

  it("labels some JSON as text", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.call("GET", "/athlete/0/wellness/2026-05-01")).type).toContain("text/plain");
    expect((await athlete.call("GET", "/athlete/0/wellness")).type).toContain("application/json");
  });
});
