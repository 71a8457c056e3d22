import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type Browser,
  openAccountPage,
  openBrowser,
  signInWithIntervals,
  storedCredential,
  withOAuthRegistration,
} from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless } from "../fixtures/mcp-client.ts";
import { fetchWorker, refresh, registerApp, signIn } from "../fixtures/oauth-client.ts";

const KEY = "canarykeydata00000000000";
const ID = "i7955001";

withOAuthRegistration();
beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: ID });
  upstream.consentWith({ key: KEY });
});

const exportData = async (browser: Browser) => {
  const { status, headers, html } = await browser.go("/account/export");
  return { status, headers, text: html };
};

describe("the data export", () => {
  it("lists connections with scopes and dates, the kind of credential, and what the account stores", async () => {
    const user = await signIn({ key: KEY, preset: "coach", app: await registerApp("Exported app") });
    await connectStateless(user.access_token);
    const ended = await signIn({ key: KEY });
    const browser = await openAccountPage(KEY);
    await browser.submit("/account/revoke", { grant_id: ended.grantId });
    await browser.submit("/account/scopes", { grant_id: user.grantId, scope: ["intervals:read"] });
    const { status, headers, text } = await exportData(browser);
    expect(status).toBe(200);
    expect(headers.get("Content-Disposition")).toMatch(/^attachment; filename="intervals-icu-mcp-[\d-]+\.json"$/);
    expect(headers.get("Cache-Control")).toBe("no-store");
    const today = new Date().toISOString().slice(0, 10);
    expect(JSON.parse(text)).toMatchObject({
      uid: user.uid,
      intervals: { kind: "api_key", ownerId: ID },
      connections: [
        { name: "Exported app", sentTo: "127.0.0.1:33418", scopes: ["intervals:read"], since: today, lastUsed: today },
      ],
      accessTokens: [{ expires: expect.any(String) }],
      account: {
        grants: expect.arrayContaining([
          expect.objectContaining({ grant_id: ended.grantId, revoked_at: expect.any(Number) }),
          {
            grant_id: user.grantId,
            revoked_at: null,
            remaining_scopes: "intervals:read offline_access",
            last_used: today,
          },
        ]),
        redeemed_tokens: [{}, {}],
      },
    });
  });

  it("contains no key, token or envelope", async () => {
    const { app, uid, refresh_token } = await signInWithIntervals(openBrowser(), await registerApp());
    await refresh(app, refresh_token);
    const { text } = await exportData(await openAccountPage(KEY));
    const { token } = (await storedCredential(uid)) ?? {};
    expect(JSON.parse(text)).toMatchObject({ intervals: { kind: "token", since: expect.any(String) } });
    for (const secret of [String(token), KEY, `${uid}:`, "v1."]) expect(text).not.toContain(secret);
    expect(text).toContain('"response": "(sealed)"');
  });

  it("lists a session until it ends", async () => {
    const { access_token } = await signIn({ key: KEY });
    const client = await connectSession(access_token);
    const browser = await openAccountPage(KEY);
    const sessions = async () => JSON.parse((await exportData(browser)).text).account.sessions.length;
    expect(await sessions()).toBe(1);
    const headers = { Authorization: `Bearer ${access_token}`, "Mcp-Session-Id": client.sessionId() ?? "" };
    expect((await fetchWorker("/mcp", { method: "DELETE", headers })).status).toBe(204);
    expect(await sessions()).toBe(0);
  });

  it("requires a sign-in", async () => {
    expect((await exportData(openBrowser())).text).toContain("Or use your API key");
  });
});
