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

/** On the account page, signed in with Intervals.icu. */
async function arrive(browser: Browser): Promise<string> {
  const leaving = await browser.submit("/account/sign-in", { decision: "intervals" });
  return (await returnFromIntervals(browser, leaving)).html;
}
const replace = async (browser: Browser) =>
  returnFromIntervals(browser, await browser.submit("/account/reconnect", {}));
const account = async (browser: Browser) => (await browser.go("/account")).html;

async function profileOf({ access_token }: SignedInUser): Promise<string> {
  const host = await connectStateless(access_token);
  return (await host.call("icu_get_athlete_profile")).text;
}
const works = (person: SignedInUser) =>
  profileOf(person).then(
    (text) => text.includes(NAME),
    () => false,
  );

describe("signing in on the account page", () => {
  it("comes first there, and opens it for who signed in", async () => {
    const browser = openBrowser();
    const page = await account(browser);
    expect(page.indexOf("Continue with Intervals.icu")).toBeLessThan(page.indexOf("Or use your API key"));
    expect(await arrive(browser)).toContain(`You are signed in as ${NAME}`);
    expect(await account(browser)).toContain("No app is connected.");
  });

  it("keeps nothing of who has nothing here", async () => {
    const before = (await listKeys(env.CREDENTIALS)).length;
    await arrive(openBrowser());
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect((await listKeys(env.CREDENTIALS)).length).toBe(before);
  });

  it("leaves the key of who is connected with one", async () => {
    const person = await signIn({ key });
    const browser = openBrowser();
    expect(await arrive(browser)).toContain("Your apps work as before.");
    expect(await storedCredential(person.uid)).toMatchObject({ kind: "api_key", key });
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect(await account(browser)).toContain("Connected with an API key");
  });

  it("renews the sign-in of who is connected with one, because the one before died of it", async () => {
    const browser = openBrowser();
    const person = await signInWithIntervals(browser, await registerApp());
    const first = await storedCredential(person.uid);
    const page = await arrive(browser);
    expect(page).toContain("All your apps use this sign-in from now on.");
    expect(page).not.toContain("This will not work");
    expect((await storedCredential(person.uid))?.token).not.toBe(first?.token);
    expect(await works(person)).toBe(true);
  });

  it("says what another browser did not ask for, and what therefore does not work", async () => {
    await signInWithIntervals(openBrowser(), await registerApp());
    expect(await arrive(openBrowser())).toContain("<b>Chats</b>: changing comments and messages");
  });

  it("that is refused there changes nothing", async () => {
    upstream.consentWith({ key, deny: true });
    const browser = openBrowser();
    expect(await arrive(browser)).toContain("You declined access at Intervals.icu.");
    expect(await account(browser)).toContain("Or use your API key");
  });
});

describe("a key and a sign-in take each other's place", () => {
  it("for all connections at once", async () => {
    const person = await signIn({ key, preset: "read" });
    const browser = openBrowser();
    await browser.submit("/account/sign-in", { api_key: key });
    const leaving = await browser.submit("/account/reconnect", {});
    expect(leaving.location?.searchParams.get("scope")).toBe(
      "ACTIVITY:READ,WELLNESS:READ,CALENDAR:READ,LIBRARY:READ,SETTINGS:READ,CHATS:READ",
    );
    await returnFromIntervals(browser, leaving);
    const page = await account(browser);
    expect(page).toContain(`Signed in with Intervals.icu since ${new Date().toISOString().slice(0, 10)}`);
    expect(page).toContain("<b>Calendar</b>: reading planned workouts");
    upstream.reset();
    expect(await works(person)).toBe(true);
    expect(new Set(upstream.requests.map(({ auth }) => auth))).toEqual(new Set(["bearer"]));

    upstream.reset();
    await browser.submit("/account/api-key", { api_key: key });
    expect(upstreamRequests()).toContain(DISCONNECT_REQUEST);
    expect(await storedCredential(person.uid)).toMatchObject({ kind: "api_key", key });
    expect(await works(person)).toBe(true);
  });

  it("but not those of another athlete", async () => {
    const person = await signIn({ key });
    const browser = openBrowser();
    await browser.submit("/account/sign-in", { api_key: key });
    upstream.consentWith({ key: OTHER });
    const page = await replace(browser);
    expect([page.status, page.html]).toEqual([403, expect.stringContaining("Eve Other, a different athlete")]);
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect(await storedCredential(person.uid)).toMatchObject({ kind: "api_key", key });
    expect(await account(browser)).toContain("Connected with an API key");
  });
});

describe("ending it", () => {
  it("here disconnects the account at Intervals.icu, and signing in again brings the connections back", async () => {
    const browser = openBrowser();
    const person = await signInWithIntervals(browser, await registerApp());
    await arrive(browser);
    const { html } = await browser.submit("/account/disconnect", {});
    expect(html).toContain("Intervals.icu is disconnected.");
    expect(html).toContain("Not connected.");
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect(await storedCredential(person.uid)).toBeUndefined();
    expect(await works(person)).toBe(false);
    await arrive(browser);
    expect(await works(person)).toBe(true);
  });

  it("there is said by the next call, and signing in again brings the connections back", async () => {
    const person = await signInWithIntervals(openBrowser(), await registerApp());
    const host = await connectStateless(person.access_token);
    const kept = await storedCredential(person.uid);
    await upstream.fetch(
      new Request("https://intervals.test/api/v1/disconnect-app", {
        method: "DELETE",
        headers: { Authorization: `Bearer ${kept?.token}` },
      }),
    );
    const { isError, text } = await host.call("icu_get_athlete_profile");
    expect([isError, text]).toEqual([true, expect.stringContaining("no longer accepts this sign-in")]);
    expect(text).toContain("/account");
    expect(await storedCredential(person.uid)).toBeUndefined();
    await arrive(openBrowser());
    expect(await works(person)).toBe(true);
  });

  it("is not taken for granted: one refusal by mistake keeps the sign-in", async () => {
    const person = await signInWithIntervals(openBrowser(), await registerApp());
    upstream.fail({ kind: "5xx", status: 401, match: { path: "/api/v1/athlete/0" } });
    await works(person);
    expect(await works(person)).toBe(true);
  });

  it("by deleting everything ends the token at Intervals.icu too", async () => {
    const browser = openBrowser();
    const person = await signInWithIntervals(browser, await registerApp());
    await arrive(browser);
    await browser.submit("/account/delete", { sure: "yes" });
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    expect(await storedCredential(person.uid)).toBeUndefined();
    expect([...browser.cookies.keys()]).toEqual([]);
  });

  it("says what is left to do when Intervals.icu could not be told", async () => {
    const log = vi.spyOn(console, "warn").mockImplementation(() => {});
    const browser = openBrowser();
    const person = await signInWithIntervals(browser, await registerApp());
    await arrive(browser);
    upstream.fail({ kind: "429", retryAfter: 60, match: { path: "/api/v1/disconnect-app" } });
    const { html } = await browser.submit("/account/delete", { sure: "yes" });
    expect(html).toContain("so revoke it there");
    expect(await storedCredential(person.uid)).toBeUndefined();
    expect(log).toHaveBeenCalledWith('{"event":"token_revocation_failed","detail":"rate_limited"}');
    log.mockRestore();
  });
});
