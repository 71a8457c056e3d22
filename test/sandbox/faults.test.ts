import { describe, expect, it } from "vitest";
import { basicAuth } from "../fixtures/basic-auth.ts";
import { ATHLETE_PATH, ORIGIN, openUpstream } from "./upstream.ts";

describe("a fault", () => {
  it("affects as many matching requests as planned", async () => {
    const { upstream, getAthlete } = await openUpstream();
    upstream.fail({ kind: "429", times: 2, retryAfter: 3, match: { method: "GET", path: /athlete\/0$/ } });
    upstream.fail({ kind: "5xx", match: { path: "/elsewhere" } });
    const first = await getAthlete();
    expect([first.status, first.headers.get("Retry-After")]).toEqual([429, "3"]);
    expect([(await getAthlete()).status, (await getAthlete()).status]).toEqual([429, 200]);
  });

  it("can be HTML, an empty or truncated body, a delay or a server error", async () => {
    const { upstream, getAthlete } = await openUpstream();
    const next = async (kind: "html" | "empty" | "garbage" | "slow" | "5xx") => {
      upstream.fail({ kind, ms: 5 });
      const response = await getAthlete();
      return [response.status, (await response.text()).slice(0, 6)];
    };
    expect(await next("html")).toEqual([502, "<html>"]);
    expect(await next("empty")).toEqual([200, ""]);
    expect(await next("garbage")).toEqual([200, '{"id":']);
    expect(await next("slow")).toEqual([200, '{"id":']);
    expect((await next("5xx"))[0]).toBe(503);
  });

  it("can break the connection before or after a write is applied", async () => {
    const { upstream, key, getAthlete } = await openUpstream();
    const headers = { Authorization: basicAuth(key) };
    const city = async () => (await (await getAthlete()).json<{ city: string }>()).city;
    const moveTo = (to: string) => {
      const init = { method: "PUT", headers, body: JSON.stringify({ city: to }) };
      return upstream.fetch(new Request(ORIGIN + ATHLETE_PATH, init));
    };
    upstream.fail({ kind: "drop_before", match: { method: "PUT" } });
    await expect(moveTo("Nowhere")).rejects.toThrow("Network connection lost.");
    expect(await city()).toBe("Demo Town");
    upstream.fail({ kind: "drop_after", match: { method: "PUT" } });
    await expect(moveTo("Elsewhere")).rejects.toThrow("Network connection lost.");
    expect(await city()).toBe("Elsewhere");
  });
});

describe("a delayed request", () => {
  it("ends when the caller aborts it", async () => {
    const { upstream, key } = await openUpstream();
    upstream.fail({ kind: "slow", ms: 60_000 });
    const init = { headers: { Authorization: basicAuth(key) }, signal: AbortSignal.timeout(10) };
    await expect(upstream.fetch(new Request(ORIGIN + ATHLETE_PATH, init))).rejects.toThrow();
  });
});
