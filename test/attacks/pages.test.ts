import { createExecutionContext, createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import worker from "../../src/index.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless } from "../fixtures/mcp-client.ts";
import {
  authorizePath,
  fetchWorker,
  ORIGIN,
  openConsentPage,
  postForm,
  registerApp,
  signIn,
  submitConsent,
} from "../fixtures/oauth-client.ts";

const KEY = "pages0key00000000000000";
beforeAll(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: "i7570001", name: "Paige Turner" });
});
afterEach(() => vi.restoreAllMocks());

const html = { Accept: "text/html" };
const post = (path: string, fields: Record<string, string>, Cookie = "") => postForm(path, fields, { ...html, Cookie });

/** One page of every kind. */
async function everyPage(): Promise<Record<string, Response>> {
  const app = await registerApp("An app", "https://app.example/callback");
  const consent = await openConsentPage(app);
  const signedIn = await post("/account/sign-in", { api_key: KEY });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0];
  return {
    landing: await fetchWorker("/", { headers: html }),
    privacy: await fetchWorker("/privacy"),
    consent: consent.response,
    "consent, wrong key": await submitConsent(consent, { decision: "approve", api_key: "wrong0pages0key00000000" }),
    "consent, unknown app": await fetchWorker(await authorizePath({ ...app, clientId: "nobody" })),
    "consent, no request": await post("/authorize", {}),
    "sign-in, invalid state": await fetchWorker("/sign-in/intervals?state=x"),
    account: await fetchWorker("/account", { headers: { Cookie: cookie ?? "" } }),
    "account, signed out": await fetchWorker("/account"),
    "account, wrong key": await post("/account/sign-in", { api_key: "wrong0pages0key00000000" }),
    "account, unconfirmed deletion": await post("/account/delete", {}, cookie),
    "invalid file link": await fetchWorker("/files/x"),
    "not found": await fetchWorker("/nothing"),
    "missing secrets": await worker.fetch(
      new Request("https://mcp.example/"),
      { ...env, PUBLIC_URL: "https://mcp.example" },
      createExecutionContext(),
    ),
  };
}

describe("every page", () => {
  it("runs no script, cannot be framed, posts forms to this server only, and is not stored", async () => {
    const pages = await everyPage();
    expect(Object.keys(pages).length).toBeGreaterThan(12);
    for (const [name, response] of Object.entries(pages)) {
      const text = await response.text();
      expect([name, text]).toEqual([name, expect.stringMatching(/^<!doctype html>/)]);
      expect(text).not.toMatch(/<script|<iframe|<object|<img|\son\w+=|javascript:|style="/i);
      expect([name, Object.fromEntries(response.headers)]).toEqual([
        name,
        expect.objectContaining({
          "content-type": "text/html; charset=utf-8",
          "content-security-policy": expect.stringMatching(
            /^default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'[^;]*; base-uri 'none'; frame-ancestors 'none'$/,
          ),
          "x-frame-options": "DENY",
          "x-content-type-options": "nosniff",
          "referrer-policy": "same-origin",
          "cross-origin-opener-policy": "same-origin",
          "strict-transport-security": "max-age=31536000",
          "cache-control": "no-store",
        }),
      ]);
      for (const cookie of response.headers.getSetCookie()) {
        expect(cookie).toMatch(/^__Host-.*; Secure/);
        expect(cookie).toMatch(/; HttpOnly/);
        expect(cookie).toMatch(/; SameSite=(Lax|Strict)/);
      }
    }
  });

  it("and every other response forbids content sniffing and storing", async () => {
    for (const path of ["/mcp", "/oauth/token", "/oauth/register", "/healthz", "/.well-known/security.txt"]) {
      const { headers } = await fetchWorker(path);
      expect([path, Object.fromEntries(headers)]).toEqual([
        path,
        expect.objectContaining({
          "x-content-type-options": "nosniff",
          "referrer-policy": "no-referrer",
          "strict-transport-security": "max-age=31536000",
          "cache-control": "no-store",
        }),
      ]);
    }
  });
});

describe("security.txt", () => {
  it("names the contact and the expiry date (RFC 9116)", async () => {
    const response = await fetchWorker("/.well-known/security.txt");
    expect(response.headers.get("Content-Type")).toMatch(/^text\/plain; ?charset=utf-8$/i);
    const fields = Object.fromEntries(
      (await response.text())
        .trim()
        .split("\n")
        .map((line) => line.split(/: (.*)/)),
    );
    expect(fields).toMatchObject({
      Contact: `${ORIGIN}/privacy#vulnerabilities`,
      Canonical: `${ORIGIN}/.well-known/security.txt`,
      Policy: `${ORIGIN}/privacy#vulnerabilities`,
    });
    const days = (Date.parse(fields.Expires) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(179);
    expect(days).toBeLessThan(365);
    expect(await (await fetchWorker("/privacy")).text()).toContain('id="vulnerabilities"');
  });
});

describe("the log", () => {
  it("has one JSON line per call with tool, outcome, duration and pseudonym, and nothing else", async () => {
    const { access_token, uid } = await signIn({ key: KEY });
    const clients = [await connectStateless(access_token), await connectSession(access_token)];
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
    for (const client of clients) {
      lines.splice(0);
      await client.call("icu_get_athlete_profile");
      await client.call("icu_get_activity_details", { activity_id: "i4711" });
      await client.call("icu_create_event", { name: "Canary of the arguments" });
      expect(lines.map((line) => JSON.parse(line))).toEqual([
        {
          event: "tool",
          name: "icu_get_athlete_profile",
          effect: "read",
          outcome: "ok",
          milliseconds: expect.any(Number),
          uid,
        },
        {
          event: "tool",
          name: "icu_get_activity_details",
          effect: "read",
          outcome: "intervals",
          detail: "not_found",
          milliseconds: expect.any(Number),
          uid,
        },
        {
          event: "tool",
          name: "icu_create_event",
          effect: "write",
          outcome: "input",
          milliseconds: expect.any(Number),
          uid,
        },
      ]);
      expect(lines.join()).not.toMatch(/4711|Canary|Paige|7570001/);
    }
  });
});

describe("the daily clean-up", () => {
  it("deletes old failed sign-ins, and reads nothing of any grant, however many there are", async () => {
    const now = Math.floor(Date.now() / 1000);
    const add = env.DB.prepare("INSERT INTO login_attempts VALUES ('pages-test', ?)");
    await env.DB.batch([add.bind(now - 86_400), add.bind(now)]);
    const untouched = new Proxy(env.OAUTH_KV, {
      get(_, method) {
        throw new Error(`OAUTH_KV.${String(method)} was used`);
      },
    });
    const bindings: Env = Object.create(env, { OAUTH_KV: { value: untouched } });
    await worker.scheduled(createScheduledController(), bindings);
    const remaining = await env.DB.prepare("SELECT attempted_at FROM login_attempts WHERE client = 'pages-test'").all();
    expect(remaining.results).toEqual([{ attempted_at: now }]);
  });
});
