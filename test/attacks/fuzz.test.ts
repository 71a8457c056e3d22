import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CATALOG } from "../../src/tools/catalog.ts";
import { resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { fetchWorker, ORIGIN, RESOURCE, type SignedInUser, signIn, VERIFIER } from "../fixtures/oauth-client.ts";
import { callTool, openSession, PROTOCOL, post } from "../fixtures/raw-mcp.ts";
import { anything, argumentsFor, message, oauthFields } from "./arbitraries.ts";

const KEY = "fuzzing0key000000000000";
/** The environment variable `FUZZ_SEED` repeats a run, `FUZZ_RUNS` makes it longer. */
const runs = (times: number) => ({ seed: env.FUZZ_SEED, numRuns: times * env.FUZZ_RUNS, endOnFailure: true });
const MINUTES = 60_000 * env.FUZZ_RUNS;

let user: SignedInUser;
let session: string;
let secrets: string[];
const logged: string[] = [];
const unhandled: unknown[] = [];
const note = (event: Event) => void unhandled.push("reason" in event ? event.reason : event);

beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7580001" });
  user = await signIn({ key: KEY });
  session = await openSession(user.access_token);
  secrets = [KEY, btoa(`API_KEY:${KEY}`), user.access_token, user.refresh_token, "intervals-icu-remote-mcp-dev-key"];
  globalThis.addEventListener("unhandledrejection", note);
});
afterAll(() => {
  resetClock();
  globalThis.removeEventListener("unhandledrejection", note);
  expect(unhandled).toEqual([]);
});
beforeEach(() => {
  // Shown when the test fails.
  console.info(`FUZZ_SEED=${env.FUZZ_SEED}`);
  for (const level of ["log", "warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation((...parts) => void logged.push(parts.map(String).join(" ")));
  }
});

/** Expects no internal error, and no secret in the response or in the log. */
function expectHarmless({ status, text }: { status: number; text: string }): void {
  const everything = [text, ...logged.splice(0)].join("\n");
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  expect(
    [status < 500, /Something went wrong|unexpected_error|\n\s+at /.test(everything)],
    everything.slice(0, 2_000),
  ).toEqual([true, false]);
}

const readText = async (response: Response) => ({ status: response.status, text: await response.text() });
const form = (path: string, fields: Record<string, string>) =>
  fetchWorker(path, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  }).then(readText);

describe("random input", () => {
  it(
    "as a message to /mcp gets a response of the protocol in both eras",
    async () => {
      const eras = fc.constantFrom<Record<string, string>>(
        { "MCP-Protocol-Version": PROTOCOL },
        { "MCP-Protocol-Version": PROTOCOL, "Mcp-Method": "tools/call", "Mcp-Name": "icu_get_event" },
        { "MCP-Protocol-Version": "2025-11-25", "Mcp-Session-Id": session },
        { "Mcp-Session-Id": session },
        {},
      );
      const body = fc.oneof(
        message.map((one) => JSON.stringify(one)),
        fc.array(message, { maxLength: 3 }).map((batch) => JSON.stringify(batch)),
        anything.map((one) => JSON.stringify(one)),
        fc.string({ unit: "binary" }),
      );
      const property = fc.asyncProperty(body, eras, async (sent, headers) => {
        expectHarmless(await post(user.access_token, sent, headers));
      });
      await fc.assert(property, runs(80));
    },
    MINUTES,
  );

  it(
    "as arguments of a tool is rejected or processed, and never an internal error",
    async () => {
      const start = Date.now();
      let calls = 0;
      for (const { name, input } of CATALOG) {
        const property = fc.asyncProperty(argumentsFor(input), async (args) => {
          // Advances the clock, so that no call waits for the athlete's rate limiter.
          setClock(new Date(start + ++calls * 3_000).toISOString());
          expectHarmless(await callTool(user.access_token, name, args));
        });
        await fc.assert(property, runs(2));
      }
      resetClock();
    },
    MINUTES,
  );

  it(
    "as OAuth parameters is rejected without an internal error",
    async () => {
      const { clientId: client_id, redirectUri: redirect_uri } = user.app;
      const code = `${user.uid}:${"g".repeat(16)}:${"s".repeat(32)}`;
      const fields = oauthFields({
        response_type: "code",
        response_mode: "query",
        client_id,
        redirect_uri,
        code_challenge: "c".repeat(43),
        code_challenge_method: "S256",
        state: "s",
        scope: "intervals:read",
        resource: RESOURCE,
        grant_type: "authorization_code",
        code,
        refresh_token: code,
        token: code,
        code_verifier: VERIFIER,
        client_secret: "x",
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: "e30.e30.e30",
        handle: "x",
        decision: "approve",
        api_key: "k\u00e9y",
      });
      const property = fc.asyncProperty(
        fields,
        fc.constantFrom("refresh_token", "authorization_code", ""),
        async (sent, type) => {
          const query = new URLSearchParams(sent);
          expectHarmless(await form("/oauth/token", { ...sent, ...(type !== "" && { grant_type: type }) }));
          expectHarmless(await readText(await fetchWorker(`/authorize?${query}`)));
          expectHarmless(await form(`/authorize?${query}`, sent));
          expectHarmless(await readText(await fetchWorker(`/sign-in/intervals?${query}`)));
        },
      );
      await fc.assert(property, runs(25));
    },
    MINUTES,
  );

  it(
    "as client metadata, a webhook, a cookie or a path is rejected without an internal error",
    async () => {
      const headers = { "Content-Type": "application/json" };
      const metadata = fc.record(
        {
          client_name: fc.oneof(fc.string({ unit: "binary" }), anything),
          redirect_uris: fc.oneof(fc.array(fc.oneof(fc.webUrl(), fc.string()), { maxLength: 3 }), anything),
          grant_types: anything,
          token_endpoint_auth_method: fc.oneof(fc.constantFrom("none", "client_secret_basic"), anything),
          jwks: anything,
          logo_uri: anything,
        },
        { requiredKeys: [] },
      );
      const property = fc.asyncProperty(
        fc.oneof(metadata, anything),
        fc.webPath(),
        fc.base64String(),
        async (sent, path, word) => {
          const body = JSON.stringify(sent);
          expectHarmless(await readText(await fetchWorker("/oauth/register", { method: "POST", headers, body })));
          expectHarmless(await readText(await fetchWorker("/webhooks/intervals", { method: "POST", headers, body })));
          const Cookie = `__Host-account-session=${word}; __Host-demo-visitor=${word}; __Host-oauth-consent=${word}`;
          expectHarmless(await readText(await fetchWorker("/account", { headers: { Cookie } })));
          expectHarmless(await readText(await fetchWorker(`/files/${encodeURIComponent(word)}${path}`)));
          expectHarmless(await readText(await fetchWorker(ORIGIN + path)));
        },
      );
      await fc.assert(property, runs(25));
    },
    MINUTES,
  );
});
