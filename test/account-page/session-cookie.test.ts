import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openAccountPage } from "../fixtures/browser.ts";
import { advanceClock, resetClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { fetchWorker, postForm } from "../fixtures/oauth-client.ts";

const KEY = "session0key0000000000000";

beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: "i7310001" });
});
afterEach(resetClock);

describe("the session of the account page", () => {
  it("ends 30 minutes after the last request", async () => {
    const browser = await openAccountPage(KEY);
    for (let visit = 0; visit < 3; visit++) {
      advanceClock(29 * 60);
      expect((await browser.go("/account")).html).toContain("Sign out");
    }
    advanceClock(30 * 60 + 1);
    expect((await browser.go("/account")).html).toContain("Enter your Intervals.icu API key");
    expect((await browser.go("/account/export")).html).toContain("Enter your Intervals.icu API key");
  });

  it("is sent by the browser only from our own pages, and deleted by it after 30 minutes", async () => {
    const response = await postForm("/account/sign-in", { api_key: KEY });
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-account-session=v1\.[\w.-]+; Max-Age=1800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
  });

  it("is not opened by a cookie of another name, or one that was changed", async () => {
    const browser = await openAccountPage(KEY);
    const session = browser.cookies.get("__Host-account-session") ?? "";
    for (const Cookie of [`account-session=${session}`, `__Host-account-session=${session}A`, `x${session}`]) {
      const page = await (await fetchWorker("/account", { headers: { Cookie } })).text();
      expect(page).toContain("Enter your Intervals.icu API key");
    }
  });
});
