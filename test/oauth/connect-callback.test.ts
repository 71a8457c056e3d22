import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  DISCONNECT_REQUEST,
  formActionOf,
  handleFrom,
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
import { resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless } from "../fixtures/mcp-client.ts";
import {
  type FormFields,
  fetchWorker,
  ORIGIN,
  openConsentPage,
  registerApp,
  signIn,
  submitConsent,
} from "../fixtures/oauth-client.ts";

const NAME = "Nora Signer";
let number = 0;
let key = "";

// Each test has a new user.
beforeEach(async () => {
  upstream.reset();
  key = `signin${++number}key00000000000000`;
  await upstream.addAthlete({ key, id: `i${7950000 + number}`, name: NAME });
  upstream.consentWith({ key });
});

const storedCredentials = async () => (await listKeys(env.CREDENTIALS)).length;
const requestedScopes = ({ location }: Page) => location?.searchParams.get("scope");
const sentToApp = ({ location }: Page) => Object.fromEntries(location?.searchParams ?? []);

describe("a deployment without an OAuth registration", () => {
  it("offers the API key only", async () => {
    const { html, response } = await openConsentPage(await registerApp());
    expect(html).not.toContain("Continue with Intervals.icu");
    expect(response.headers.get("Content-Security-Policy")).not.toContain("intervals.test");
    const account = await (await fetchWorker("/account")).text();
    expect(account).not.toContain("Continue with Intervals.icu");
  });

  it("neither redirects to Intervals.icu nor accepts a callback", async () => {
    const app = await registerApp();
    const response = await submitConsent(await openConsentPage(app), { decision: "intervals" });
    expect([response.status, response.headers.get("Location")]).toEqual([400, null]);
    expect((await fetchWorker("/sign-in/intervals?state=s&code=c")).status).toBe(400);
    expect(upstream.requests).toEqual([]);
  });
});

describe("a deployment with an OAuth registration", () => {
  withOAuthRegistration();

  describe("shows a consent page that", () => {
    it("offers the sign-in first and the API key below", async () => {
      const { html, response } = await openConsentPage(await registerApp("x", "https://coach.example/cb"));
      expect(html.indexOf("Continue with Intervals.icu")).toBeLessThan(html.indexOf("Use an API key instead"));
      expect(html).toContain('value="approve"');
      expect(response.headers.get("Content-Security-Policy")).toContain(
        "form-action 'self' https://coach.example https://intervals.test;",
      );
    });

    it.each<[string, FormFields, string]>([
      [
        "read only",
        { preset: "read" },
        "ACTIVITY:READ,WELLNESS:READ,CALENDAR:READ,LIBRARY:READ,SETTINGS:READ,CHATS:READ",
      ],
      [
        "coach",
        { preset: "coach" },
        "ACTIVITY:WRITE,WELLNESS:WRITE,CALENDAR:WRITE,LIBRARY:WRITE,SETTINGS:WRITE,CHATS:READ",
      ],
      [
        "everything",
        { preset: "everything" },
        "ACTIVITY:WRITE,WELLNESS:WRITE,CALENDAR:WRITE,LIBRARY:WRITE,SETTINGS:WRITE,CHATS:WRITE",
      ],
      ["one by one", { scope: ["intervals:message"] }, "SETTINGS:READ,CHATS:WRITE"],
    ])("requests the scopes that the choice “%s” needs, and sends nothing else", async (_, fields, scope) => {
      const redirect = await startSignIn(openBrowser(), await registerApp(), fields);
      expect(redirect.status).toBe(303);
      const { origin, pathname, searchParams } = redirect.location ?? new URL(ORIGIN);
      expect(origin + pathname).toBe("https://intervals.test/oauth/authorize");
      expect(Object.fromEntries(searchParams)).toEqual({
        client_id: "79",
        redirect_uri: `${ORIGIN}/sign-in/intervals`,
        scope,
        state: expect.stringMatching(/^[\w-]{43}$/),
      });
    });

    it("treats the Enter key as the sign-in, or as the API key if one was entered", async () => {
      const browser = openBrowser();
      const app = await registerApp();
      expect((await startSignIn(browser, app, { decision: "enter", api_key: "" })).location?.hostname).toBe(
        "intervals.test",
      );
      expect(sentToApp(await startSignIn(browser, app, { decision: "enter", api_key: key }))).toHaveProperty("code");
    });

    it("says that another athlete needs an API key", async () => {
      const { status, html } = await startSignIn(openBrowser(), await registerApp(), { athlete_id: "i42" });
      expect(status).toBe(400);
      expect(html).toMatch(/<details open="">.*id="athlete_id_wrong"[^>]*>Signing in with Intervals\.icu only gives/s);
    });
  });

  describe("after the user returns from Intervals.icu,", () => {
    it("A56 shows whose account it is before it stores anything", async () => {
      const before = await storedCredentials();
      const browser = openBrowser();
      const page = await returnFromIntervals(
        browser,
        await startSignIn(browser, await registerApp("Planner"), { preset: "read" }),
      );
      expect(page.status).toBe(200);
      expect(page.html).toContain(`You are signed in as ${NAME}`);
      expect(page.html).toMatch(/Access is sent to.*127\.0\.0\.1.*Name of the app.*Planner/);
      expect(page.html).toContain("Read your training, wellness, calendar and settings");
      expect(page.html).not.toContain("You did not allow everything");
      expect(await storedCredentials()).toBe(before);
    });

    it("connects the app, with the sign-in and the chosen scopes", async () => {
      const { access_token, scope } = await signInWithIntervals(openBrowser(), await registerApp(), { preset: "read" });
      expect(scope).toBe("intervals:read offline_access");
      upstream.reset();
      const client = await connectStateless(access_token);
      expect((await client.call("icu_get_athlete_profile")).text).toContain(NAME);
      expect(new Set(upstream.requests.map(({ auth }) => auth))).toEqual(new Set(["bearer"]));
    });

    it("says that the sign-in replaces the API key", async () => {
      await signIn({ key });
      const browser = openBrowser();
      const page = await returnFromIntervals(browser, await startSignIn(browser, await registerApp()));
      expect(page.html).toContain("This replaces your API key");
    });

    it("returns access_denied to the app if the user declined", async () => {
      upstream.consentWith({ key, deny: true });
      const browser = openBrowser();
      const page = await returnFromIntervals(browser, await startSignIn(browser, await registerApp()));
      expect(sentToApp(page)).toMatchObject({ error: "access_denied", state: "a-state", iss: ORIGIN });
      expect(upstreamRequests()).not.toContain("POST /api/oauth/token none");
    });

    it("revokes the token if the user cancels", async () => {
      const before = await storedCredentials();
      const browser = openBrowser();
      const page = await returnFromIntervals(browser, await startSignIn(browser, await registerApp()));
      const cancelled = await browser.submit(formActionOf(page), { decision: "deny" });
      expect(sentToApp(cancelled)).toMatchObject({ error: "access_denied", state: "a-state" });
      expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
      expect(await storedCredentials()).toBe(before);
    });

    it("shows the consent page with the choices if more than two minutes have passed", async () => {
      const browser = openBrowser();
      const redirect = await startSignIn(browser, await registerApp(), { preset: "read" });
      const back = await upstream.fetch(new Request(redirect.location ?? "", { redirect: "manual" }));
      setClock(new Date(Date.now() + 121_000).toISOString());
      const { pathname, search } = new URL(back.headers.get("Location") ?? "");
      const page = await browser.go(pathname + search).finally(resetClock);
      expect(page.status).toBe(400);
      expect(page.html).toContain("took longer than the two minutes");
      expect(page.html).toContain('name="preset" value="read" checked');
      const retried = await browser.submit(formActionOf(page), {
        handle: handleFrom(page.html),
        decision: "intervals",
      });
      expect(retried.location?.hostname).toBe("intervals.test");
    });
  });

  describe("if the user leaves scopes out at Intervals.icu,", () => {
    it("shows what will not work, and lets the user allow more", async () => {
      upstream.consentWith({ key, scope: "ACTIVITY:WRITE,SETTINGS:READ,CALENDAR:READ" });
      const browser = openBrowser();
      const page = await returnFromIntervals(
        browser,
        await startSignIn(browser, await registerApp(), { preset: "coach" }),
      );
      expect(page.html).toContain("<b>Calendar</b>: changing planned workouts, races and notes");
      expect(page.html).toContain("<b>Wellness</b>: changing sleep, weight, feelings and fitness");
      expect(page.html).not.toContain("<b>Activities</b>");
      const again = await browser.submit(formActionOf(page), { decision: "again" });
      expect(requestedScopes(again)).toContain("CALENDAR:WRITE");
      upstream.consentWith({ key });
      expect((await returnFromIntervals(browser, again)).html).not.toContain("You did not allow everything");
    });

    it("names the missing scope in the error of a tool, with the page that adds it", async () => {
      upstream.consentWith({ key, scope: "ACTIVITY:READ,SETTINGS:READ" });
      const { access_token } = await signInWithIntervals(openBrowser(), await registerApp());
      const { isError, text } = await (await connectStateless(access_token)).call("icu_get_calendar_events");
      expect(isError).toBe(true);
      expect(text).toContain("needs “Calendar” (CALENDAR:READ)");
      expect(text).toContain(`${ORIGIN}/account`);
    });

    it("rejects the sign-in without the settings, which every answer needs", async () => {
      upstream.consentWith({ key, scope: "ACTIVITY:READ" });
      const browser = openBrowser();
      const page = await returnFromIntervals(browser, await startSignIn(browser, await registerApp()));
      expect([page.status, page.html]).toEqual([403, expect.stringContaining("You did not allow “Settings”")]);
      expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
    });
  });

  it("encrypts the token and shows it in no answer, page or log", async () => {
    const written: unknown[] = [];
    const spies = (["log", "warn", "error"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...line) => void written.push(...line)),
    );
    const browser = openBrowser();
    const { access_token, uid } = await signInWithIntervals(browser, await registerApp());
    const client = await connectStateless(access_token);
    const answers = [await client.call("icu_get_athlete_profile"), await client.call("icu_get_event", { event_id: 1 })];
    await browser.submit("/account/sign-in", { api_key: key });
    await browser.go("/account");
    const { token } = (await storedCredential(uid)) ?? {};
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    const keys = (await listKeys(env.OAUTH_KV)).filter((name) => name.includes(uid));
    const stores = await Promise.all([
      env.CREDENTIALS.get(`credential:${uid}`),
      ...keys.map((name) => env.OAUTH_KV.get(name)),
    ]);
    const everywhere = JSON.stringify([browser.received, answers, written, stores]);
    expect(everywhere).not.toContain(String(token));
    expect(everywhere).not.toContain("canary-of-the-app-secret");
    for (const spy of spies) spy.mockRestore();
  });
});
