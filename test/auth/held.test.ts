import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type Browser,
  DISCONNECT_REQUEST,
  listKeys,
  openBrowser,
  signInWithIntervals,
  storedCredential,
  upstreamRequests,
  withOAuthRegistration,
} from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless } from "../fixtures/mcp-client.ts";
import {
  fetchWorker,
  openConsentPage,
  registerApp,
  type SignedInUser,
  signIn,
  submitConsent,
} from "../fixtures/oauth-client.ts";

const KEY = "canarykeyheld00000000000";
const ID = "i7955001";
const DOOMED = { key: "canarykeydoomed000000000", id: "i7955002", name: "Dora Canary" };

withOAuthRegistration();
beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: ID });
  await upstream.addAthlete(DOOMED);
  upstream.consentWith({ key: KEY });
});

async function openAccount(key = KEY): Promise<Browser> {
  const browser = openBrowser();
  await browser.submit("/account/sign-in", { api_key: key });
  return browser;
}
const grantOf = ({ access_token }: SignedInUser) => access_token.split(":")[1] ?? "";
const download = async (browser: Browser) => {
  const { status, headers, html } = await browser.go("/account/export");
  return { status, headers, text: html };
};

describe("the download of everything held about a person", () => {
  it("says which apps may do what, with what they are connected, since when and what was counted", async () => {
    const person = await signIn({ key: KEY, preset: "coach", app: await registerApp("Held app") });
    await connectStateless(person.access_token);
    const ended = await signIn({ key: KEY });
    const browser = await openAccount();
    await browser.submit("/account/revoke", { grant_id: grantOf(ended) });
    await browser.submit("/account/scopes", { grant_id: grantOf(person), scope: ["intervals:read"] });
    const { status, headers, text } = await download(browser);
    expect(status).toBe(200);
    expect(headers.get("Content-Disposition")).toMatch(/^attachment; filename="intervals-icu-mcp-[\d-]+\.json"$/);
    expect(headers.get("Cache-Control")).toBe("no-store");
    const today = new Date().toISOString().slice(0, 10);
    expect(JSON.parse(text)).toMatchObject({
      uid: person.uid,
      intervals: { kind: "api_key", ownerId: ID, subject: "0" },
      connections: [
        { name: "Held app", sentTo: "127.0.0.1:33418", scopes: ["intervals:read"], since: today, lastUsed: today },
      ],
      accessTokens: [{ expires: expect.any(String) }],
      account: {
        grants: expect.arrayContaining([
          expect.objectContaining({ grant_id: grantOf(ended), revoked_at: expect.any(Number) }),
          {
            grant_id: grantOf(person),
            revoked_at: null,
            remaining_scopes: "intervals:read offline_access",
            last_used: today,
          },
        ]),
        redeemed_tokens: [{}, {}],
      },
    });
  });

  it("opens nothing: neither key, token nor envelope is in it", async () => {
    const { app, uid, refresh_token } = await signInWithIntervals(openBrowser(), await registerApp());
    await fetchWorker("/oauth/token", {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token, client_id: app.clientId }).toString(),
    });
    const { text } = await download(await openAccount());
    const { token } = (await storedCredential(uid)) ?? {};
    expect(JSON.parse(text)).toMatchObject({ intervals: { kind: "token", since: expect.any(String) } });
    for (const secret of [String(token), KEY, `${uid}:`, "v1."]) expect(text).not.toContain(secret);
    expect(text).toContain('"response": "(sealed)"');
  });

  it("knows of a session until it ends", async () => {
    const { access_token } = await signIn({ key: KEY });
    const host = await connectSession(access_token);
    const browser = await openAccount();
    const sessions = async () => JSON.parse((await download(browser)).text).account.sessions.length;
    expect(await sessions()).toBe(1);
    const headers = { Authorization: `Bearer ${access_token}`, "Mcp-Session-Id": host.sessionId() ?? "" };
    expect((await fetchWorker("/mcp", { method: "DELETE", headers })).status).toBe(204);
    expect(await sessions()).toBe(0);
  });

  it("is for nobody who is not signed in", async () => {
    expect((await download(openBrowser())).text).toContain("Or use your API key");
  });
});

describe("deleting everything", () => {
  it("leaves no trace in the stores, the database and the objects", async () => {
    const before = await everythingThere();
    upstream.consentWith({ key: DOOMED.key });
    const person = await signInWithIntervals(openBrowser(), await registerApp());
    const { token } = (await storedCredential(person.uid)) ?? {};
    for (const connect of [connectStateless, connectSession]) {
      const host = await connect(person.access_token);
      await host.call("icu_update_wellness", { date: "2026-05-01", comments: DOOMED.name });
    }
    const browser = await openAccount(DOOMED.key);
    const { uid, access_token, refresh_token } = person;
    const traces = [...Object.values(DOOMED), uid, grantOf(person), String(token), access_token, refresh_token];
    expect(await whereIs(traces, before)).toEqual(["ACCOUNT", "CREDENTIALS", "DB", "MCP_SESSION", "OAUTH_KV"]);
    await browser.submit("/account/delete", { sure: "yes" });
    expect(await whereIs(traces, before)).toEqual([]);
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
  });

  it("leaves nothing of what was written to a demo athlete", async () => {
    const before = await everythingThere();
    const browser = openBrowser();
    const page = await openConsentPage(await registerApp());
    const response = await submitConsent(page, { decision: "demo" });
    const [visitor = ""] = /demo-[0-9a-f-]{36}/.exec(response.headers.getSetCookie().join()) ?? [];
    browser.cookies.set("__Host-demo-visitor", visitor);
    await browser.submit("/account/sign-in", { decision: "demo" });
    expect(await whereIs([visitor, "anchored at"], before)).toContain("DEMO_ATHLETE_OBJECT");
    await browser.submit("/account/delete", { sure: "yes" });
    expect(await whereIs([visitor, "anchored at"], before)).toEqual([]);
  });
});

const STORES = ["CREDENTIALS", "OAUTH_KV"] as const;
const NAMESPACES = ["ACCOUNT", "MCP_SESSION", "DEMO_ATHLETE_OBJECT"] as const;

/** What there is already: ids of objects and keys of stores. */
async function everythingThere(): Promise<ReadonlySet<string>> {
  const ids = await Promise.all(NAMESPACES.map((name) => listDurableObjectIds<undefined>(namespaceOf(name))));
  const keys = await Promise.all(STORES.map((name) => listKeys(env[name])));
  return new Set([...ids.flat().map(String), ...keys.flat()]);
}

// Their classes do not matter here, only what they have stored.
const namespaceOf = (name: (typeof NAMESPACES)[number]) => env[name] as unknown as DurableObjectNamespace;

/** Where one of these texts lies, in what is newer than `before`. */
async function whereIs(traces: string[], before: ReadonlySet<string>): Promise<string[]> {
  const found = new Set<string>();
  const look = (place: string, content: unknown) => {
    const text = JSON.stringify(content);
    if (traces.some((trace) => text.includes(trace))) found.add(place);
  };
  for (const place of STORES) {
    const fresh = (await listKeys(env[place])).filter((name) => !before.has(name));
    look(place, await Promise.all(fresh.map(async (name) => [name, await env[place].get(name)])));
  }
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{
    name: string;
  }>();
  for (const { name } of results.filter((table) => !table.name.startsWith("_cf"))) {
    look("DB", (await env.DB.prepare(`SELECT * FROM "${name}"`).all()).results);
  }
  for (const place of NAMESPACES) {
    for (const id of await listDurableObjectIds(namespaceOf(place))) {
      if (before.has(String(id))) continue;
      look(place, await runInDurableObject(namespaceOf(place).get(id), (_, { storage }) => everythingIn(storage)));
    }
  }
  return [...found].sort();
}

async function everythingIn(storage: DurableObjectStorage): Promise<unknown> {
  const names = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
  const tables = names
    .filter(({ name }) => !name.startsWith("_cf_") && !name.startsWith("sqlite_"))
    .map(({ name }) => [name, storage.sql.exec(`SELECT * FROM "${name}"`).toArray()]);
  return [tables, [...(await storage.list())]];
}
