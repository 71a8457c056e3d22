import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  DISCONNECT_REQUEST,
  listKeys,
  openAccountPage,
  openBrowser,
  signInWithIntervals,
  storedCredential,
  upstreamRequests,
  withOAuthRegistration,
} from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless } from "../fixtures/mcp-client.ts";
import { openConsentPage, registerApp, submitConsent } from "../fixtures/oauth-client.ts";

const USER = { key: "canarykeydelete000000000", id: "i7955002", name: "Dora Canary" };

withOAuthRegistration();
beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete(USER);
  upstream.consentWith({ key: USER.key });
});

describe("deleting everything", () => {
  it("leaves no trace in KV, D1 and Durable Objects", async () => {
    const before = await existingIds();
    const user = await signInWithIntervals(openBrowser(), await registerApp());
    const { token } = (await storedCredential(user.uid)) ?? {};
    for (const connect of [connectStateless, connectSession]) {
      const client = await connect(user.access_token);
      await client.call("icu_update_wellness", { date: "2026-05-01", comments: USER.name });
    }
    const browser = await openAccountPage(USER.key);
    const { uid, access_token, refresh_token } = user;
    const traces = [...Object.values(USER), uid, user.grantId, String(token), access_token, refresh_token];
    expect(await placesWith(traces, before)).toEqual(["ACCOUNT", "CREDENTIALS", "DB", "MCP_SESSION", "OAUTH_KV"]);
    await browser.submit("/account/delete", { sure: "yes" });
    expect(await placesWith(traces, before)).toEqual([]);
    expect(upstreamRequests().at(-1)).toBe(DISCONNECT_REQUEST);
  });

  it("leaves nothing of a demo athlete", async () => {
    const before = await existingIds();
    const browser = openBrowser();
    const page = await openConsentPage(await registerApp());
    const response = await submitConsent(page, { decision: "demo" });
    const [visitor = ""] = /demo-[0-9a-f-]{36}/.exec(response.headers.getSetCookie().join()) ?? [];
    browser.cookies.set("__Host-demo-visitor", visitor);
    await browser.submit("/account/sign-in", { decision: "demo" });
    expect(await placesWith([visitor, "anchored at"], before)).toContain("DEMO_ATHLETE_OBJECT");
    await browser.submit("/account/delete", { sure: "yes" });
    expect(await placesWith([visitor, "anchored at"], before)).toEqual([]);
  });
});

const STORES = ["CREDENTIALS", "OAUTH_KV"] as const;
const NAMESPACES = ["ACCOUNT", "MCP_SESSION", "DEMO_ATHLETE_OBJECT"] as const;

/** Ids of objects and keys in KV that exist already. */
async function existingIds(): Promise<ReadonlySet<string>> {
  const ids = await Promise.all(NAMESPACES.map((name) => listDurableObjectIds<undefined>(namespaceOf(name))));
  const keys = await Promise.all(STORES.map((name) => listKeys(env[name])));
  return new Set([...ids.flat().map(String), ...keys.flat()]);
}

// The cast: only the storage of the objects matters, not their classes.
const namespaceOf = (name: (typeof NAMESPACES)[number]) => env[name] as unknown as DurableObjectNamespace;

/** Where one of these texts is stored, in what is newer than `before`. */
async function placesWith(traces: string[], before: ReadonlySet<string>): Promise<string[]> {
  const found = new Set<string>();
  const search = (place: string, content: unknown) => {
    const text = JSON.stringify(content);
    if (traces.some((trace) => text.includes(trace))) found.add(place);
  };
  for (const place of STORES) {
    const fresh = (await listKeys(env[place])).filter((name) => !before.has(name));
    search(place, await Promise.all(fresh.map(async (name) => [name, await env[place].get(name)])));
  }
  const { results } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{
    name: string;
  }>();
  for (const { name } of results.filter((table) => !table.name.startsWith("_cf"))) {
    search("DB", (await env.DB.prepare(`SELECT * FROM "${name}"`).all()).results);
  }
  for (const place of NAMESPACES) {
    for (const id of await listDurableObjectIds(namespaceOf(place))) {
      if (before.has(String(id))) continue;
      search(place, await runInDurableObject(namespaceOf(place).get(id), (_, { storage }) => storedIn(storage)));
    }
  }
  return [...found].sort();
}

async function storedIn(storage: DurableObjectStorage): Promise<unknown> {
  const names = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
  const tables = names
    .filter(({ name }) => !name.startsWith("_cf_") && !name.startsWith("sqlite_"))
    .map(({ name }) => [name, storage.sql.exec(`SELECT * FROM "${name}"`).toArray()]);
  return [tables, [...(await storage.list())]];
}
