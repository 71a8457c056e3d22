import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  APP,
  authorizeAtIntervals,
  DISCONNECT_REQUEST,
  formActionOf,
  listKeys,
  openBrowser,
  type Page,
  returnFromIntervals,
  signInWithIntervals,
  startSignIn,
  storedCredential,
  upstreamRequests,
  withOAuthRegistration,
} from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { authorizePath, ORIGIN, registerApp } from "../fixtures/oauth-client.ts";

const KEY = "signstate0key00000000000";
const OTHER = "signstate1key00000000000";

withOAuthRegistration();
beforeAll(async () => {
  await upstream.addAthlete({ key: KEY, id: "i7951001", name: "Sten State" });
  await upstream.addAthlete({ key: OTHER, id: "i7951002", name: "Mal Lory" });
});
beforeEach(() => {
  upstream.reset();
  upstream.consentWith({ key: KEY });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const CODE_REDEEMED = "POST /api/oauth/token none";
const storedCredentials = async () => (await listKeys(env.CREDENTIALS)).length;

const expectRejected = ({ status, html, location, headers }: Page) => {
  expect([status, location]).toEqual([400, undefined]);
  expect(html).toContain("This sign-in cannot continue");
  expect(headers.getSetCookie()).toEqual([]);
};

describe("the state of a sign-in", () => {
  it("A56 is rejected in another browser, and the code is not redeemed", async () => {
    const back = await authorizeAtIntervals(await startSignIn(openBrowser(), await registerApp()));
    expectRejected(await openBrowser().go(back));
    expect(upstreamRequests()).not.toContain(CODE_REDEEMED);
  });

  it("A56 cannot sign a victim in to the account of an attacker who sent them the callback link", async () => {
    const victim = openBrowser();
    await startSignIn(victim, await registerApp());
    upstream.consentWith({ key: OTHER });
    expectRejected(await victim.go(await authorizeAtIntervals(await startSignIn(openBrowser(), await registerApp()))));
  });

  it("is accepted once", async () => {
    const browser = openBrowser();
    const redirect = await startSignIn(browser, await registerApp());
    const back = await authorizeAtIntervals(redirect);
    const before = new Map(browser.cookies);
    expect((await browser.go(back)).status).toBe(200);
    for (const [name, value] of before) browser.cookies.set(name, value);
    expectRejected(await browser.go(await authorizeAtIntervals(redirect)));
    expect(upstreamRequests().filter((request) => request === CODE_REDEEMED)).toHaveLength(1);
  });

  it.each([
    ["a missing state", "/sign-in/intervals?code=c"],
    ["an empty state", "/sign-in/intervals?code=c&state="],
    ["an invented state", `/sign-in/intervals?code=c&state=${"A".repeat(43)}`],
    ["a state of several kilobytes", `/sign-in/intervals?code=c&state=${"A".repeat(9_000)}`],
  ])("is required: %s is rejected", async (_, path) => {
    expectRejected(await openBrowser().go(path));
    expect(upstream.requests).toEqual([]);
  });

  it("is rejected when state or code is repeated in the URL", async () => {
    const browser = openBrowser();
    const back = await authorizeAtIntervals(await startSignIn(browser, await registerApp()));
    expect((await browser.go(`${back}&code=another`)).status).toBe(400);
    expect((await browser.go(`${back}&state=another`)).status).toBe(400);
    expect(upstreamRequests()).not.toContain(CODE_REDEEMED);
  });

  it("cannot be used to approve before the callback", async () => {
    const browser = openBrowser();
    const { location } = await startSignIn(browser, await registerApp());
    const state = location?.searchParams.get("state");
    expectRejected(await browser.submit(`/sign-in/intervals?state=${state}`, { decision: "approve" }));
  });

  it("keeps its user: another code is rejected on the page that follows", async () => {
    const browser = openBrowser();
    const app = await registerApp();
    const page = await returnFromIntervals(browser, await startSignIn(browser, app));
    upstream.consentWith({ key: OTHER });
    const foreign = new URL(await authorizeAtIntervals(await startSignIn(openBrowser(), app)), ORIGIN);
    expectRejected(await browser.go(`${formActionOf(page)}&code=${foreign.searchParams.get("code")}`));
  });
});

describe("the page that asks for approval", () => {
  it("accepts one answer, from this server and this browser", async () => {
    const before = await storedCredentials();
    const browser = openBrowser();
    const action = formActionOf(await returnFromIntervals(browser, await startSignIn(browser, await registerApp())));
    const approve = { decision: "approve" };
    expect((await browser.submit(action, approve, { Origin: "https://evil.example" })).status).toBe(403);
    expectRejected(await openBrowser().submit(action, approve));
    expect(await storedCredentials()).toBe(before);
    expect((await browser.submit(action, approve)).location?.searchParams.get("code")).toBeTruthy();
    expectRejected(await browser.submit(action, approve));
  });

  it("is shown for every app, also to a browser that has signed in before", async () => {
    const browser = openBrowser();
    const page = await returnFromIntervals(browser, await startSignIn(browser, await registerApp("First")));
    await browser.submit(formActionOf(page), { decision: "approve" });
    const second = await browser.go(await authorizePath(await registerApp("Second")));
    expect([second.status, second.location]).toEqual([200, undefined]);
    expect(second.html).toMatch(/Connect an app on this computer to your Intervals\.icu training.*Second/);
  });
});

describe("two sign-ins at the same time", () => {
  it("store the later token, whichever page is answered last", async () => {
    const browser = openBrowser();
    await signInWithIntervals(browser, await registerApp());
    const [earlier, later] = [
      await returnFromIntervals(browser, await startSignIn(browser, await registerApp())),
      await returnFromIntervals(browser, await startSignIn(browser, await registerApp())),
    ];
    await browser.submit(formActionOf(later), { decision: "approve" });
    const { location } = await browser.submit(formActionOf(earlier), { decision: "approve" });
    const uid = location?.searchParams.get("code")?.split(":")[0] ?? "";
    expect(await isAlive((await storedCredential(uid))?.token)).toBe(true);
  });

  it("keep a working token when the later one is cancelled", async () => {
    upstream.consentWith({ key: OTHER });
    const browser = openBrowser();
    const [earlier, later] = [
      await returnFromIntervals(browser, await startSignIn(browser, await registerApp())),
      await returnFromIntervals(browser, await startSignIn(browser, await registerApp())),
    ];
    const { location } = await browser.submit(formActionOf(earlier), { decision: "approve" });
    await browser.submit(formActionOf(later), { decision: "deny" });
    const uid = location?.searchParams.get("code")?.split(":")[0] ?? "";
    expect(await isAlive((await storedCredential(uid))?.token)).toBe(true);
  });

  const isAlive = async (token: unknown) => {
    const headers = { Authorization: `Bearer ${token}` };
    return (await upstream.fetch(new Request("https://intervals.test/api/v1/athlete/0", { headers }))).ok;
  };
});

describe("a sign-in that fails", () => {
  const returnAfter = async (change: () => void) => {
    const browser = openBrowser();
    const redirect = await startSignIn(browser, await registerApp(), { preset: "read" });
    change();
    return returnFromIntervals(browser, redirect);
  };

  it.each([
    ["drop_before", 502, "did not complete the sign-in"],
    ["5xx", 502, "did not complete the sign-in"],
    ["html", 502, "did not complete the sign-in"],
    ["garbage", 502, "did not complete the sign-in"],
    ["429", 503, "Intervals.icu is busy"],
  ] as const)(
    "because no token is returned (%s) leads back to the consent page with the choices",
    async (kind, status, message) => {
      const page = await returnAfter(() => upstream.fail({ kind, match: { path: "/api/oauth/token" } }));
      expect([page.status, page.location]).toEqual([status, undefined]);
      expect(page.html).toContain(message);
      expect(page.html).toContain('name="preset" value="read" checked');
    },
  );

  it("because the token's athlete cannot be read revokes the token", async () => {
    const page = await returnAfter(() =>
      upstream.fail({ kind: "429", retryAfter: 60, match: { path: "/api/v1/athlete/0" } }),
    );
    expect([page.status, upstreamRequests().at(-1)]).toEqual([503, DISCONNECT_REQUEST]);
  });

  it("because the token belongs to another athlete than stated revokes the token", async () => {
    upstream.consentWith({ key: KEY, mistakenFor: "i7951002" });
    const page = await returnAfter(() => {});
    expect([page.status, page.html]).toEqual([502, expect.stringContaining("two different answers about who you are")]);
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
  });

  it("because of a wrong client secret says so and logs an error", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const page = await returnAfter(() =>
      upstream.addApp({ ...APP, clientSecret: "new", redirectUris: [`${ORIGIN}/sign-in/intervals`] }),
    );
    expect(page.html).toContain("rejected this server&#39;s registration");
    expect(log).toHaveBeenCalledWith('{"event":"sign_in_refused","detail":"unauthorized"}');
  });

  it("without a code leads back to the consent page", async () => {
    const browser = openBrowser();
    const { location } = await startSignIn(browser, await registerApp());
    const state = location?.searchParams.get("state");
    const page = await browser.go(`/sign-in/intervals?error=server_error&state=${state}`);
    expect([page.status, page.html]).toEqual([502, expect.stringContaining("did not complete the sign-in")]);
  });
});
