import { evictDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import worker from "../../src/index.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import { fetchWorker, signIn } from "../fixtures/oauth-client.ts";

const KEY = "errors0key0000000000000";
const eras = [
  ["stateless", connectStateless],
  ["session", connectSession],
] as const;

beforeAll(() => upstream.addAthlete({ key: KEY, id: "i7600001" }));
beforeEach(() => upstream.reset());

const hostOf = async (connect: (token: string) => Promise<McpClient>) =>
  connect((await signIn({ key: KEY })).access_token);

describe.each(eras)("what a person reads in the chat (%s)", (_, connect) => {
  it("when Intervals.icu is down", async () => {
    const host = await hostOf(connect);
    upstream.fail({ kind: "drop_before", times: 99 });
    const { text, isError } = await host.call("icu_get_fitness_summary");
    expect(isError).toBe(true);
    expect(text).toContain("Intervals.icu cannot be reached");
  });

  it("when the key was revoked", async () => {
    const host = await hostOf(connect);
    await host.call("icu_get_fitness_summary");
    upstream.fail({ kind: "5xx", status: 401, times: 99 });
    const { text, isError } = await host.call("icu_get_fitness_summary");
    expect(isError).toBe(true);
    expect(text).toContain("no longer accepts the stored API key");
    expect(text).toContain("http://localhost:8787/mcp");
  });

  it("when there are too many requests", async () => {
    const host = await hostOf(connect);
    upstream.fail({ kind: "429", retryAfter: 120, times: 9 });
    expect((await host.call("icu_get_fitness_summary")).text).toContain("Try again in 120 s");
  });

  it("when arguments are wrong: field by field, with what to send instead", async () => {
    const host = await hostOf(connect);
    const { text, isError } = await host.call("icu_create_event", {
      name: "",
      category: "PARTY",
      start_date: "soon",
      x: 1,
    });
    expect(isError).toBe(true);
    expect(
      text
        .split("\n")
        .map((line) => line.split(":")[0])
        .sort(),
    ).toEqual(["category", "name", "start_date", "x"]);
  });

  it("when an id does not exist", async () => {
    const host = await hostOf(connect);
    const { text, isError } = await host.call("icu_get_activity_details", { activity_id: "i1" });
    expect([isError, text]).toEqual([true, expect.stringContaining("does not know this id")]);
  });

  it("when an activity is hidden by Strava", async () => {
    const host = await hostOf(connect);
    const range = { oldest: "-400d", newest: "today", limit: 500 };
    expect((await host.call("icu_get_activities_by_date", range)).text).toMatch(/\d+ more came from Strava/);
  });

  it("when the tool does not exist", async () => {
    const host = await hostOf(connect);
    await expect(host.call("icu_make_coffee")).rejects.toThrow("Unknown tool: icu_make_coffee");
    await expect(host.call("__proto__")).rejects.toThrow("Unknown tool");
  });
});

describe("what a person reads on a page", () => {
  it("names the secret that a deployment lacks, with 503", async () => {
    const deployed = { ...env, PUBLIC_URL: "https://mcp.example.com" };
    const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
    const response = await worker.fetch(new Request("https://mcp.example.com/"), deployed, context);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("The secret VAULT_KEYS is missing");
  });

  it("an address that does not exist", async () => {
    const response = await fetchWorker("/nothing");
    expect(response.status).toBe(404);
  });

  it("an ended connection sends the host to sign in again", async () => {
    const person = await signIn({ key: KEY });
    await env.CREDENTIALS.delete(`credential:${person.uid}`);
    await evictDurableObject(env.ACCOUNT.getByName(person.uid));
    const response = await exports.default.fetch(
      new Request("http://localhost:8787/mcp", {
        method: "POST",
        headers: { Authorization: `Bearer ${person.access_token}`, "Content-Type": "application/json" },
        body: "{}",
      }),
    );
    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toContain('error="invalid_token"');
  });
});
