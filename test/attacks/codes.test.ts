import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import {
  type App,
  authorizePath,
  codeFrom,
  fetchWorker,
  ORIGIN,
  openConsentPage,
  redeemCode,
  registerApp,
  requestToken,
  submitConsent,
  type Tokens,
  VERIFIER,
} from "../fixtures/oauth-client.ts";
import { isAccepted } from "../fixtures/raw-mcp.ts";
import { registerClientWithSecret } from "./authenticated-clients.ts";

const KEY = "codes00key00000000000000";
let app: App;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7500001" });
  app = await registerApp();
});

const approve = async (of: App) =>
  submitConsent(await openConsentPage(of), { decision: "approve", preset: "read", api_key: KEY });
const freshCode = async (of: App = app) => codeFrom(await approve(of));
const errorIn = async (response: Response) => [response.status, ((await response.json()) as { error: string }).error];

describe("an authorization code", () => {
  it("A1 is rejected when it is used again, and the tokens issued for it are revoked", async () => {
    const code = await freshCode();
    const { access_token, refresh_token } = (await (await redeemCode(app, code)).json()) as Tokens;
    expect(await isAccepted(access_token)).toBe(true);
    expect(await errorIn(await redeemCode(app, code))).toEqual([400, "invalid_grant"]);
    expect(await isAccepted(access_token)).toBe(false);
    const refreshing = await requestToken({ grant_type: "refresh_token", refresh_token, client_id: app.clientId });
    expect(await errorIn(refreshing)).toEqual([400, "invalid_grant"]);
  });

  it.each([2, 8, 20, 50])("A2 is redeemed once by %i requests at the same time", async (attackers) => {
    const code = await freshCode();
    const answers = await Promise.all(Array.from({ length: attackers }, () => redeemCode(app, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(attackers - 1).fill(400)]);
  });

  it.each([
    "application/x-www-form-urlencoded",
    "Application/X-WWW-Form-Urlencoded",
    "application/x-www-form-urlencoded ; charset=utf-8",
  ])("A2 is redeemed once, however the content type is written (%s)", async (type) => {
    const code = await freshCode();
    const form = {
      grant_type: "authorization_code",
      code,
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      code_verifier: VERIFIER,
    };
    const redeem = () =>
      fetchWorker("/oauth/token", {
        method: "POST",
        headers: { "Content-Type": type },
        body: new URLSearchParams(form).toString(),
      });
    const answers = await Promise.all(Array.from({ length: 8 }, redeem));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("A3 is rejected for another client", async () => {
    const code = await freshCode();
    const thief = await registerApp("Thief");
    expect(await errorIn(await redeemCode(thief, code))).toEqual([400, "invalid_grant"]);
    expect((await redeemCode(app, code)).status).toBe(200);
  });

  it.each(["http://127.0.0.1:33418/other", "https://evil.example/callback", "http://localhost:33418/callback", ""])(
    "A4 is rejected with another redirect URI (%s)",
    async (redirect_uri) => {
      const given = await redeemCode(app, await freshCode(), { redirect_uri });
      // OAuth 2.1 does not require it here, because the code verifier identifies the client.
      expect(given.status).toBe(redirect_uri === "" ? 200 : 400);
    },
  );

  it("A5 expires after ten minutes", async () => {
    const code = await freshCode();
    const [uid, grantId] = code.split(":");
    const { keys } = await env.OAUTH_KV.list({ prefix: `grant:${uid}:${grantId}` });
    const seconds = (keys[0]?.expiration ?? Number.POSITIVE_INFINITY) - Date.now() / 1000;
    expect(seconds).toBeGreaterThan(590);
    expect(seconds).toBeLessThanOrEqual(600);
    await env.OAUTH_KV.delete(`grant:${uid}:${grantId}`);
    expect(await errorIn(await redeemCode(app, code))).toEqual([400, "invalid_grant"]);
  });

  it("A6 is rejected without its verifier, and is still valid afterwards", async () => {
    const code = await freshCode();
    for (const code_verifier of ["", "x", "x".repeat(43), VERIFIER.toUpperCase(), `${VERIFIER} `]) {
      expect((await redeemCode(app, code, { code_verifier })).status).toBe(400);
    }
    expect((await redeemCode(app, code)).status).toBe(200);
  });
});

describe("PKCE", () => {
  it.each<[string, Record<string, string>]>([
    ["no challenge", { code_challenge: "", code_challenge_method: "" }],
    ["plain", { code_challenge: VERIFIER, code_challenge_method: "plain" }],
    ["an unknown method", { code_challenge_method: "S512" }],
    ["a method without a challenge", { code_challenge: "" }],
    ["a challenge without a method, which means plain", { code_challenge_method: "" }],
  ])("A7 cannot be downgraded: %s", async (_, change) => {
    const response = await fetchWorker(await authorizePath(app, change));
    const location = new URL(response.headers.get("Location") ?? "");
    expect([response.status, location.searchParams.get("error")]).toEqual([302, "invalid_request"]);
    expect(location.searchParams.get("code")).toBeNull();
  });

  it("A8 cannot be added late: a verifier is rejected without a challenge", async () => {
    const { app: confidential, client_secret } = await registerClientWithSecret();
    const page = await openConsentPage(confidential, { code_challenge: "", code_challenge_method: "" });
    const code = codeFrom(await submitConsent(page, { decision: "approve", preset: "read", api_key: KEY }));
    const attacked = await redeemCode(confidential, code, { client_secret });
    expect(await errorIn(attacked)).toEqual([400, "invalid_request"]);
  });
});

describe("an authorization response", () => {
  it("A9 contains the issuer of the metadata, with a code or an error", async () => {
    const { issuer } = (await (await fetchWorker("/.well-known/oauth-authorization-server")).json()) as {
      issuer: string;
    };
    expect(issuer).toBe(ORIGIN);
    const denied = await submitConsent(await openConsentPage(app), { decision: "deny" });
    const failed = await fetchWorker(await authorizePath(app, { response_type: "token" }));
    for (const response of [await approve(app), denied, failed]) {
      const location = new URL(response.headers.get("Location") ?? "");
      expect(location.searchParams.getAll("iss")).toEqual([issuer]);
    }
  });
});
