import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { openAccountPage, openBrowser } from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";
import { isAccepted } from "../fixtures/raw-mcp.ts";

const KEY = "account0key0000000000000";
const OTHER = "account1key0000000000000";

beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: "i7300001" });
  await upstream.addAthlete({ key: OTHER, id: "i7300002" });
});

describe("the account page", () => {
  it("asks for a key, and explains a wrong one like the consent page", async () => {
    const browser = openBrowser();
    expect((await browser.go("/account")).html).toContain("Enter your Intervals.icu API key");
    const rejected = await browser.submit("/account/sign-in", { api_key: "wrong0key00000000000000" });
    expect(rejected.status).toBe(401);
    expect(rejected.html).toContain("Intervals.icu does not accept this key");
  });

  it("opens after a sign-in with the key", async () => {
    const { status, location } = await openBrowser().submit("/account/sign-in", { api_key: KEY });
    expect([status, location?.pathname]).toEqual([303, "/account"]);
  });

  it("shows each connection with its scopes, start and last use", async () => {
    const user = await signIn({ key: KEY, preset: "read" });
    await connectStateless(user.access_token);
    const { html } = await (await openAccountPage(KEY)).go("/account");
    expect(html).toContain("A test app");
    expect(html).toContain("Read your training, wellness, calendar and settings");
    expect(html).not.toContain("Delete planned future events");
    const today = new Date().toISOString().slice(0, 10);
    expect(html).toContain(`Connected on ${today}, last used on ${today}`);
  });

  it("ends one connection at once and leaves the others", async () => {
    const [one, two] = [await signIn({ key: KEY }), await signIn({ key: KEY })];
    const browser = await openAccountPage(KEY);
    await browser.submit("/account/revoke", { grant_id: one.grantId });
    expect([await isAccepted(one.access_token), await isAccepted(two.access_token)]).toEqual([false, true]);
    await browser.submit("/account/revoke", { grant_id: "all" });
    expect(await isAccepted(two.access_token)).toBe(false);
  });

  it("cannot end another user's connection", async () => {
    const otherUser = await signIn({ key: OTHER });
    await (await openAccountPage(KEY)).submit("/account/revoke", { grant_id: otherUser.grantId });
    expect(await isAccepted(otherUser.access_token)).toBe(true);
  });

  it("replaces the key for all connections", async () => {
    const user = await signIn({ key: KEY });
    const browser = await openAccountPage(KEY);
    const fresh = "account2key0000000000000";
    await upstream.addAthlete({ key: fresh, id: "i7300001" });
    expect((await browser.submit("/account/api-key", { api_key: fresh })).html).toContain(
      "All your apps use the new key now",
    );
    upstream.reset();
    const client = await connectStateless(user.access_token);
    expect((await client.call("icu_get_athlete_profile")).isError).toBe(false);
  });

  it("rejects the key of another athlete", async () => {
    const { status, html } = await (await openAccountPage(KEY)).submit("/account/api-key", { api_key: OTHER });
    expect([status, html]).toEqual([403, expect.stringContaining("belongs to another athlete")]);
  });

  it("deletes everything after a confirmation", async () => {
    const user = await signIn({ key: KEY });
    const browser = await openAccountPage(KEY);
    expect((await browser.submit("/account/delete", {})).status).toBe(400);
    expect(await isAccepted(user.access_token)).toBe(true);
    expect((await browser.submit("/account/delete", { sure: "yes" })).status).toBe(303);
    expect(await isAccepted(user.access_token)).toBe(false);
    expect(await env.CREDENTIALS.get(`credential:${user.uid}`)).toBeNull();
    expect((await env.OAUTH_KV.list({ prefix: `grant:${user.uid}:` })).keys).toEqual([]);
    expect((await env.OAUTH_KV.list({ prefix: `token:${user.uid}:` })).keys).toEqual([]);
  });

  it("removes the session cookie on sign-out", async () => {
    const { headers } = await (await openAccountPage(KEY)).submit("/account/sign-out", {});
    expect(headers.getSetCookie().join()).toContain(
      "__Host-account-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict",
    );
  });

  it.each(["/account/revoke", "/account/api-key", "/account/delete"])(
    "does nothing at %s without a valid session",
    async (path) => {
      const user = await signIn({ key: KEY });
      const browser = openBrowser();
      browser.cookies.set("__Host-account-session", "v1.development.AAAAAAAAAAAAAAAA.AAAA");
      const { html } = await browser.submit(path, { grant_id: "all", sure: "yes", api_key: KEY });
      expect(html).toContain("Enter your Intervals.icu API key");
      expect(await isAccepted(user.access_token)).toBe(true);
    },
  );

  it("rejects a form from another site", async () => {
    const browser = await openAccountPage(KEY);
    const { status } = await browser.submit("/account/delete", { sure: "yes" }, { Origin: "https://evil.example" });
    expect(status).toBe(403);
  });
});
