import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openAccountPage, type Page } from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { refresh, signIn } from "../fixtures/oauth-client.ts";
import { callTool, isAccepted } from "../fixtures/raw-mcp.ts";

const LEAVING = { key: "ending0key0000000000000", id: "i7560001", name: "Leah Leaving" };
const STAYING = { key: "ending1key0000000000000", id: "i7560002", name: "Stan Staying" };

beforeAll(async () => {
  await upstream.addAthlete(LEAVING);
  await upstream.addAthlete(STAYING);
});
beforeEach(() => upstream.reset());

async function deleteEverything(key: string): Promise<Page> {
  return (await openAccountPage(key)).submit("/account/delete", { sure: "yes" });
}

/** Everything stored under a uid, in KV and the account object. */
async function storedFor(uid: string): Promise<unknown[]> {
  const prefixes = [`grant:${uid}:`, `token:${uid}:`];
  const lists = await Promise.all(prefixes.map((prefix) => env.OAUTH_KV.list({ prefix })));
  const credentials = await env.CREDENTIALS.list({ prefix: `credential:${uid}` });
  const tables = await runInDurableObject(env.ACCOUNT.getByName(uid), (_, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
  );
  return [...lists.flatMap(({ keys }) => keys), ...credentials.keys, ...tables];
}

describe("ending a connection during a call", () => {
  it("A57 lets the running call finish and rejects the next one", async () => {
    const user = await signIn({ key: STAYING.key });
    upstream.fail({ kind: "slow", ms: 300, match: { path: "/wellness" } });
    const running = callTool(user.access_token, "icu_get_wellness_data", { days_back: 1 });
    while (!upstream.requests.some(({ path }) => path.includes("/wellness"))) await scheduler.wait(5);
    await env.ACCOUNT.getByName(user.uid).revokeGrant(user.grantId);
    expect((await running).status).toBe(200);
    expect(await isAccepted(user.access_token)).toBe(false);
  });

  it("A57 leaves nothing stored when everything is deleted during calls and refreshes", async () => {
    const users = [await signIn({ key: LEAVING.key }), await signIn({ key: LEAVING.key })];
    const { uid = "" } = users[0] ?? {};
    expect((await storedFor(uid)).length).toBeGreaterThan(4);
    upstream.fail({ kind: "slow", ms: 100, times: 3 });
    const running = users.flatMap((user) => [
      callTool(user.access_token, "icu_get_wellness_data", { days_back: 1 }),
      callTool(user.access_token, "icu_create_event", { start_date: "+1d", category: "NOTE", name: "Late" }),
      refresh(user.app, user.refresh_token),
    ]);
    expect((await deleteEverything(LEAVING.key)).status).toBe(303);
    await Promise.all(running);
    for (const user of users) {
      expect((await refresh(user.app, user.refresh_token)).status).toBe(400);
      expect(await isAccepted(user.access_token)).toBe(false);
    }
    expect(await storedFor(uid)).toEqual([]);
  });
});
