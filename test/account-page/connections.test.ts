import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { type Browser, openAccountPage } from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import { refresh, requestToken, type SignedInUser, signIn, type Tokens } from "../fixtures/oauth-client.ts";
import { post } from "../fixtures/raw-mcp.ts";

const KEY = "scopes0key00000000000000";
const OTHER = "scopes1key00000000000000";
const READ = "intervals:read";
const WRITE = "intervals:write";

let page: Browser;
beforeAll(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: "i7954001" });
  await upstream.addAthlete({ key: OTHER, id: "i7954002" });
  page = await openAccountPage(KEY);
});

const keepScopes = (user: SignedInUser, ...scope: string[]) =>
  page.submit("/account/scopes", { grant_id: user.grantId, scope });
const listsWriteTool = async (client: McpClient) =>
  (await client.listTools()).some(({ name }) => name === "icu_create_event");
const hasWriteTools = async ({ access_token }: Tokens) => listsWriteTool(await connectStateless(access_token));

const callWriteTool = ({ access_token }: Tokens) => {
  const params = { name: "icu_create_event", arguments: {} };
  const request = { jsonrpc: "2.0", id: 1, method: "tools/call", params };
  return post(access_token, JSON.stringify(request));
};

describe("a scope removed from a connection", () => {
  it("is denied at once to existing tokens and sessions", async () => {
    const user = await signIn({ key: KEY });
    const session = await connectSession(user.access_token);
    const clients = [await connectStateless(user.access_token), session];
    expect([await hasWriteTools(user), await listsWriteTool(session)]).toEqual([true, true]);
    const { html } = await keepScopes(user, READ);
    expect(html).toContain("The app can now only do what is listed.");
    expect([await hasWriteTools(user), await listsWriteTool(session)]).toEqual([false, false]);
    for (const client of clients) {
      expect((await client.call("icu_get_athlete_profile")).isError).toBe(false);
      await expect(client.call("icu_create_event", { name: "x" })).rejects.toThrow();
    }
    const denied = await callWriteTool(user);
    expect(denied.status).toBe(403);
    expect(denied.headers.get("WWW-Authenticate")).toContain('error="insufficient_scope"');
  });

  it("is missing from refreshed tokens and cannot be requested again", async () => {
    const user = await signIn({ key: KEY });
    await keepScopes(user, READ);
    const fresh = (await (await refresh(user.app, user.refresh_token)).json()) as Tokens;
    expect(fresh.scope).toBe("intervals:read offline_access");
    expect(await hasWriteTools(fresh)).toBe(false);
    const refreshWith = (scope: string, refreshToken: string) =>
      requestToken({ grant_type: "refresh_token", refresh_token: refreshToken, client_id: user.app.clientId, scope });
    const rejected = await refreshWith(WRITE, fresh.refresh_token);
    expect([rejected.status, await rejected.json()]).toMatchObject([400, { error: "invalid_scope" }]);
    const both = (await (await refreshWith(`${READ} ${WRITE}`, fresh.refresh_token)).json()) as Tokens;
    expect(both.scope).toBe(READ);
  });

  it("stays removed after the account object was evicted", async () => {
    const user = await signIn({ key: KEY });
    await keepScopes(user, READ);
    await evictDurableObject(env.ACCOUNT.getByName(user.uid));
    expect(await hasWriteTools(user)).toBe(false);
  });

  it("cannot be added on the page, only by connecting again", async () => {
    const user = await signIn({ key: KEY });
    await keepScopes(user, READ, "intervals:message");
    await keepScopes(user, READ, WRITE, "intervals:erase", "nonsense");
    expect(await hasWriteTools(user)).toBe(false);
    const again = await signIn({ key: KEY, app: user.app });
    expect(await hasWriteTools(again)).toBe(true);
  });

  it("stays with other connections", async () => {
    const [one, two] = [await signIn({ key: KEY }), await signIn({ key: KEY })];
    await keepScopes(one, READ);
    expect([await hasWriteTools(one), await hasWriteTools(two)]).toEqual([false, true]);
  });

  it("cannot be the last one", async () => {
    const user = await signIn({ key: KEY });
    const { status, html } = await keepScopes(user);
    expect([status, html]).toEqual([400, expect.stringContaining("Leave at least one box ticked")]);
    expect(await hasWriteTools(user)).toBe(true);
  });

  it("cannot be another user's", async () => {
    const otherUser = await signIn({ key: OTHER });
    expect((await keepScopes(otherUser, READ)).html).toContain("This app is no longer connected.");
    expect(await hasWriteTools(otherUser)).toBe(true);
  });
});
