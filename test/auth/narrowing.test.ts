import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { type Browser, openBrowser } from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import {
  fetchWorker,
  refresh,
  requestToken,
  type SignedInUser,
  signIn,
  type Tokens,
} from "../fixtures/oauth-client.ts";

const KEY = "narrow0key00000000000000";
const OTHER = "narrow1key00000000000000";
const READ = "intervals:read";
const WRITE = "intervals:write";

let page: Browser;
beforeAll(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: "i7954001" });
  await upstream.addAthlete({ key: OTHER, id: "i7954002" });
  page = openBrowser();
  await page.submit("/account/sign-in", { api_key: KEY });
});

const grantOf = ({ access_token }: SignedInUser) => access_token.split(":")[1] ?? "";
const leave = (person: SignedInUser, ...scope: string[]) =>
  page.submit("/account/scopes", { grant_id: grantOf(person), scope });
const canWrite = async (host: McpClient) => (await host.listTools()).some(({ name }) => name === "icu_create_event");
const writes = async ({ access_token }: Tokens) => canWrite(await connectStateless(access_token));

async function callWriting({ access_token }: Tokens): Promise<Response> {
  return fetchWorker("/mcp", {
    method: "POST",
    headers: {
      Authorization: `Bearer ${access_token}`,
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "icu_create_event", arguments: {} },
    }),
  });
}

describe("what a person takes back from a connection", () => {
  it("is gone at once, for tokens and sessions that exist", async () => {
    const person = await signIn({ key: KEY });
    const session = await connectSession(person.access_token);
    const hosts = [await connectStateless(person.access_token), session];
    expect([await writes(person), await canWrite(session)]).toEqual([true, true]);
    const { html } = await leave(person, READ);
    expect(html).toContain("The app can now only do what is listed.");
    expect([await writes(person), await canWrite(session)]).toEqual([false, false]);
    for (const host of hosts) {
      expect((await host.call("icu_get_athlete_profile")).isError).toBe(false);
      await expect(host.call("icu_create_event", { name: "x" })).rejects.toThrow();
    }
    const refused = await callWriting(person);
    expect(refused.status).toBe(403);
    expect(refused.headers.get("WWW-Authenticate")).toContain('error="insufficient_scope"');
  });

  it("is gone for tokens that are refreshed, which say so themselves", async () => {
    const person = await signIn({ key: KEY });
    await leave(person, READ);
    const fresh = (await (await refresh(person.app, person.refresh_token)).json()) as Tokens;
    expect(fresh.scope).toBe("intervals:read offline_access");
    expect(await writes(fresh)).toBe(false);
    const asking = (scope: string, refreshToken: string) =>
      requestToken({ grant_type: "refresh_token", refresh_token: refreshToken, client_id: person.app.clientId, scope });
    const refused = await asking(WRITE, fresh.refresh_token);
    expect([refused.status, await refused.json()]).toMatchObject([400, { error: "invalid_scope" }]);
    const both = (await (await asking(`${READ} ${WRITE}`, fresh.refresh_token)).json()) as Tokens;
    expect(both.scope).toBe(READ);
  });

  it("is gone after the object slept", async () => {
    const person = await signIn({ key: KEY });
    await leave(person, READ);
    await evictDurableObject(env.ACCOUNT.getByName(person.uid));
    expect(await writes(person)).toBe(false);
  });

  it("does not come back on the page, only by connecting anew", async () => {
    const person = await signIn({ key: KEY });
    await leave(person, READ, "intervals:message");
    await leave(person, READ, WRITE, "intervals:erase", "nonsense");
    expect(await writes(person)).toBe(false);
    const again = await signIn({ key: KEY, app: person.app });
    expect(await writes(again)).toBe(true);
  });

  it("stays with the other connections", async () => {
    const [one, two] = [await signIn({ key: KEY }), await signIn({ key: KEY })];
    await leave(one, READ);
    expect([await writes(one), await writes(two)]).toEqual([false, true]);
  });

  it("is less than everything: that would be to end it", async () => {
    const person = await signIn({ key: KEY });
    const { status, html } = await leave(person);
    expect([status, html]).toEqual([400, expect.stringContaining("Leave at least one box ticked")]);
    expect(await writes(person)).toBe(true);
  });

  it("is nothing of somebody else's", async () => {
    const stranger = await signIn({ key: OTHER });
    expect((await leave(stranger, READ)).html).toContain("This app is no longer connected.");
    expect(await writes(stranger)).toBe(true);
  });
});
