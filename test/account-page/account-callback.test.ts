import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Browser,
  DISCONNECT_REQUEST,
  listKeys,
  openBrowser,
  returnFromIntervals,
  signInWithIntervals,
  storedCredential,
  upstreamRequests,
  withOAuthRegistration,
} from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless } from "../fixtures/mcp-client.ts";
import { registerApp, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";

const NAME = "Ada Counter";
let number = 0;
let key = "";
const OTHER = "signacc0key00000000000000";

withOAuthRegistration();
beforeAll(() => upstream.addAthlete({ key: OTHER, id: "i7952000", name: "Eve Other" }));
beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  key = `signacc${++number}key0000000000000`;
  await upstream.addAthlete({ key, id: `i${7952000 + number}`, name: NAME });
  upstream.consentWith({ key });
});

/** Signs in on the account page with Intervals.icu; returns the page that follows. */
async function signInOnAccountPage(browser: Browser): Promise<string> {
  const redirect = await browser.submit("/account/sign-in", { decision: "intervals" });
  return (await returnFromIntervals(browser, redirect)).html;
}
const replace = async (browser: Browser) =>
  returnFromIntervals(browser, await browser.submit("/account/reconnect", {}));
const account = async (browser: Browser) => (await browser.go("/account")).html;

async function profileOf({ access_token }: SignedInUser): Promise<string> {
  const client = await connectStateless(access_token);
  return (await client.call("icu_get_athlete_profile")).text;
}
const works = (user: SignedInUser) =>
  profileOf(user).then(
    (text) => text.includes(NAME),
    () => false,
  );

describe("signing in on the account page", () => {
  it("is offered before the API key, and opens the page", async () => {
    const browser = openBrowser();
    const page = await account(browser);
    expect(page.indexOf("Continue with Intervals.icu")).toBeLessThan(page.indexOf("Or use your API key"));
    expect(await signInOnAccountPage(browser)).toContain(`You are signed in as ${NAME}`);
    expect(await account(browser)).toContain("No app is connected.");
  });

  it("stores nothing for a user without connections", async () => {
    const before = (await listKeys(env.CREDENTIALS)).length;
    await signInOnAccountPage(openBrowser());
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect((await listKeys(env.CREDENTIALS)).length).toBe(before);
  });

  it("keeps the API key of a connected user", async () => {
    const user = await signIn({ key });
    const browser = openBrowser();
    expect(await signInOnAccountPage(browser)).toContain("Your apps work as before.");
    expect(await storedCredential(user.uid)).toMatchObject({ kind: "api_key", key });
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect(await account(browser)).toContain("Connected with an API key");
  });

  it("replaces the stored token, which the new one revoked", async () => {
    const browser = openBrowser();
    const user = await signInWithIntervals(browser, await registerApp());
    const first = await storedCredential(user.uid);
    const page = await signInOnAccountPage(browser);
    expect(page).toContain("All your apps use this sign-in from now on.");
    expect(page).not.toContain("This will not work");
    expect((await storedCredential(user.uid))?.token).not.toBe(first?.token);
    expect(await works(user)).toBe(true);
  });

  it("says which scopes the connections lack after a sign-in in another browser", async () => {
    await signInWithIntervals(openBrowser(), await registerApp());
    expect(await signInOnAccountPage(openBrowser())).toContain("<b>Chats</b>: changing comments and messages");
  });

  it("changes nothing when the user declines at Intervals.icu", async () => {
    upstream.consentWith({ key, deny: true });
    const browser = openBrowser();
    expect(await signInOnAccountPage(browser)).toContain("You declined access at Intervals.icu.");
    expect(await account(browser)).toContain("Or use your API key");
  });
});

describe("replacing the credential", () => {
  it("switches all connections between the API key and the sign-in", async () => {
    const user = await signIn({ key, preset: "read" });
    const browser = openBrowser();
    await browser.submit("/account/sign-in", { api_key: key });
    const redirect = await browser.submit("/account/reconnect", {});
    expect(redirect.location?.searchParams.get("scope")).toBe(
      "ACTIVITY:READ,WELLNESS:READ,CALENDAR:READ,LIBRARY:READ,SETTINGS:READ,CHATS:READ",
    );
    await returnFromIntervals(browser, redirect);
    const page = await account(browser);
    expect(page).toContain(`Signed in with Intervals.icu since ${new Date().toISOString().slice(0, 10)}`);
    expect(page).toContain("<b>Calendar</b>: reading planned workouts");
    upstream.reset();
    expect(await works(user)).toBe(true);
    expect(new Set(upstream.requests.map(({ auth }) => auth))).toEqual(new Set(["bearer"]));

    upstream.reset();
    await browser.submit("/account/api-key", { api_key: key });
    expect(upstreamRequests()).toContain(DISCONNECT_REQUEST);
    expect(await storedCredential(user.uid)).toMatchObject({ kind: "api_key", key });
    expect(await works(user)).toBe(true);
  });

  it("rejects a sign-in as another athlete", async () => {
    const user = await signIn({ key });
    const browser = openBrowser();
    await browser.submit("/account/sign-in", { api_key: key });
    upstream.consentWith({ key: OTHER });
    const page = await replace(browser);
    expect([page.status, page.html]).toEqual([403, expect.stringContaining("Eve Other, a different athlete")]);
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect(await storedCredential(user.uid)).toMatchObject({ kind: "api_key", key });
    expect(await account(browser)).toContain("Connected with an API key");
  });
});

describe("the end of a sign-in with Intervals.icu", () => {
  it("on the account page disconnects the app at Intervals.icu, and a new sign-in restores the connections", async () => {
    const browser = openBrowser();
    const user = await signInWithIntervals(browser, await registerApp());
    await signInOnAccountPage(browser);
    const { html } = await browser.submit("/account/disconnect", {});
    expect(html).toContain("Intervals.icu is disconnected.");
    expect(html).toContain("Not connected.");
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect(await storedCredential(user.uid)).toBeUndefined();
    expect(await works(user)).toBe(false);
    await signInOnAccountPage(browser);
    expect(await works(user)).toBe(true);
  });

  it("at Intervals.icu is reported by the next call, and a new sign-in restores the connections", async () => {
    const user = await signInWithIntervals(openBrowser(), await registerApp());
    const client = await connectStateless(user.access_token);
    const stored = await storedCredential(user.uid);
    await upstream.fetch(
      new Request("https://intervals.test/api/v1/disconnect-app", {
        method: "DELETE",
        headers: { Authorization: `Bearer ${stored?.token}` },
      }),
    );
    const { isError, text } = await client.call("icu_get_athlete_profile");
    expect([isError, text]).toEqual([true, expect.stringContaining("no longer accepts this sign-in")]);
    expect(text).toContain("/account");
    expect(await storedCredential(user.uid)).toBeUndefined();
    await signInOnAccountPage(openBrowser());
    expect(await works(user)).toBe(true);
  });

  it("is not assumed from a single 401", async () => {
    const user = await signInWithIntervals(openBrowser(), await registerApp());
    upstream.fail({ kind: "5xx", status: 401, match: { path: "/api/v1/athlete/0" } });
    await works(user);
    expect(await works(user)).toBe(true);
  });

  it("by deleting everything revokes the token at Intervals.icu", async () => {
    const browser = openBrowser();
    const user = await signInWithIntervals(browser, await registerApp());
    await signInOnAccountPage(browser);
    await browser.submit("/account/delete", { sure: "yes" });
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect(await storedCredential(user.uid)).toBeUndefined();
    expect([...browser.cookies.keys()]).toEqual([]);
  });

  it("explains how to remove the app when Intervals.icu could not be reached", async () => {
    const log = vi.spyOn(console, "warn").mockImplementation(() => {});
    const browser = openBrowser();
    const user = await signInWithIntervals(browser, await registerApp());
    await signInOnAccountPage(browser);
    upstream.fail({ kind: "429", retryAfter: 60, match: { path: "/api/v1/disconnect-app" } });
    const { html } = await browser.submit("/account/delete", { sure: "yes" });
    expect(html).toContain("so revoke it there");
    expect(await storedCredential(user.uid)).toBeUndefined();
    expect(log).toHaveBeenCalledWith('{"event":"token_revocation_failed","detail":"rate_limited"}');
    log.mockRestore();
  });
});
