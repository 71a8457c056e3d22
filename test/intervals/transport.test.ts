import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { createIntervals } from "../../src/intervals/client.ts";
import type { Connection } from "../../src/intervals/connection.ts";
import { failWith, IntervalsError } from "../../src/intervals/failure.ts";
import { createTransport } from "../../src/intervals/transport.ts";
import { upstream } from "../fixtures/fake-network.ts";

const KEY = "request0key0000000000000";

const connection = (more: Partial<Connection> = {}): Connection => ({
  origin: "https://intervals.test",
  credential: { kind: "api_key", key: KEY },
  subject: "0",
  fetch: (request) => upstream.fetch(request),
  acquire: async () => {},
  signal: new AbortController().signal,
  timeouts: { backoff: 5 },
  ...more,
});
const intervals = (more?: Partial<Connection>) => createIntervals(connection(more));
const failureOf = (call: Promise<unknown>) =>
  call.then(
    (value) => ({ kind: "no failure", value }),
    (error) => (error instanceof IntervalsError ? error.failure : error),
  );

const workout = {
  category: "WORKOUT",
  start_date_local: "2026-12-24T00:00:00",
  name: "Test",
  type: "Ride",
  description: "- 10m 60%",
} as const;
const countOf = async (uid: string) =>
  (await intervals().listEvents({ oldest: "2026-12-24", newest: "2026-12-24" })).filter((event) => event.uid === uid)
    .length;

beforeAll(() => upstream.addAthlete({ key: KEY, id: "i7900001" }));
beforeEach(() => upstream.reset());

describe("a read", () => {
  it("sends the API key as Basic auth of the user API_KEY, and a user agent", async () => {
    await intervals().getAthlete();
    expect(upstream.requests).toEqual([
      expect.objectContaining({
        method: "GET",
        path: "/api/v1/athlete/0",
        auth: "key",
        userAgent: "intervals-icu-remote-mcp",
      }),
    ]);
  });

  it("waits as long as Retry-After says and repeats", async () => {
    upstream.fail({ kind: "429", retryAfter: 1 });
    const started = Date.now();
    expect((await intervals().getAthlete()).id).toBe("i7900001");
    expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
  });

  it("waits a moment if a 429 has no Retry-After", async () => {
    upstream.fail({ kind: "429", times: 1 });
    let sent = 0;
    const client = intervals({
      fetch(request) {
        sent++;
        return upstream.fetch(request);
      },
    });
    expect((await client.getAthlete()).id).toBe("i7900001");
    expect(sent).toBe(2);
  });

  it("fails with the time to retry after instead of waiting beyond its timeout", async () => {
    upstream.fail({ kind: "429", retryAfter: 600 });
    expect(await failureOf(intervals().getAthlete())).toEqual({ kind: "rate_limited", retryAfterSeconds: 600 });
    expect(upstream.requests).toHaveLength(1);
  });

  it.each([
    { kind: "5xx", status: 503 },
    { kind: "5xx", status: 500 },
    { kind: "html", status: 502 },
    { kind: "html", status: 200 },
    { kind: "html", status: 403 },
    { kind: "garbage" },
    { kind: "drop_before" },
    { kind: "drop_after" },
  ] as const)("is repeated after %o", async (fault) => {
    upstream.fail({ ...fault, times: 2 });
    expect((await intervals().getAthlete()).id).toBe("i7900001");
    expect(upstream.requests).toHaveLength(3);
  });

  it("fails as unavailable after four attempts", async () => {
    upstream.fail({ kind: "5xx", status: 502, times: 9 });
    expect(await failureOf(intervals().getAthlete())).toEqual({ kind: "unavailable", status: 502 });
    expect(upstream.requests).toHaveLength(4);
  });

  it("fails as unreadable if every response is HTML", async () => {
    upstream.fail({ kind: "html", status: 200, times: 9 });
    expect(await failureOf(intervals().getAthlete())).toMatchObject({ kind: "unreadable" });
  });

  it("does not accept an empty response as a record", async () => {
    upstream.fail({ kind: "empty", times: 9 });
    expect(await failureOf(intervals().getAthlete())).toMatchObject({ kind: "unreadable" });
  });

  it("A47 ends an attempt at its timeout and repeats", async () => {
    upstream.fail({ kind: "slow", ms: 30_000, times: 1 });
    const quick = intervals({ timeouts: { attempt: 1_000, call: 20_000, backoff: 5 } });
    expect((await quick.getAthlete()).id).toBe("i7900001");
  });

  it("ends when the caller cancels", async () => {
    upstream.fail({ kind: "slow", ms: 5_000, times: 1 });
    const caller = new AbortController();
    const reading = failureOf(intervals({ signal: caller.signal }).getAthlete());
    setTimeout(() => caller.abort(), 50);
    expect(await reading).toEqual({ kind: "cancelled" });
  });

  it("is sent once if two callers need it at the same time", async () => {
    const client = intervals();
    const [a, b] = await Promise.all([client.getAthlete(), client.getAthlete()]);
    expect(a).toEqual(b);
    expect(upstream.requests).toHaveLength(1);
  });

  it("acquires from the rate limiter once per attempt", async () => {
    let acquired = 0;
    upstream.fail({ kind: "5xx", times: 2 });
    await intervals({ acquire: async () => void acquired++ }).getAthlete();
    expect(acquired).toBe(3);
  });

  it("A46 does not follow redirects, so the API key never reaches another host", async () => {
    const requested: string[] = [];
    const redirecting = intervals({
      async fetch(request) {
        requested.push(request.url);
        expect(request.redirect).toBe("manual");
        return new Response(null, { status: 302, headers: { Location: "https://evil.example/" } });
      },
    });
    expect(await failureOf(redirecting.getAthlete())).toMatchObject({ kind: "rejected", status: 302 });
    expect(requested).toHaveLength(1);
  });

  it("A43 encodes a value in a path as one segment", async () => {
    const seen: string[] = [];
    const client = intervals({
      async fetch(request) {
        seen.push(new URL(request.url).pathname);
        return Response.json({ id: "i1" });
      },
    });
    await client.getActivity("../athlete/0?x=#");
    expect(seen).toEqual(["/api/v1/activity/..%2Fathlete%2F0%3Fx%3D%23"]);
  });
});

describe("an error response", () => {
  it("with 401 means that the API key is wrong", async () => {
    const client = intervals({ credential: { kind: "api_key", key: "unknown0key" } });
    expect(await failureOf(client.getAthlete())).toEqual({ kind: "unauthorized" });
  });

  it("with 403 means that the athlete cannot be accessed", async () => {
    expect(await failureOf(intervals({ subject: "i1" }).getAthlete())).toEqual({ kind: "forbidden" });
  });

  it("with 404 means that the id is unknown", async () => {
    expect(await failureOf(intervals().getActivity("i1"))).toEqual({ kind: "not_found" });
  });

  it("with 422 has the reason that the server gives", async () => {
    const tooLong = { ...workout, name: "x".repeat(81) };
    expect(await failureOf(intervals().createEvent("u-1", tooLong))).toMatchObject({
      kind: "rejected",
      status: 422,
      reason: "Name is too long",
    });
  });

  it("with 500 and a Java exception means a wrong argument, not an outage", async () => {
    const client = intervals({
      fetch: async () =>
        Response.json(
          { status: 500, error: "MethodArgumentTypeMismatchException: Failed to convert" },
          { status: 500 },
        ),
    });
    expect(await failureOf(client.getAthlete())).toMatchObject({ kind: "rejected", status: 500 });
  });

  it("is read in all three shapes that the server uses", async () => {
    const reasons = await Promise.all(
      [
        { status: 422, error: "a" },
        [{ status: 422, error: "b" }],
        { timestamp: "t", status: 422, error: "c", path: "/" },
      ].map((body) => failureOf(intervals({ fetch: async () => Response.json(body, { status: 422 }) }).getAthlete())),
    );
    expect(reasons.map((failure) => failure.reason)).toEqual(["a", "b", "c"]);
  });
});

describe("a write", () => {
  const writeRepeatable = (more?: Partial<Connection>) =>
    createTransport(connection(more)).mutate({
      method: "PUT",
      path: "athlete/0/wellness/2026-01-01",
      body: { id: "2026-01-01" },
      repeatable: true,
      response: z.unknown(),
    });

  it("is applied once if the connection breaks before it arrives", async () => {
    upstream.fail({ kind: "drop_before", match: { method: "POST" } });
    await intervals().createEvent("u-before", workout);
    expect(await countOf("u-before")).toBe(1);
  });

  it("is applied once if its response gets lost", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" }, times: 2 });
    const event = await intervals().createEvent("u-after", workout);
    expect(event.uid).toBe("u-after");
    expect(await countOf("u-after")).toBe(1);
  });

  it("is found by its uid if all responses get lost", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" }, times: 9 });
    const event = await intervals().createEvent("u-silent", workout);
    expect(event.name).toBe("Test");
    expect(await countOf("u-silent")).toBe(1);
  });

  it("has an unknown outcome if it never arrives", async () => {
    upstream.fail({ kind: "drop_before", match: { method: "POST" }, times: 9 });
    expect(await failureOf(intervals().createEvent("u-never", workout))).toEqual({ kind: "unknown_outcome" });
    upstream.reset();
    expect(await countOf("u-never")).toBe(0);
  });

  it("is repeated after a 429, because nothing was processed", async () => {
    upstream.fail({ kind: "429", match: { method: "POST" } });
    await intervals().createEvent("u-429", workout);
    expect(await countOf("u-429")).toBe(1);
  });

  it("that deletes a record succeeds if its response gets lost and the record is gone", async () => {
    const event = await intervals().createEvent("u-delete", workout);
    upstream.fail({ kind: "drop_after", match: { method: "DELETE" } });
    await intervals().deleteEvent(event.id);
    expect(await countOf("u-delete")).toBe(0);
  });

  it("that deletes an unknown record fails as not found", async () => {
    expect(await failureOf(intervals().deleteEvent(1))).toEqual({ kind: "not_found" });
  });

  it.each([
    ["rejected", { kind: "rejected", status: 500 }],
    ["rejected as invalid", { kind: "rejected", status: 422 }],
    ["unauthorized", { kind: "rejected", status: 401 }],
    ["forbidden", { kind: "rejected", status: 403 }],
    ["not found", { kind: "rejected", status: 404 }],
    ["rate limited", { kind: "429", retryAfter: 3600 }],
  ] as const)("A100 has an unknown outcome if its response gets lost and the next attempt is %s", async (_, second) => {
    upstream.fail({ kind: "drop_after", match: { method: "PUT" } });
    upstream.fail({ ...second, match: { method: "PUT" } });
    expect(await failureOf(writeRepeatable())).toEqual({ kind: "unknown_outcome" });
    expect(upstream.requests).toHaveLength(2);
  });

  it("A100 has an unknown outcome if its response gets lost and the rate limiter stops the next attempt", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "PUT" } });
    let permits = 1;
    const acquire = async () => {
      if (permits-- <= 0) failWith({ kind: "rate_limited", retryAfterSeconds: 9 });
    };
    expect(await failureOf(writeRepeatable({ acquire }))).toEqual({ kind: "unknown_outcome" });
  });

  it("that is rejected at the first attempt was not applied", async () => {
    upstream.fail({ kind: "rejected", match: { method: "PUT" } });
    expect(await failureOf(writeRepeatable())).toMatchObject({ kind: "rejected" });
  });

  it("that is not repeatable is sent once, and its outcome is unknown", async () => {
    const { mutate } = createTransport(connection());
    upstream.fail({ kind: "drop_after", match: { method: "PUT" } });
    const once = mutate({
      method: "PUT",
      path: "athlete/0/wellness/2026-01-01",
      body: { id: "2026-01-01" },
      response: z.unknown(),
    });
    expect(await failureOf(once)).toEqual({ kind: "unknown_outcome" });
    expect(upstream.requests).toHaveLength(1);
  });

  it("that is not repeatable and is answered with the error page of a proxy has an unknown outcome", async () => {
    const page = () =>
      new Response("<html>Bad gateway</html>", { status: 502, headers: { "Content-Type": "text/html" } });
    const { mutate } = createTransport(connection({ fetch: async () => page() }));
    const write = mutate({ method: "PUT", path: "athlete/0/wellness/2026-01-01", body: {}, response: z.unknown() });
    expect(await failureOf(write)).toEqual({ kind: "unknown_outcome" });
  });

  it("is seen by a later read of the same client, which had read before", async () => {
    const client = intervals();
    await client.updateWellness("2026-01-03", { weight: 61 });
    expect((await client.getWellness("2026-01-03")).weight).toBe(61);
    await client.updateWellness("2026-01-03", { weight: 62 });
    expect((await client.getWellness("2026-01-03")).weight).toBe(62);
  });

  it("of a wellness day changes only the given fields, and -1 clears a number", async () => {
    await intervals().updateWellness("2026-01-02", { weight: 61, mood: 2 });
    await intervals().updateWellness("2026-01-02", { mood: -1 });
    const day = await intervals().getWellness("2026-01-02");
    expect([day.weight, day.mood]).toEqual([61, undefined]);
  });
});

describe("a response", () => {
  it("is stripped of the owner's API key and e-mail address", async () => {
    const athlete = JSON.stringify(await intervals().getAthlete());
    expect(athlete).not.toContain("SECRET");
    expect(Object.keys(JSON.parse(athlete))).not.toContain("icu_api_key");
    expect(Object.keys(JSON.parse(athlete))).not.toContain("email");
  });

  it("is decoded without nulls and without fields of an unexpected type", async () => {
    const client = intervals({
      fetch: async () => Response.json({ id: "i1", name: null, timezone: 7, sportSettings: null, extra: {} }),
    });
    expect(await client.getAthlete()).toEqual({ id: "i1" });
  });

  it("A47 is read up to a maximum size", async () => {
    const endless = intervals({
      fetch: async () => {
        const chunk = new Uint8Array(1024 * 1024).fill(0x20);
        return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }));
      },
    });
    expect(await failureOf(endless.getAthlete())).toMatchObject({ kind: "unreadable" });
  });
});
