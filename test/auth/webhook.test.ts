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

const ended = (change: object = {}) => ({
  athlete_id: ID,
  type: "APP_SCOPE_CHANGED",
  timestamp: new Date().toISOString(),
  client_id: APP.clientId,
  scope: null,
  deauthorized: true,
  ...change,
});
const genuine = (...events: unknown[]) => ({ secret: WEBHOOK_SECRET, events });
const opens = ({ access_token }: SignedInUser) =>
  connectStateless(access_token).then(
    () => true,
    () => false,
  );

describe("a deployment that has no webhook secret", () => {
  it.each(["", undefined, "undefined"])("believes nobody, not even who sends %o", async (secret) => {
    expect((await deliver({ secret, events: [ended()] })).status).toBe(403);
  });
});

describe("what Intervals.icu tells", () => {
  withOAuthRegistration();
  const connect = async () => signInWithIntervals(openBrowser(), await registerApp());

  it("drops the token of who took the permission back, at once", async () => {
    const person = await connect();
    await upstream.changeAccess({ key: KEY, clientId: APP.clientId, scope: null });
    expect(await storedCredential(person.uid)).toBeUndefined();
    expect(await opens(person)).toBe(false);
  });

  it("changes what a sign-in may do, and keeps it", async () => {
    const person = await connect();
    await upstream.changeAccess({ key: KEY, clientId: APP.clientId, scope: "SETTINGS:READ,WELLNESS:READ" });
    expect((await storedCredential(person.uid))?.scopes).toEqual(["WELLNESS:READ", "SETTINGS:READ"]);
    const { text } = await (await connectStateless(person.access_token)).call("icu_get_calendar_events");
    expect(text).toContain("needs “Calendar” (CALENDAR:READ)");
  });

  it("is answered with an empty 200, which alone counts as heard", async () => {
    const response = await deliver(
      genuine({ type: "WELLNESS_UPDATED", athlete_id: ID, records: [{}] }, "?", 7, ended()),
    );
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  it.each<[string, (person: SignedInUser) => object | Promise<object>]>([
    ["another secret", () => ({ ...genuine(ended()), secret: `${WEBHOOK_SECRET}x` })],
    ["no secret", () => ({ events: [ended()] })],
    ["a secret that is no text", () => ({ ...genuine(ended()), secret: [WEBHOOK_SECRET] })],
    ["no events", () => ({ secret: WEBHOOK_SECRET })],
  ])("is refused with %s", async (_, make) => {
    const person = await connect();
    expect((await deliver(await make(person))).status).toBe(403);
    expect(await opens(person)).toBe(true);
  });

  it("is refused when it is no JSON, or too much", async () => {
    expect((await deliver("{")).status).toBe(403);
    expect((await deliver(" ".repeat(300_000))).status).toBe(413);
    expect((await fetchWorker("/webhooks/intervals")).status).toBe(404);
  });

  it.each<[string, () => object]>([
    ["about another athlete", () => ended({ athlete_id: "i795399999" })],
    ["about another app", () => ended({ client_id: 1 })],
    ["from before this sign-in", () => ended({ timestamp: new Date(Date.now() - 60_000).toISOString() })],
    ["that neither takes nor changes anything", () => ended({ deauthorized: false })],
  ])("does no harm when it is %s", async (_, event) => {
    const person = await connect();
    expect((await deliver(genuine(event()))).status).toBe(200);
    expect(await opens(person)).toBe(true);
  });

  it("leaves the key of who has one", async () => {
    const person = await signIn({ key: KEY });
    expect((await deliver(genuine(ended()))).status).toBe(200);
    expect(await storedCredential(person.uid)).toMatchObject({ kind: "api_key" });
  });

  it("about strangers leaves nothing behind", async () => {
    const before = (await listKeys(env.CREDENTIALS)).length;
    await deliver(genuine(ended({ athlete_id: "i795388888", deauthorized: false, scope: "CHATS:WRITE" })));
    expect((await listKeys(env.CREDENTIALS)).length).toBe(before);
  });
});
