import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless } from "../fixtures/mcp-client.ts";
import {
  codeFrom,
  fetchWorker,
  openConsentPage,
  readConsentPage,
  redeemCode,
  registerApp,
  signIn,
  submitConsent,
  type Tokens,
} from "../fixtures/oauth-client.ts";

const COACH = "consent0key000000000000";
const PUPIL = "consent1key000000000000";
const WRONG = "consent9key000000000000";

beforeAll(() => upstream.addAthlete({ key: COACH, id: "i7520001" }));
beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
});

describe("the consent page", () => {
  it("A30 expires after ten minutes", async () => {
    const pending = async () => (await env.OAUTH_KV.list({ prefix: "transaction:" })).keys;
    const before = new Set((await pending()).map(({ name }) => name));
    const page = await openConsentPage(await registerApp());
    const own = (await pending()).filter(({ name }) => !before.has(name));
    expect(own).toHaveLength(1);
    for (const { name, expiration } of own) {
      expect((expiration ?? Number.POSITIVE_INFINITY) - Date.now() / 1000).toBeLessThanOrEqual(600);
      await env.OAUTH_KV.delete(name);
    }
    const response = await submitConsent(page, { decision: "approve", preset: "read", api_key: COACH });
    expect([response.status, response.headers.get("Location"), upstream.requests]).toEqual([400, null, []]);
  });

  it("A30 is bound to its authorization request", async () => {
    const [one, other] = [await openConsentPage(await registerApp()), await openConsentPage(await registerApp())];
    for (const handle of [other.handle, `${one.handle}x`, one.handle.slice(0, -1), ""]) {
      const response = await submitConsent({ ...one, handle }, { decision: "deny" });
      expect([response.status, response.headers.get("Location")]).toEqual([400, null]);
    }
  });

  it("A30 grants only scopes that it offers", async () => {
    const app = await registerApp();
    const scope = ["intervals:read", "intervals:admin", "__proto__", "offline_access intervals:erase", "*"];
    const answer = await submitConsent(await openConsentPage(app), { decision: "approve", scope, api_key: COACH });
    const tokens = (await (await redeemCode(app, codeFrom(answer))).json()) as Tokens;
    expect(tokens.scope).toBe("intervals:read offline_access");
  });
});

describe("guessing API keys", () => {
  const guess = async (fields: Record<string, string>, address = "2001:db8:52:52::1") => {
    const page = await openConsentPage(await registerApp());
    const form = { decision: "approve", preset: "read", ...fields };
    const response = await submitConsent(page, form, { "CF-Connecting-IP": address });
    return { status: response.status, html: (await readConsentPage(page.path, response)).html };
  };
  const statuses = async (guesses: Promise<{ status: number }>[]) =>
    (await Promise.all(guesses)).map(({ status }) => status).sort();

  it("A52 stops after five, also when all are tried at once", async () => {
    const made = Array.from({ length: 20 }, () => guess({ api_key: WRONG }));
    expect(await statuses(made)).toEqual([...Array(5).fill(401), ...Array(15).fill(429)]);
    expect(upstream.requests).toHaveLength(5);
  });

  it("A52 does not lock out users on the same network with valid keys", async () => {
    const made = Array.from({ length: 12 }, () => guess({ api_key: COACH }));
    expect(new Set(await statuses(made))).toEqual(new Set([302]));
  });

  it("A52 stops after five from any addresses of one IPv6 network", async () => {
    const made = Array.from({ length: 8 }, (_, n) => guess({ api_key: WRONG }, `2001:db8:52:53::${n}`));
    expect(await statuses(made)).toEqual([...Array(5).fill(401), ...Array(3).fill(429)]);
  });

  it("A52 continues the count after a valid key", async () => {
    for (let n = 0; n < 4; n++) await guess({ api_key: WRONG });
    expect((await guess({ api_key: COACH })).status).toBe(302);
    expect((await guess({ api_key: WRONG })).status).toBe(401);
    expect((await guess({ api_key: WRONG })).status).toBe(429);
  });

  it("A52 reveals nothing about athletes: the error is the same for every athlete id", async () => {
    const messageIn = (html: string) => /id="api_key_wrong"[^>]*>([^<]+)/.exec(html)?.[1];
    const [known, unknown] = [
      await guess({ api_key: WRONG, athlete_id: "i7520001" }),
      await guess({ api_key: WRONG, athlete_id: "i999999999" }),
    ];
    expect([messageIn(known.html), known.status]).toEqual([messageIn(unknown.html), unknown.status]);
    expect(upstream.requests.map(({ path }) => path)).toEqual(["/api/v1/athlete/0", "/api/v1/athlete/0"]);
  });

  it("A52 counts the account page, too", async () => {
    for (let n = 0; n < 5; n++) await guess({ api_key: WRONG });
    const response = await fetchWorker("/account/sign-in", {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "CF-Connecting-IP": "2001:db8:52:52::2" },
      body: new URLSearchParams({ api_key: COACH }).toString(),
    });
    expect(response.status).toBe(429);
  });
});

describe("a coach's key", () => {
  it("A53 does not affect the connection and key of an athlete they coach", async () => {
    const coach = await signIn({ key: COACH });
    const { text } = await (await connectStateless(coach.access_token)).call("icu_list_athletes", {});
    const pupilId = /i2\d{6}/.exec(text)?.[0] ?? "";
    await upstream.addAthlete({ key: PUPIL, id: pupilId, name: "The pupil" });
    const pupil = await signIn({ key: PUPIL });
    const before = await env.CREDENTIALS.get(`credential:${pupil.uid}`);
    const forPupil = await signIn({ key: COACH, athleteId: pupilId });
    expect([forPupil.uid, pupil.uid === coach.uid]).toEqual([coach.uid, false]);
    expect(await env.CREDENTIALS.get(`credential:${pupil.uid}`)).toBe(before);
  });
});
