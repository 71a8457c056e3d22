import { env } from "cloudflare:workers";
import { GrantType, OAuthError } from "@cloudflare/workers-oauth-provider";
import { describe, expect, it } from "vitest";
import { excessGrants, limitGrantLifetime } from "../../src/oauth/grant-expiry.ts";
import { openConsentPage, registerApp, requestToken, signIn, submitConsent } from "../fixtures/oauth-client.ts";

const DAY = 86_400;
const START = 1_800_000_000;
const props = { uid: "u", toolset: "everything", athlete: "0", app: "An app" };
const refresh = (secondsLater: number) =>
  limitGrantLifetime({ grantType: GrantType.REFRESH_TOKEN, props: { ...props, since: START } }, START + secondsLater);

describe("a grant", () => {
  it("begins when its code is redeemed", () => {
    const issued = limitGrantLifetime({ grantType: GrantType.AUTHORIZATION_CODE, props }, START);
    expect(issued).toEqual({ newProps: { ...props, since: START } });
  });

  it("issues access tokens for 24 hours, and refresh tokens for 30 days without use", () => {
    expect(refresh(1)).toEqual({ accessTokenTTL: DAY, refreshTokenIdleTTL: 30 * DAY });
    expect(refresh(150 * DAY)).toEqual({ accessTokenTTL: DAY, refreshTokenIdleTTL: 30 * DAY });
  });

  it("ends after 180 days, however often it is used, and its tokens with it", () => {
    expect(refresh(160 * DAY)).toEqual({ accessTokenTTL: DAY, refreshTokenIdleTTL: 20 * DAY });
    expect(refresh(180 * DAY - 60)).toEqual({ accessTokenTTL: 60, refreshTokenIdleTTL: 60 });
    expect(() => refresh(180 * DAY - 59)).toThrow(OAuthError);
    expect(() => refresh(180 * DAY)).toThrow(expect.objectContaining({ code: "invalid_grant" }));
  });

  it("ends at once if it is not known when it began", () => {
    expect(() => limitGrantLifetime({ grantType: GrantType.REFRESH_TOKEN, props }, START)).toThrow(OAuthError);
  });

  it("expires in the store with its tokens: 24 hours, 30 days without use, and 90 days for the app", async () => {
    const { app, uid, expires_in } = await signIn();
    const secondsLeft = async (prefix: string) => {
      const { keys } = await env.OAUTH_KV.list({ prefix });
      return Math.max(...keys.map(({ expiration }) => (expiration ?? Number.POSITIVE_INFINITY) - Date.now() / 1000));
    };
    const within = (seconds: number, left: number) => left > seconds - 60 && left <= seconds + 1;
    expect(expires_in).toBe(DAY);
    expect(within(DAY, await secondsLeft(`token:${uid}:`))).toBe(true);
    expect(within(30 * DAY, await secondsLeft(`grant:${uid}:`))).toBe(true);
    expect(within(90 * DAY, await secondsLeft(`client:${app.clientId}`))).toBe(true);
  });
});

describe("the store of the authorization server", () => {
  async function entries(): Promise<Map<string, number | undefined>> {
    const found = new Map<string, number | undefined>();
    let page = await env.OAUTH_KV.list();
    for (;;) {
      for (const { name, expiration } of page.keys) found.set(name, expiration);
      if (page.list_complete) return found;
      page = await env.OAUTH_KV.list({ cursor: page.cursor });
    }
  }

  it("A63 forgets by itself whatever was begun: registrations, open pages, codes that nobody redeems", async () => {
    const before = await entries();
    const app = await registerApp();
    await openConsentPage(app);
    await submitConsent(await openConsentPage(app), { decision: "deny" });
    await submitConsent(await openConsentPage(app), { decision: "demo" });
    const { refresh_token } = await signIn({ app });
    await requestToken({ grant_type: "refresh_token", refresh_token, client_id: app.clientId });
    const made = [...(await entries())].filter(([name]) => !before.has(name));
    const kinds = new Set(made.map(([name]) => name.split(":")[0]));
    expect([...kinds].sort()).toEqual(["client", "grant", "token", "transaction"]);
    const latest = Date.now() / 1000 + 90 * DAY + 60;
    expect(made.filter(([, expiration]) => !expiration || expiration > latest)).toEqual([]);
  });
});

describe("the grants of one app and user", () => {
  const grant = (id: string, createdAt: number, clientId = "app") => ({ id, createdAt, clientId });
  const ten = Array.from({ length: 10 }, (_, n) => grant(`g${n}`, n));

  it("are ten at most: the oldest ones are excess", () => {
    expect(excessGrants(ten, "g9")).toEqual([]);
    expect(excessGrants([...ten, grant("g10", 10), grant("g11", 11)], "g11")).toEqual(["g1", "g0"]);
  });

  it("are counted without those of other apps, and never include the new one", () => {
    const others = Array.from({ length: 20 }, (_, n) => grant(`o${n}`, n, "another app"));
    expect(excessGrants([...others, ...ten], "g9")).toEqual([]);
    expect(excessGrants([...ten, grant("new", -1)], "new")).toEqual(["g0"]);
  });
});
