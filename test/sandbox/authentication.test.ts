import { describe, expect, it } from "vitest";
import { basic, demoAthlete, type Json } from "./athlete.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

async function refusal(headers: HeadersInit, path = "/athlete/0"): Promise<[number, string]> {
  const athlete = await demoAthlete({
    tokens: [{ token: TOKEN, scope: "ACTIVITY:READ,WELLNESS:WRITE", clientId: 99 }],
  });
  const { status, text } = await athlete.call("GET", path, undefined, headers);
  return [status, text];
}

describe("who is let in", () => {
  it("knows the key that is its name, with the user API_KEY", async () => {
    const athlete = await demoAthlete();
    expect((await athlete.read("/athlete/0")).name).toBe("Demo Athlete");
    expect(
      (await athlete.call("GET", "/athlete/0", undefined, { Authorization: basic("api_key", athlete.key) })).status,
    ).toBe(401);
  });

  it("answers 401 without a credential, and to one that it does not know", async () => {
    expect((await refusal({}))[0]).toBe(401);
    expect((await refusal({ Authorization: basic("API_KEY", "nobody's") }))[0]).toBe(401);
    expect((await refusal(bearer("revoked")))[0]).toBe(401);
  });

  it("denies an API key sent as a token, and schemes of somebody's own invention", async () => {
    const athlete = await demoAthlete();
    const { status, text } = await athlete.call("GET", "/athlete/0", undefined, bearer(athlete.key));
    expect([status, text]).toEqual([403, '{"status":403,"error":"Access denied"}']);
    expect((await refusal({ Authorization: "ApiKey x" }))[0]).toBe(403);
  });

  it("answers broken Base64 with Java's own words", async () => {
    expect(await refusal({ Authorization: "Basic a_b" })).toEqual([
      500,
      expect.stringContaining("IllegalArgumentException"),
    ]);
  });

  it("denies an application what its scopes do not cover; WRITE covers READ", async () => {
    expect((await refusal(bearer(TOKEN), "/athlete/0/activities?oldest=2026-05-01"))[0]).toBe(200);
    expect((await refusal(bearer(TOKEN), "/athlete/0/wellness/2026-05-01"))[0]).toBe(200);
    expect((await refusal(bearer(TOKEN), "/athlete/0/events"))[0]).toBe(403);
  });
});

describe("whose data", () => {
  it("takes 0 for the owner, a coached athlete's id from keys only, and no stranger's id", async () => {
    const athlete = await demoAthlete({
      id: "2049151",
      tokens: [{ token: TOKEN, scope: "SETTINGS:READ", clientId: 99 }],
    });
    const [owner, pupil] = await athlete.read<Json[]>("/athletes");
    expect(owner?.id).toBe("2049151");
    expect((await athlete.read("/athlete/2049151")).name).toBe("Demo Athlete");
    expect((await athlete.read(`/athlete/${pupil?.id}`)).name).toBe("Demo Pupil");
    expect((await athlete.call("GET", "/athlete/i1")).status).toBe(403);
    expect((await athlete.call("GET", `/athlete/${pupil?.id}`, undefined, bearer(TOKEN))).status).toBe(403);
    expect((await athlete.call("GET", "/athletes", undefined, bearer(TOKEN))).status).toBe(403);
  });

  it("sums up every coached athlete for a key, the own one alone for an application", async () => {
    const athlete = await demoAthlete({ tokens: [{ token: TOKEN, scope: "WELLNESS:READ", clientId: 99 }] });
    const names = (text: string) => new Set(JSON.parse(text).map((row: Json) => row.athlete_name));
    expect(names((await athlete.call("GET", "/athlete/0/athlete-summary")).text)).toEqual(
      new Set(["Demo Athlete", "Demo Pupil"]),
    );
    const own = await athlete.call("GET", "/athlete/0/athlete-summary", undefined, bearer(TOKEN));
    expect(names(own.text)).toEqual(new Set(["Demo Athlete"]));
  });

  it("shows the owner their secrets, and of others none", async () => {
    const athlete = await demoAthlete();
    const own = await athlete.read("/athlete/0");
    expect(own.icu_api_key).toBe(athlete.key);
    expect(own).toMatchObject({ email: expect.stringContaining("@"), icu_friend_invite_token: expect.any(String) });
    for (const one of await athlete.read<Json[]>("/athletes")) expect(one.icu_api_key).toBeNull();
  });
});
