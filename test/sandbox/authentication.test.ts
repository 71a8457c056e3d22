import { describe, expect, it } from "vitest";
import { basicAuth } from "../fixtures/basic-auth.ts";
import { bearer, demoAthlete, rideId, type TextResponse, TOKEN, withGrant } from "./athlete.ts";

async function getWith(headers: HeadersInit, path = "/athlete/0"): Promise<TextResponse> {
  const athlete = await demoAthlete(withGrant("ACTIVITY:READ,WELLNESS:WRITE"));
  return athlete.call("GET", path, { headers });
}

const statusOf = async (headers: HeadersInit, path?: string) => (await getWith(headers, path)).status;

describe("authentication", () => {
  it("accepts the API key with the user name API_KEY only", async () => {
    const athlete = await demoAthlete();
    const userName = async (name: string) => {
      const headers = { Authorization: `Basic ${btoa(`${name}:${athlete.key}`)}` };
      return (await athlete.call("GET", "/athlete/0", { headers })).status;
    };
    expect([await userName("API_KEY"), await userName("api_key")]).toEqual([200, 401]);
  });

  it("responds with 401 without a credential or with an unknown one", async () => {
    expect(await statusOf({})).toBe(401);
    expect(await statusOf({ Authorization: basicAuth("unknown") })).toBe(401);
    expect(await statusOf(bearer("revoked"))).toBe(401);
  });

  it("responds with 403 to an API key as a bearer token and to an unknown scheme", async () => {
    const athlete = await demoAthlete();
    const { status, text } = await athlete.call("GET", "/athlete/0", { headers: bearer(athlete.key) });
    expect([status, text]).toEqual([403, '{"status":403,"error":"Access denied"}']);
    expect(await statusOf({ Authorization: "ApiKey x" })).toBe(403);
  });

  it("responds to invalid Base64 with the Java exception", async () => {
    const { status, text } = await getWith({ Authorization: "Basic a_b" });
    expect([status, text]).toEqual([500, expect.stringContaining("IllegalArgumentException")]);
  });

  it("limits an application to the operations that its scopes cover, where WRITE includes READ", async () => {
    expect(await statusOf(bearer(TOKEN), "/athlete/0/activities?oldest=2026-05-01")).toBe(200);
    expect(await statusOf(bearer(TOKEN), "/athlete/0/wellness/2026-05-01")).toBe(200);
    expect(await statusOf(bearer(TOKEN), "/athlete/0/events")).toBe(403);
  });

  it("rejects a write of an application whose scope is READ", async () => {
    const athlete = await demoAthlete(withGrant("ACTIVITY:READ,WELLNESS:WRITE"));
    const write = async (path: string) =>
      (await athlete.call("PUT", path, { body: {}, headers: bearer(TOKEN) })).status;
    expect(await write(`/activity/${await rideId(athlete)}`)).toBe(403);
    expect(await write("/athlete/0/wellness/2026-05-04")).toBe(200);
  });
});
