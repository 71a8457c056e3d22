import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  APP,
  listKeys,
  openBrowser,
  signInWithIntervals,
  storedCredential,
  WEBHOOK_SECRET,
  withOAuthRegistration,
} from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless } from "../fixtures/mcp-client.ts";
import { fetchWorker, registerApp, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";
import { isAccepted } from "../fixtures/raw-mcp.ts";

const KEY = "webhook0key00000000000000";
const ID = "i7953001";

beforeAll(() => upstream.addAthlete({ key: KEY, id: ID }));
beforeEach(() => {
  upstream.reset();
  upstream.consentWith({ key: KEY });
});

const deliver = (body: unknown, init: RequestInit = {}) =>
  fetchWorker("/webhooks/intervals", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...init,
  });

const revoked = (change: object = {}) => ({
  athlete_id: ID,
  type: "APP_SCOPE_CHANGED",
  timestamp: new Date().toISOString(),
  client_id: APP.clientId,
  scope: null,
  deauthorized: true,
  ...change,
});
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const withSecret = (...events: unknown[]) => ({ secret: WEBHOOK_SECRET, events });

describe("a deployment without a webhook secret", () => {
  it.each(["", undefined, "undefined"])("rejects every event, also with the secret %o", async (secret) => {
    expect((await deliver({ secret, events: [revoked()] })).status).toBe(403);
  });
});

describe("a webhook event", () => {
  withOAuthRegistration();
  const connect = async () => signInWithIntervals(openBrowser(), await registerApp());

  it("about a revoked permission deletes the token at once", async () => {
    const user = await connect();
    await upstream.changeAccess({ key: KEY, clientId: APP.clientId, scope: null });
    expect(await storedCredential(user.uid)).toBeUndefined();
    expect(await isAccepted(user.access_token)).toBe(false);
  });

  it("about changed scopes updates the stored scopes", async () => {
    const user = await connect();
    await upstream.changeAccess({ key: KEY, clientId: APP.clientId, scope: "SETTINGS:READ,WELLNESS:READ" });
    expect((await storedCredential(user.uid))?.scopes).toEqual(["WELLNESS:READ", "SETTINGS:READ"]);
    const { text } = await (await connectStateless(user.access_token)).call("icu_get_calendar_events");
    expect(text).toContain("needs “Calendar” (CALENDAR:READ)");
  });

  it("A98 that is older than the last one does not bring scopes back", async () => {
    const user = await connect();
    const older = inSeconds(0);
    await scheduler.wait(5);
    const newer = inSeconds(0);
    const change = (timestamp: string, scope: string) =>
      deliver(withSecret(revoked({ deauthorized: false, scope, timestamp })));
    await change(newer, "SETTINGS:READ");
    await change(older, "SETTINGS:READ,WELLNESS:WRITE");
    expect((await storedCredential(user.uid))?.scopes).toEqual(["SETTINGS:READ"]);
  });

  it("A98 that is older than the sign-in changes nothing", async () => {
    const user = await connect();
    const { scopes } = (await storedCredential(user.uid)) ?? {};
    await deliver(withSecret(revoked({ deauthorized: false, scope: "SETTINGS:READ", timestamp: inSeconds(-3600) })));
    expect((await storedCredential(user.uid))?.scopes).toEqual(scopes);
  });

  it("A98 with a clock that is ahead does not make later ones look old", async () => {
    const user = await connect();
    const change = (scope: string, seconds: number) =>
      deliver(withSecret(revoked({ deauthorized: false, scope, timestamp: inSeconds(seconds) })));
    await change("SETTINGS:READ,WELLNESS:WRITE", 3600);
    await change("SETTINGS:READ", 60);
    expect((await storedCredential(user.uid))?.scopes).toEqual(["SETTINGS:READ"]);
  });

  it("A98 about a revocation that is repeated later does not end the next sign-in", async () => {
    await connect();
    await upstream.changeAccess({ key: KEY, clientId: APP.clientId, scope: null });
    const user = await connect();
    await deliver(withSecret(revoked({ timestamp: inSeconds(60) })));
    expect(await isAccepted(user.access_token)).toBe(true);
  });

  it("is answered with an empty 200, which Intervals.icu requires", async () => {
    const response = await deliver(
      withSecret({ type: "WELLNESS_UPDATED", athlete_id: ID, records: [{}] }, "?", 7, revoked()),
    );
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  it.each<[string, (user: SignedInUser) => object | Promise<object>]>([
    ["another secret", () => ({ ...withSecret(revoked()), secret: `${WEBHOOK_SECRET}x` })],
    ["no secret", () => ({ events: [revoked()] })],
    ["a secret that is not a string", () => ({ ...withSecret(revoked()), secret: [WEBHOOK_SECRET] })],
    ["no events", () => ({ secret: WEBHOOK_SECRET })],
  ])("is rejected with %s", async (_, make) => {
    const user = await connect();
    expect((await deliver(await make(user))).status).toBe(403);
    expect(await isAccepted(user.access_token)).toBe(true);
  });

  it("is rejected when it is not JSON or too large", async () => {
    expect((await deliver("{")).status).toBe(403);
    expect((await deliver(" ".repeat(300_000))).status).toBe(413);
    expect((await fetchWorker("/webhooks/intervals")).status).toBe(404);
  });

  it.each<[string, () => object]>([
    ["about another athlete", () => revoked({ athlete_id: "i795399999" })],
    ["about another app", () => revoked({ client_id: 1 })],
    ["older than the sign-in", () => revoked({ timestamp: new Date(Date.now() - 60_000).toISOString() })],
    ["without a change", () => revoked({ deauthorized: false })],
  ])("changes nothing when it is %s", async (_, event) => {
    const user = await connect();
    expect((await deliver(withSecret(event()))).status).toBe(200);
    expect(await isAccepted(user.access_token)).toBe(true);
  });

  it("does not affect a user with an API key", async () => {
    const user = await signIn({ key: KEY });
    expect((await deliver(withSecret(revoked()))).status).toBe(200);
    expect(await storedCredential(user.uid)).toMatchObject({ kind: "api_key" });
  });

  it("about an unknown athlete stores nothing", async () => {
    const before = (await listKeys(env.CREDENTIALS)).length;
    await deliver(withSecret(revoked({ athlete_id: "i795388888", deauthorized: false, scope: "CHATS:WRITE" })));
    expect((await listKeys(env.CREDENTIALS)).length).toBe(before);
  });
});
