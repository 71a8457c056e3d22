import { describe, expect, it } from "vitest";
import { basicAuth } from "../fixtures/basic-auth.ts";
import { bearer } from "./athlete.ts";
import { ATHLETE_PATH, openUpstream } from "./upstream.ts";

describe("an API key", () => {
  it("is accepted only after it was issued, and not as a bearer token", async () => {
    const { key, get, getAthlete } = await openUpstream();
    expect((await getAthlete()).status).toBe(200);
    expect((await getAthlete(crypto.randomUUID())).status).toBe(401);
    expect((await get(ATHLETE_PATH)).status).toBe(401);
    expect((await get(ATHLETE_PATH, bearer(key))).status).toBe(403);
  });
});

describe("the received requests", () => {
  it("include the kind of credential, but not the credential", async () => {
    const { upstream, key, get, getAthlete } = await openUpstream();
    await get(`${ATHLETE_PATH}?a=b`, { Authorization: basicAuth(key) });
    await getAthlete("other");
    expect(upstream.requests).toMatchObject([
      { method: "GET", path: ATHLETE_PATH, query: { a: "b" }, auth: "key" },
      { auth: "unknown key" },
    ]);
    expect(JSON.stringify(upstream.requests)).not.toContain(key);
  });
});
