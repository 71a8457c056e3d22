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

const CODE_SPENT = "POST /api/oauth/token none";
const storedCredentials = async () => (await listKeys(env.CREDENTIALS)).length;

const cannotGoOn = ({ status, html, location, headers }: Page) => {
  expect([status, location]).toEqual([400, undefined]);
  expect(html).toContain("This sign-in cannot continue");
  expect(headers.getSetCookie()).toEqual([]);
};

describe("the state of a sign-in", () => {
  it("A56 is worth nothing in another browser, and the code in it is not spent", async () => {
    const back = await authorizeAtIntervals(await startSignIn(openBrowser(), await registerApp()));
    cannotGoOn(await openBrowser().go(back));
    expect(upstreamRequests()).not.toContain(CODE_SPENT);
  });

  it("A56 does not bring a victim into the account of who sent them the link", async () => {
    const victim = openBrowser();
    await startSignIn(victim, await registerApp());
    upstream.consentWith({ key: OTHER });
    cannotGoOn(await victim.go(await authorizeAtIntervals(await startSignIn(openBrowser(), await registerApp()))));
  });

  it("is good once", async () => {
    const browser = openBrowser();
    const leaving = await startSignIn(browser, await registerApp());
    const back = await authorizeAtIntervals(leaving);
    const before = new Map(browser.cookies);
    expect((await browser.go(back)).status).toBe(200);
    for (const [name, value] of before) browser.cookies.set(name, value);
    cannotGoOn(await browser.go(await authorizeAtIntervals(leaving)));
    expect(upstreamRequests().filter((request) => request === CODE_SPENT)).toHaveLength(1);
  });

  it.each([
    ["without one", "/sign-in/intervals?code=c"],
    ["with an empty one", "/sign-in/intervals?code=c&state="],
    ["with an invented one", `/sign-in/intervals?code=c&state=${"A".repeat(43)}`],
    ["with one of many kilobytes", `/sign-in/intervals?code=c&state=${"A".repeat(9_000)}`],
  ])("is needed: %s nothing goes on", async (_, path) => {
    cannotGoOn(await openBrowser().go(path));
    expect(upstream.requests).toEqual([]);
  });

  it("and a code are not to be repeated", async () => {
    const browser = openBrowser();
    const back = await authorizeAtIntervals(await startSignIn(browser, await registerApp()));
    expect((await browser.go(`${back}&code=another`)).status).toBe(400);
    expect((await browser.go(`${back}&state=another`)).status).toBe(400);
    expect(upstreamRequests()).not.toContain(CODE_SPENT);
  });

  it("skips no page: who was only sent away has decided nothing", async () => {
    const browser = openBrowser();
    const { location } = await startSignIn(browser, await registerApp());
    const state = location?.searchParams.get("state");
    cannotGoOn(await browser.submit(`/sign-in/intervals?state=${state}`, { decision: "approve" }));
  });

  it("does not change the person: on the page that asks, another code is no use", async () => {
    const browser = openBrowser();
    const app = await registerApp();
    const page = await returnFromIntervals(browser, await startSignIn(browser, app));
    upstream.consentWith({ key: OTHER });
    const foreign = new URL(await authorizeAtIntervals(await startSignIn(openBrowser(), app)), ORIGIN);
    cannotGoOn(await browser.go(`${formActionOf(page)}&code=${foreign.searchParams.get("code")}`));
  });
});

describe("the page that asks whether to connect", () => {
  it("is answered once, from here and in this browser", async () => {
    const before = await storedCredentials();
    const browser = openBrowser();
    const action = formActionOf(await returnFromIntervals(browser, await startSignIn(browser, await registerApp())));
    const approve = { decision: "approve" };
    expect((await browser.submit(action, approve, { Origin: "https://evil.example" })).status).toBe(403);
    cannotGoOn(await openBrowser().submit(action, approve));
    expect(await storedCredentials()).toBe(before);
    expect((await browser.submit(action, approve)).location?.searchParams.get("code")).toBeTruthy();
    cannotGoOn(await browser.submit(action, approve));
  });

  it("comes for every app, also when the browser is signed in at Intervals.icu and knows this server", async () => {
    const browser = openBrowser();
    const page = await returnFromIntervals(browser, await startSignIn(browser, await registerApp("First")));
    await browser.submit(formActionOf(page), { decision: "approve" });
    const second = await browser.go(await authorizePath(await registerApp("Second")));
    expect([second.status, second.location]).toEqual([200, undefined]);
    expect(second.html).toContain("Connect Second to your Intervals.icu training");
  });
});

describe("two sign-ins at once", () => {
  it("leave the later token, whichever page is answered last", async () => {
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

  it("leave a connection its token when the later one is cancelled", async () => {
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
  const comeBackWith = async (change: () => void) => {
    const browser = openBrowser();
    const leaving = await startSignIn(browser, await registerApp(), { preset: "read" });
    change();
    return returnFromIntervals(browser, leaving);
  };

  it.each([
    ["drop_before", 502, "did not complete the sign-in"],
    ["5xx", 502, "did not complete the sign-in"],
    ["html", 502, "did not complete the sign-in"],
    ["garbage", 502, "did not complete the sign-in"],
    ["429", 503, "Intervals.icu is busy"],
  ] as const)(
    "because the token does not come (%s) leads to the connect page, with the choices",
    async (kind, status, says) => {
      const page = await comeBackWith(() => upstream.fail({ kind, match: { path: "/api/oauth/token" } }));
      expect([page.status, page.location]).toEqual([status, undefined]);
      expect(page.html).toContain(says);
      expect(page.html).toContain('name="preset" value="read" checked');
    },
  );

  it("because nobody can say whose token it is ends the token", async () => {
    const page = await comeBackWith(() =>
      upstream.fail({ kind: "429", retryAfter: 60, match: { path: "/api/v1/athlete/0" } }),
    );
    expect([page.status, upstreamRequests().at(-1)]).toEqual([503, DISCONNECT_REQUEST]);
  });

  it("because the token comes with another athlete than it opens ends the token", async () => {
    upstream.consentWith({ key: KEY, mistakenFor: "i7951002" });
    const page = await comeBackWith(() => {});
    expect([page.status, page.html]).toEqual([502, expect.stringContaining("two different answers about who you are")]);
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
  });

  it("because the secret is wrong says so, and tells the operator", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const page = await comeBackWith(() =>
      upstream.addApp({ ...APP, clientSecret: "new", redirectUris: [`${ORIGIN}/sign-in/intervals`] }),
    );
    expect(page.html).toContain("rejected this server&#39;s registration");
    expect(log).toHaveBeenCalledWith('{"event":"sign_in_refused","detail":"unauthorized"}');
  });

  it("without a code leads to the connect page", async () => {
    const browser = openBrowser();
    const { location } = await startSignIn(browser, await registerApp());
    const state = location?.searchParams.get("state");
    const page = await browser.go(`/sign-in/intervals?error=server_error&state=${state}`);
    expect([page.status, page.html]).toEqual([502, expect.stringContaining("did not complete the sign-in")]);
  });
});
