import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { CONNECTED, connectFrom, HOST_APP_REDIRECT, registerFrom } from "../fixtures/launch-day.ts";
import { authorizePath, fetchWorker, postForm, registerApp, signIn } from "../fixtures/oauth-client.ts";
import { inGroups } from "../soak/users.ts";

const KEY = "limits0key0000000000000";

const times = <T>(count: number, run: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => run(n)));
const statusesOf = (responses: readonly Response[]) => responses.map(({ status }) => status);
const count = (statuses: readonly number[], status: number) => statuses.filter((one) => one === status).length;

/** Clients in both eras read these. */
async function expectRefusal(response: Response | undefined): Promise<void> {
  expect(response?.status).toBe(429);
  expect(response?.headers.get("Retry-After")).toBe("60");
  expect(await response?.json()).toEqual({
    error: "temporarily_unavailable",
    error_description: expect.stringContaining("Try again in a minute"),
  });
}

describe("one address", () => {
  it("A64 connects all users of a host app within a minute, while it registers unknown apps as well", async () => {
    const address = "2001:db8:64:1::1";
    const flood = await times(30, () => registerFrom(address, "https://app.example/callback"));
    expect(count(statusesOf(flood), 429)).toBeGreaterThanOrEqual(20);
    await upstream.addAthlete({ key: KEY, id: "i7640001" });
    const users = Array.from({ length: 40 }, () => ({ decision: "approve", api_key: KEY }));
    expect(await inGroups(users, 4, (user) => connectFrom(address, user))).toEqual(Array(40).fill(CONNECTED));
  });

  it("A64 that floods registrations of unknown apps is told in JSON when to try again", async () => {
    const flood = await times(30, () => registerFrom("2001:db8:64:2::1", "https://app.example/callback"));
    const made = count(statusesOf(flood), 201);
    expect(made).toBeLessThanOrEqual(10);
    expect(count(statusesOf(flood), 429)).toBe(30 - made);
    await expectRefusal(flood.find(({ status }) => status === 429));
  });

  it.each([
    ["a foreign URI besides one of a host app", [HOST_APP_REDIRECT, "https://evil.example/callback"]],
    ["a host that resembles one", ["https://claude.ai.evil.example/callback"]],
    ["a loopback URI", ["http://127.0.0.1:4000/callback"]],
    ["a URI that is none", ["https://", HOST_APP_REDIRECT]],
    ["no list", "https://claude.ai/callback"],
  ])("A64 does not get the limit of a host app with %s", async (what, redirect_uris) => {
    const address = `2001:db8:64:3${what.length.toString(16)}::1`;
    const answers = await times(30, () =>
      fetchWorker("/oauth/register", {
        method: "POST",
        headers: { "Content-Type": "application/json", "CF-Connecting-IP": address },
        body: JSON.stringify({ client_name: "x", redirect_uris, token_endpoint_auth_method: "none" }),
      }),
    );
    expect(count(statusesOf(answers), 429)).toBeGreaterThanOrEqual(20);
  });

  it("A64 that floods the consent page for an unknown app is limited", async () => {
    const path = await authorizePath(await registerApp());
    const headers = { "CF-Connecting-IP": "2001:db8:64:4::1" };
    const answers = statusesOf(await times(70, () => fetchWorker(path, { headers })));
    expect(count(answers, 429)).toBeGreaterThanOrEqual(10);
  });
});

describe("the token endpoint", () => {
  const refreshFrom = (address: string, refresh_token: string, client_id = "nobody") =>
    postForm(
      "/oauth/token",
      { grant_type: "refresh_token", refresh_token, client_id },
      { "CF-Connecting-IP": address },
    );
  const SECRET = "x".repeat(32);

  it.each([
    ["malformed tokens", () => "nonsense"],
    ["tokens of grants that do not exist", (n: number) => `uinvented${n}:${"g".repeat(16)}:${SECRET}`],
  ])("A64 limits a flood of %s, and tells in JSON when to try again", async (what, tokenAt) => {
    const address = `2001:db8:64:5${what.length.toString(16)}::1`;
    const answers = await times(70, (n) => refreshFrom(address, tokenAt(n)));
    expect(count(statusesOf(answers), 429)).toBeGreaterThanOrEqual(10);
    await expectRefusal(answers.find(({ status }) => status === 429));
  });

  it("A64 limits each grant by itself", async () => {
    const address = "2001:db8:64:6::1";
    const [loud, quiet] = [await signIn(), await signIn()];
    const wrong = `${loud.uid}:${loud.grantId}:${SECRET}`;
    const answers = await times(40, () => refreshFrom(address, wrong, loud.app.clientId));
    expect(count(statusesOf(answers), 429)).toBeGreaterThanOrEqual(10);
    expect((await refreshFrom(address, quiet.refresh_token, quiet.app.clientId)).status).toBe(200);
  });

  it("A64 does not let a stranger who knows the id of a grant use up its limit", async () => {
    const { uid, grantId, refresh_token, app } = await signIn();
    const wrong = `${uid}:${grantId}:${SECRET}`;
    await times(40, () => refreshFrom("2001:db8:64:7::1", wrong, "nobody"));
    expect((await refreshFrom("2001:db8:64:8::1", refresh_token, app.clientId)).status).toBe(200);
  });

  it("has a limiter for everything it counts", () => {
    for (const name of ["RATE_REGISTRATIONS", "RATE_REQUESTS", "RATE_HOST_APPS", "RATE_GRANTS"] as const) {
      expect(env[name]).toBeDefined();
    }
  });
});
