import { describe, expect, it } from "vitest";
import { bearer, demoAthlete, type Json, TOKEN, withGrant } from "../athlete.ts";

describe("the athlete summary", () => {
  it("includes coached athletes for an API key, but not for an application", async () => {
    const athlete = await demoAthlete(withGrant("WELLNESS:READ"));
    const names = (text: string) => new Set(JSON.parse(text).map((row: Json) => row.athlete_name));
    expect(names((await athlete.call("GET", "/athlete/0/athlete-summary")).text)).toEqual(
      new Set(["Demo Athlete", "Demo Pupil"]),
    );
    const own = await athlete.call("GET", "/athlete/0/athlete-summary", { headers: bearer(TOKEN) });
    expect(names(own.text)).toEqual(new Set(["Demo Athlete"]));
  });
});
