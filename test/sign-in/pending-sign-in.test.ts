import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  authorizeAtIntervals,
  formActionOf,
  openBrowser,
  returnFromIntervals,
  startSignIn,
  withOAuthRegistration,
} from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { registerApp } from "../fixtures/oauth-client.ts";

const KEY = "pending0key0000000000000";

withOAuthRegistration();
beforeAll(() => upstream.addAthlete({ key: KEY, id: "i7957001", name: "Penny Pending" }));
beforeEach(() => {
  upstream.reset();
  upstream.consentWith({ key: KEY });
});

const transactions = async () => (await env.OAUTH_KV.list({ prefix: "transaction:" })).keys;

/** The transactions that `work` adds. */
async function addedBy<Value>(work: () => Promise<Value>) {
  const before = new Set((await transactions()).map(({ name }) => name));
  const value = await work();
  return { value, added: (await transactions()).filter(({ name }) => !before.has(name)) };
}
const secondsLeft = (expiration: number | undefined) => (expiration ?? Number.POSITIVE_INFINITY) - Date.now() / 1000;

describe("a pending sign-in", () => {
  it("expires ten minutes after the browser was sent to Intervals.icu", async () => {
    const browser = openBrowser();
    const app = await registerApp();
    const { value: redirect, added } = await addedBy(() => startSignIn(browser, app));
    expect(added).toHaveLength(1);
    for (const { name, expiration } of added) {
      expect(secondsLeft(expiration)).toBeLessThanOrEqual(600);
      await env.OAUTH_KV.delete(name);
    }
    const page = await browser.go(await authorizeAtIntervals(redirect));
    expect([page.status, page.html]).toEqual([400, expect.stringContaining("This sign-in cannot continue")]);
    expect(upstream.requests.map(({ path }) => path)).not.toContain("/api/oauth/token");
  });

  it("expires ten minutes after the user was shown whose account it is, with the token in it", async () => {
    const browser = openBrowser();
    const redirect = await startSignIn(browser, await registerApp());
    const { value: page, added } = await addedBy(() => returnFromIntervals(browser, redirect));
    expect(added).toHaveLength(1);
    for (const { name, expiration } of added) {
      expect(secondsLeft(expiration)).toBeLessThanOrEqual(600);
      await env.OAUTH_KV.delete(name);
    }
    const approved = await browser.submit(formActionOf(page), { decision: "approve" });
    expect([approved.status, approved.location]).toEqual([400, undefined]);
  });
});
