import { describe, expect, it } from "vitest";
import { bearer, demoAthlete, type Json, TOKEN, withGrant } from "../athlete.ts";

describe("the athlete", () => {
  it("has secrets for its owner, but not in the list of athletes", async () => {
    const athlete = await demoAthlete();
    const own = await athlete.read("/athlete/0");
    expect(own.icu_api_key).toBe(athlete.key);
    expect(own).toMatchObject({ email: expect.stringContaining("@"), icu_friend_invite_token: expect.any(String) });
    for (const one of await athlete.read<Json[]>("/athletes")) expect(one.icu_api_key).toBeNull();
  });

  it("has the configured units and time zone", async () => {
    const athlete = await demoAthlete({ units: "imperial", timezone: "America/Los_Angeles" });
    expect(await athlete.read("/athlete/0")).toMatchObject({
      measurement_preference: "feet",
      weight_pref_lb: true,
      fahrenheit: true,
      timezone: "America/Los_Angeles",
    });
    expect((await athlete.read("/athlete/0/sport-settings/Run")).pace_units).toBe("MINS_MILE");
  });

  it("keeps its name when an application updates it, without an error", async () => {
    const athlete = await demoAthlete(withGrant("SETTINGS:WRITE"));
    const byApp = await athlete.call("PUT", "/athlete/0", {
      body: { name: "Else", city: "Elsewhere" },
      headers: bearer(TOKEN),
    });
    expect(JSON.parse(byApp.text)).toMatchObject({ name: "Demo Athlete", city: "Elsewhere" });
    expect((await athlete.write("PUT", "/athlete/0", { name: "Else" })).name).toBe("Else");
  });
});

describe("the public profile", () => {
  it("is nested and has no secrets", async () => {
    const athlete = await demoAthlete();
    const profile = await athlete.read("/athlete/0/profile");
    expect(Object.keys(profile)).toEqual(["athlete", "sharedFolders", "customItems"]);
    expect(JSON.stringify(profile)).not.toContain(athlete.key);
  });
});
