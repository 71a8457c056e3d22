import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { openAccountPage } from "../fixtures/browser.ts";
import { resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless } from "../fixtures/mcp-client.ts";
import {
  fetchWorker,
  ORIGIN,
  RESOURCE,
  refresh,
  registerApp,
  requestToken,
  type SignedInUser,
  signIn,
  VERIFIER,
} from "../fixtures/oauth-client.ts";
import { isAccepted, post } from "../fixtures/raw-mcp.ts";
import { publishClientWithKeyPair, registerClientWithSecret } from "./authenticated-clients.ts";

const KEY = "tokens0key0000000000000";
let user: SignedInUser;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7510001" });
  user = await signIn({ key: KEY });
});
afterEach(resetClock);

const form = { "Content-Type": "application/x-www-form-urlencoded" };
const errorIn = async (response: Response) => [response.status, ((await response.json()) as { error: string }).error];

/** What the provider stores about an access token. */
async function recordOf({ uid, grantId }: SignedInUser): Promise<{ key: string; record: Record<string, unknown> }> {
  const { keys } = await env.OAUTH_KV.list({ prefix: `token:${uid}:${grantId}:` });
  const key = keys[0]?.name ?? "";
  return { key, record: (await env.OAUTH_KV.get(key, "json")) ?? {} };
}

describe("an access token", () => {
  it.each([
    "https://evil.example/mcp",
    "https://localhost:8787/mcp",
    "http://localhost:8788/mcp",
    `${RESOURCE}-other`,
    `${RESOURCE}/inner`,
  ])("A18 for the audience %s is rejected", async (audience) => {
    const { access_token, ...rest } = await signIn({ key: KEY });
    const { key, record } = await recordOf({ access_token, ...rest });
    expect(record.audience).toBe(RESOURCE);
    expect(await isAccepted(access_token)).toBe(true);
    await env.OAUTH_KV.put(key, JSON.stringify({ ...record, audience }));
    expect(await isAccepted(access_token)).toBe(false);
  });

  it.each(["/mcp-other", "/mcp/inner", "/mcpx"])("A18 is not accepted at other paths (%s)", async (path) => {
    const headers = { Authorization: `Bearer ${user.access_token}`, "Content-Type": "application/json" };
    expect((await fetchWorker(path, { method: "POST", headers, body: "{}" })).status).toBe(404);
  });

  it("A19 expires after 24 hours", async () => {
    const { access_token } = await signIn({ key: KEY });
    const real = Date.now();
    setClock(new Date(real + (24 * 60 - 1) * 60_000).toISOString());
    expect(await isAccepted(access_token)).toBe(true);
    setClock(new Date(real + (24 * 60 + 1) * 60_000).toISOString());
    expect(await isAccepted(access_token)).toBe(false);
  });

  it.each([
    ["stateless", connectStateless],
    ["session", connectSession],
  ])(
    "A19 with 24 hours left is rejected in the call after the user has ended the connection (%s)",
    async (_, connect) => {
      const { access_token, expires_in, grantId } = await signIn({ key: KEY });
      expect(expires_in).toBe(24 * 60 * 60);
      const client = await connect(access_token);
      expect((await client.call("icu_get_athlete_profile")).isError).toBe(false);
      await (await openAccountPage(KEY)).submit("/account/revoke", { grant_id: grantId });
      await expect(client.call("icu_get_athlete_profile")).rejects.toThrow();
      expect(await isAccepted(access_token)).toBe(false);
    },
  );

  it("A19 is rejected as soon as its connection ends, even if KV still has it", async () => {
    const other = await signIn({ key: KEY });
    const stored = await Promise.all(
      [(await recordOf(other)).key, `grant:${other.uid}:${other.grantId}`].map(async (key) => ({
        key,
        record: (await env.OAUTH_KV.get(key)) ?? "",
      })),
    );
    await env.ACCOUNT.getByName(other.uid).revokeGrant(other.grantId);
    for (const { key, record } of stored) await env.OAUTH_KV.put(key, record);
    expect(await isAccepted(other.access_token)).toBe(false);
    for (const { key } of stored) await env.OAUTH_KV.delete(key);
  });

  it("A20 is not interchangeable with a refresh token", async () => {
    expect(await isAccepted(user.refresh_token)).toBe(false);
    expect(await errorIn(await refresh(user.app, user.access_token))).toEqual([400, "invalid_grant"]);
  });

  it("A21 is accepted in the Authorization header only", async () => {
    const json = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };
    const inQuery = `/mcp?access_token=${user.access_token}`;
    expect((await fetchWorker(inQuery, { method: "POST", headers: json, body: "{}" })).status).toBe(401);
    const body = `access_token=${encodeURIComponent(user.access_token)}`;
    expect((await fetchWorker("/mcp", { method: "POST", headers: form, body })).status).toBe(401);
    const cookie = { ...json, Cookie: `access_token=${user.access_token}` };
    expect((await fetchWorker("/mcp", { method: "POST", headers: cookie, body: "{}" })).status).toBe(401);
  });

  it.each<[string, (token: string) => string]>([
    ["an empty header", () => ""],
    ["no token", () => "Bearer"],
    ["another scheme", (token) => `Basic ${btoa(token)}`],
    ["no scheme", (token) => token],
    ["two parts", (token) => `Bearer ${token.split(":").slice(0, 2).join(":")}`],
    ["four parts", (token) => `Bearer ${token}:x`],
    ["two credentials", (token) => `Bearer ${token}, Bearer ${token}`],
    ["two tokens", (token) => `Bearer ${token} ${token}`],
    ["names of built-in properties", () => `Bearer __proto__:constructor:${"x".repeat(32)}`],
    ["another user's uid", (token) => `Bearer ${token.replace(/^[^:]+/, "unobody")}`],
    ["a wildcard", (token) => `Bearer ${token.replace(/[^:]+$/, "*")}`],
    ["a changed last character", (token) => `Bearer ${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`],
  ])("A22 is rejected with %s", async (_, header) => {
    const { status, headers } = await post("", "{}", { Authorization: header(user.access_token) });
    expect(status).toBe(401);
    expect(headers.get("WWW-Authenticate")).toContain(
      `resource_metadata="${ORIGIN}/.well-known/oauth-protected-resource/mcp"`,
    );
  });
});

describe("a value that is longer than a KV key", () => {
  const LENGTHS = [600, 2_000, 16_000];
  const parts = (length: number) => ["u", "g", "s"].map((letter) => letter.repeat(length / 3)).join(":");

  it.each(LENGTHS)("A23 is rejected as a bearer token (%i bytes)", async (length) => {
    for (const bearer of ["x".repeat(length), parts(length), `u:g:${"%".repeat(length)}`]) {
      expect((await post("", "{}", { Authorization: `Bearer ${bearer}` })).status).toBe(401);
    }
  });

  it.each(LENGTHS)("A23 is rejected as a code, token or client id (%i bytes)", async (length) => {
    const { clientId: client_id, redirectUri: redirect_uri } = user.app;
    const code = { grant_type: "authorization_code", code_verifier: VERIFIER, redirect_uri };
    const outcomes = await Promise.all([
      requestToken({ ...code, code: parts(length), client_id }),
      requestToken({ grant_type: "refresh_token", refresh_token: parts(length), client_id }),
      requestToken({ ...code, code: "x", client_id: "x".repeat(length) }),
      fetchWorker(
        `/authorize?${new URLSearchParams({ response_type: "code", client_id: "x".repeat(length), redirect_uri })}`,
      ),
    ]);
    for (const { status } of outcomes) expect([400, 401, 413]).toContain(status);
    // RFC 7009: an unknown token counts as revoked.
    expect([200, 413]).toContain((await requestToken({ token: parts(length), client_id })).status);
  });
});

describe("the token endpoint", () => {
  it("A24 rejects more than one client authentication", async () => {
    const { app, client_secret } = await registerClientWithSecret("https://several.example/callback");
    const signing = await publishClientWithKeyPair("https://several.example/client.json");
    const proof = await signing.proof();
    const body = (more: Record<string, string>) =>
      new URLSearchParams({
        grant_type: "refresh_token",
        refresh_token: "x",
        client_id: app.clientId,
        ...more,
      }).toString();
    const Authorization = `Basic ${btoa(`${app.clientId}:${client_secret}`)}`;
    const both = await fetchWorker("/oauth/token", {
      method: "POST",
      headers: { ...form, Authorization },
      body: body({ client_secret }),
    });
    expect([400, 401]).toContain(both.status);
    for (const more of [
      { client_secret, ...proof },
      { client_secret: "wrong", ...proof },
    ]) {
      const response = await fetchWorker("/oauth/token", { method: "POST", headers: form, body: body(more) });
      expect([400, 401]).toContain(response.status);
    }
  });

  it.each(["client_id", "code", "grant_type", "redirect_uri", "code_verifier"])(
    "A24 rejects a repeated parameter (%s)",
    async (name) => {
      const { clientId, redirectUri } = user.app;
      const fields = new URLSearchParams({
        grant_type: "authorization_code",
        code: `${user.uid}:${user.grantId}:${"x".repeat(32)}`,
        client_id: clientId,
        redirect_uri: redirectUri,
        code_verifier: VERIFIER,
        resource: RESOURCE,
      });
      fields.append(name, fields.get(name) ?? "");
      const response = await fetchWorker("/oauth/token", { method: "POST", headers: form, body: fields.toString() });
      expect(await errorIn(response)).toEqual([400, "invalid_request"]);
    },
  );

  it("A25 accepts only form posts of two grant types", async () => {
    expect((await fetchWorker("/oauth/token")).status).toBe(405);
    const json = { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"grant_type":"password"}' };
    expect((await fetchWorker("/oauth/token", json)).status).toBe(400);
    for (const grant_type of [
      "password",
      "client_credentials",
      "implicit",
      "urn:ietf:params:oauth:grant-type:token-exchange",
      "urn:ietf:params:oauth:grant-type:jwt-bearer",
      "__proto__",
    ]) {
      const response = await requestToken({ grant_type, client_id: user.app.clientId, username: "a", password: "b" });
      expect([grant_type, ...(await errorIn(response))]).toEqual([grant_type, 400, "unsupported_grant_type"]);
    }
  });

  it("A58 ignores cookies, so another website gains nothing", async () => {
    const headers = {
      ...form,
      Origin: "https://evil.example",
      Cookie: "__Host-account-session=x; __Host-oauth-consent=x",
    };
    const app = await registerApp();
    const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "x", client_id: app.clientId });
    const response = await fetchWorker("/oauth/token", { method: "POST", headers, body: body.toString() });
    expect(response.status).toBe(400);
    expect(response.headers.get("Access-Control-Allow-Credentials")).toBeNull();
    expect(response.headers.getSetCookie()).toEqual([]);
    const preflight = await fetchWorker("/oauth/token", {
      method: "OPTIONS",
      headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" },
    });
    expect(preflight.headers.get("Access-Control-Allow-Credentials")).toBeNull();
  });
});
