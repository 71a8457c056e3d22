import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Browser, openAccountPage, openBrowser } from "../fixtures/browser.ts";
import { advanceClock, resetClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "pagesession0key0000000000";
const NEW_KEY = "pagesession1key0000000000";
const SIGN_IN_PAGE = "Enter your Intervals.icu API key";

let owner: Browser;
let thief: Browser;
beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: "i7315001" });
  owner = await openAccountPage(KEY);
  thief = openBrowser();
  for (const [name, value] of owner.cookies) thief.cookies.set(name, value);
});
afterEach(resetClock);

const isSignedIn = async (browser: Browser) => !(await browser.go("/account")).html.includes(SIGN_IN_PAGE);
const replaceKey = async () => {
  await upstream.addAthlete({ key: NEW_KEY, id: "i7315001" });
  await owner.submit("/account/api-key", { api_key: NEW_KEY });
};

describe("a stolen session of the account page", () => {
  it("A94 works while the session is valid, so that the other tests can fail", async () => {
    expect(await isSignedIn(thief)).toBe(true);
  });

  it.each([
    ["the user signs out", () => owner.submit("/account/sign-out", {})],
    ["the user replaces the key", replaceKey],
    ["the user disconnects Intervals.icu", () => owner.submit("/account/disconnect", {})],
    ["the user deletes everything", () => owner.submit("/account/delete", { sure: "yes" })],
  ])("A94 ends when %s", async (_, end) => {
    await end();
    expect(await isSignedIn(thief)).toBe(false);
    expect((await thief.go("/account/export")).html).toContain(SIGN_IN_PAGE);
  });

  it("A94 ends when an app is connected with a new key", async () => {
    await signIn({ key: KEY });
    await upstream.addAthlete({ key: NEW_KEY, id: "i7315001" });
    await signIn({ key: NEW_KEY });
    expect(await isSignedIn(thief)).toBe(false);
  });

  it("A94 does not open an account that was deleted and connected again", async () => {
    await owner.submit("/account/delete", { sure: "yes" });
    const user = await signIn({ key: KEY });
    owner = await openAccountPage(KEY);
    expect((await thief.submit("/account/delete", { sure: "yes" })).html).toContain(SIGN_IN_PAGE);
    expect(await (await connectStateless(user.access_token)).listTools()).not.toEqual([]);
  });

  it("A94 ends 12 hours after the sign-in, however often it is used", async () => {
    for (let minutes = 0; minutes < 12 * 60; minutes += 29) {
      expect(await isSignedIn(thief)).toBe(true);
      advanceClock(29 * 60);
    }
    expect(await isSignedIn(thief)).toBe(false);
  });
});

describe("the user who ended the other sessions", () => {
  it.each([
    ["replacing the key", replaceKey],
    ["disconnecting Intervals.icu", () => owner.submit("/account/disconnect", {})],
  ])("stays signed in after %s", async (_, end) => {
    await end();
    expect(await isSignedIn(owner)).toBe(true);
  });
});

describe("eleven minutes after the sign-in", () => {
  beforeEach(() => advanceClock(11 * 60));

  it("A95 deleting everything requires another sign-in", async () => {
    const user = await signIn({ key: KEY });
    const refused = await thief.submit("/account/delete", { sure: "yes" });
    expect(refused.status).toBe(403);
    expect(refused.html).toContain("Sign in again");
    expect(await env.CREDENTIALS.get(`credential:${user.uid}`)).not.toBeNull();
  });

  it("A95 switching confirmation off requires another sign-in, switching it on does not", async () => {
    expect((await thief.submit("/account/confirmation", { ask: "no" })).status).toBe(403);
    expect((await thief.go("/account")).html).toContain("Stop asking");
    expect((await thief.submit("/account/confirmation", { ask: "yes" })).status).toBe(200);
  });

  it("A95 replacing the key requires a key of the same athlete", async () => {
    await upstream.addAthlete({ key: NEW_KEY, id: "i7315002" });
    expect((await thief.submit("/account/api-key", { api_key: NEW_KEY })).status).toBe(403);
  });

  it("signing in again allows it", async () => {
    await owner.submit("/account/sign-in", { api_key: KEY });
    expect((await owner.submit("/account/confirmation", { ask: "no" })).html).toContain("Ask again");
  });
});
