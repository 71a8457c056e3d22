import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { fetchWorker, ORIGIN, refresh, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";
import { callTool, isAccepted } from "../fixtures/raw-mcp.ts";

const LEAVING = { key: "ending0key0000000000000", id: "i7560001", name: "Leah Leaving" };
const STAYING = { key: "ending1key0000000000000", id: "i7560002", name: "Stan Staying" };

beforeAll(async () => {
  await upstream.addAthlete(LEAVING);
  await upstream.addAthlete(STAYING);
});
beforeEach(() => upstream.reset());

const grantOf = ({ access_token }: SignedInUser) => access_token.split(":")[1] ?? "";
const press = (path: string, fields: Record<string, string>, cookie = "") =>
  fetchWorker(path, {
    method: "POST",
    headers: { Origin: ORIGIN, Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });

async function deleteEverything(key: string): Promise<Response> {
  const entered = await press("/account/sign-in", { api_key: key });
  return press("/account/delete", { sure: "yes" }, entered.headers.getSetCookie()[0]?.split(";")[0]);
}

/** Everything that bears this pseudonym, in the stores, the database and the person's object. */
async function kept(uid: string): Promise<unknown[]> {
  const prefixes = [`grant:${uid}:`, `token:${uid}:`];
  const lists = await Promise.all(prefixes.map((prefix) => env.OAUTH_KV.list({ prefix })));
  const credentials = await env.CREDENTIALS.list({ prefix: `credential:${uid}` });
  const tables = await runInDurableObject(env.ACCOUNT.getByName(uid), (_, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
  );
  const { results } = await env.DB.prepare("SELECT id FROM changes WHERE uid = ?").bind(uid).all();
  return [...lists.flatMap(({ keys }) => keys), ...credentials.keys, ...tables, ...results];
}

describe("ending a connection during a call", () => {
  it("A57 lets the running call finish and rejects the next one", async () => {
    const person = await signIn({ key: STAYING.key });
    upstream.fail({ kind: "slow", ms: 300, match: { path: "/wellness" } });
    const begun = callTool(person.access_token, "icu_get_wellness_data", { days_back: 1 });
    while (!upstream.requests.some(({ path }) => path.includes("/wellness"))) await scheduler.wait(5);
    await env.ACCOUNT.getByName(person.uid).revokeGrant(grantOf(person));
    expect((await begun).status).toBe(200);
    expect(await isAccepted(person.access_token)).toBe(false);
  });

  it("A57 leaves nothing stored when everything is deleted during calls and refreshes", async () => {
    const people = [await signIn({ key: LEAVING.key }), await signIn({ key: LEAVING.key })];
    const { uid = "" } = people[0] ?? {};
    expect((await kept(uid)).length).toBeGreaterThan(4);
    upstream.fail({ kind: "slow", ms: 100, times: 3 });
    const atWork = people.flatMap((person) => [
      callTool(person.access_token, "icu_get_wellness_data", { days_back: 1 }),
      callTool(person.access_token, "icu_create_event", { start_date: "+1d", category: "NOTE", name: "Late" }),
      refresh(person.app, person.refresh_token),
    ]);
    expect((await deleteEverything(LEAVING.key)).status).toBe(303);
    await Promise.all(atWork);
    for (const person of people) {
      expect((await refresh(person.app, person.refresh_token)).status).toBe(400);
      expect(await isAccepted(person.access_token)).toBe(false);
    }
    expect(await kept(uid)).toEqual([]);
  });
});
