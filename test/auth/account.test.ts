import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless } from "../fixtures/mcp-client.ts";
import { fetchWorker, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";

const KEY = "account0key0000000000000";
const OTHER = "account1key0000000000000";

beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: "i7300001" });
  await upstream.addAthlete({ key: OTHER, id: "i7300002" });
});

const cookieIn = (response: Response) =>
  response.headers
    .getSetCookie()
    .find((line) => line.startsWith("__Host-account-session="))
    ?.split(";")[0] ?? "";

async function enter(key = KEY): Promise<string> {
  const response = await press("/account/sign-in", { api_key: key });
  expect([response.status, response.headers.get("Location")]).toEqual([303, "/account"]);
  return cookieIn(response);
}

const press = (path: string, fields: Record<string, string>, cookie = "", headers: Record<string, string> = {}) =>
  fetchWorker(path, {
    method: "POST",
    headers: { Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded", ...headers },
    body: new URLSearchParams(fields).toString(),
  });
const look = async (cookie: string) => (await fetchWorker("/account", { headers: { Cookie: cookie } })).text();
const works = async ({ access_token }: SignedInUser) =>
  (await connectStateless(access_token).catch(() => undefined))?.listTools().then(
    () => true,
    () => false,
  ) ?? false;
const grantOf = ({ access_token }: SignedInUser) => access_token.split(":")[1] ?? "";

describe("the account page", () => {
  it("asks who comes to show their key, and says no more to a wrong one than the connect page does", async () => {
    expect(await look("")).toContain("Enter your Intervals.icu API key");
    const refused = await press("/account/sign-in", { api_key: "wrong0key00000000000000" });
    expect(refused.status).toBe(401);
    expect(await refused.text()).toContain("Intervals.icu does not accept this key");
  });

  it("shows what is connected, what it may do, since when and when it was last used", async () => {
    const person = await signIn({ key: KEY, preset: "read" });
    await connectStateless(person.access_token);
    const page = await look(await enter());
    expect(page).toContain("A test app");
    expect(page).toContain("Read your training, wellness, calendar and settings");
    expect(page).not.toContain("Delete planned future events");
    const today = new Date().toISOString().slice(0, 10);
    expect(page).toContain(`Connected on ${today}, last used on ${today}`);
  });

  it("ends one connection at once, and leaves the others", async () => {
    const [one, two] = [await signIn({ key: KEY }), await signIn({ key: KEY })];
    const cookie = await enter();
    await press("/account/revoke", { grant_id: grantOf(one) }, cookie);
    expect([await works(one), await works(two)]).toEqual([false, true]);
    await press("/account/revoke", { grant_id: "all" }, cookie);
    expect(await works(two)).toBe(false);
  });

  it("cannot end what belongs to somebody else", async () => {
    const stranger = await signIn({ key: OTHER });
    await press("/account/revoke", { grant_id: grantOf(stranger) }, await enter());
    expect(await works(stranger)).toBe(true);
  });

  it("replaces the key once for all connections", async () => {
    const person = await signIn({ key: KEY });
    const cookie = await enter();
    const fresh = "account2key0000000000000";
    await upstream.addAthlete({ key: fresh, id: "i7300001" });
    expect(await (await press("/account/api-key", { api_key: fresh }, cookie)).text()).toContain(
      "All your apps use the new key now",
    );
    upstream.reset();
    const host = await connectStateless(person.access_token);
    expect((await host.call("icu_get_athlete_profile")).isError).toBe(false);
  });

  it("refuses the key of another athlete", async () => {
    const response = await press("/account/api-key", { api_key: OTHER }, await enter());
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining("belongs to another athlete"),
    ]);
  });

  it("deletes everything, once the person is sure", async () => {
    const person = await signIn({ key: KEY });
    const cookie = await enter();
    expect((await press("/account/delete", {}, cookie)).status).toBe(400);
    expect(await works(person)).toBe(true);
    expect((await press("/account/delete", { sure: "yes" }, cookie)).status).toBe(303);
    expect(await works(person)).toBe(false);
    expect(await env.CREDENTIALS.get(`credential:${person.uid}`)).toBeNull();
    expect((await env.OAUTH_KV.list({ prefix: `grant:${person.uid}:` })).keys).toEqual([]);
    expect((await env.OAUTH_KV.list({ prefix: `token:${person.uid}:` })).keys).toEqual([]);
  });

  it("signs out", async () => {
    const response = await press("/account/sign-out", {}, await enter());
    expect(response.headers.getSetCookie().join()).toContain(
      "__Host-account-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict",
    );
  });

  it.each(["/account/revoke", "/account/api-key", "/account/delete"])(
    "does nothing at %s for who is not signed in",
    async (path) => {
      const person = await signIn({ key: KEY });
      const forged = "__Host-account-session=v1.development.AAAAAAAAAAAAAAAA.AAAA";
      const response = await press(path, { grant_id: "all", sure: "yes", api_key: KEY }, forged);
      expect(await response.text()).toContain("Enter your Intervals.icu API key");
      expect(await works(person)).toBe(true);
    },
  );

  it("takes no form from another site", async () => {
    const response = await press("/account/delete", { sure: "yes" }, await enter(), { Origin: "https://evil.example" });
    expect(response.status).toBe(403);
  });
});
