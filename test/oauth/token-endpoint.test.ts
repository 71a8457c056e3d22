import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { clientIdOf } from "../../src/oauth/client-authentication.ts";
import { upstream } from "../fixtures/fake-network.ts";
import {
  fetchWorker,
  registerApp,
  requestToken,
  type SignedInUser,
  signIn,
  type Tokens,
} from "../fixtures/oauth-client.ts";
import { isAccepted } from "../fixtures/raw-mcp.ts";

const KEY = "tokenend0key0000000000000";
let user: SignedInUser;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7505001" });
  user = await signIn({ key: KEY });
});

const INVENTED = `${"A".repeat(16)}:${"B".repeat(32)}`;
const errorIn = async (response: Response) => [response.status, ((await response.json()) as { error: string }).error];
const accountIds = async () => (await listDurableObjectIds(env.ACCOUNT)).map(String);

describe("the token endpoint", () => {
  it("A97 wakes no account object for tokens of invented users", async () => {
    const before = await accountIds();
    for (const grant of ["authorization_code", "refresh_token"]) {
      const token = `u${crypto.randomUUID().replaceAll("-", "")}:${INVENTED}`;
      const field = grant === "refresh_token" ? { refresh_token: token } : { code: token };
      const response = await requestToken({ grant_type: grant, client_id: user.app.clientId, ...field });
      expect(await errorIn(response)).toEqual([400, "invalid_grant"]);
    }
    await requestToken({ token: `u0:${INVENTED}`, client_id: user.app.clientId });
    expect(await accountIds()).toEqual(before);
  });

  it("A97 does not take turns of a user whose uid is known for invented grants and other clients", async () => {
    const other = await registerApp("Another app");
    const slow = "https://slow.example/client.json";
    const invented = { grant_type: "authorization_code", code: `${user.uid}:${INVENTED}`, client_id: slow };
    expect((await requestToken(invented)).status).toBeGreaterThanOrEqual(400);
    for (const client_id of [slow, other.clientId]) {
      const stolen = { grant_type: "refresh_token", refresh_token: user.refresh_token, client_id };
      expect(await errorIn(await requestToken(stolen))).toEqual([400, "invalid_grant"]);
    }
    expect(await isAccepted(user.access_token)).toBe(true);
  });
});

describe("a token of an existing grant", () => {
  const send = (body: string) =>
    fetchWorker("/oauth/token", {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body,
    });

  it.each([
    ["an empty one before the real one", (id: string) => `client_id=&client_id=${id}`],
    ["an empty one after the real one", (id: string) => `client_id=${id}&client_id=`],
  ])("A97 is redeemed by the account object even if the client id is given twice, %s", async (_, clientIds) => {
    const { app, refresh_token } = await signIn({ key: KEY });
    const redeem = () =>
      send(`grant_type=refresh_token&refresh_token=${refresh_token}&${clientIds(encodeURIComponent(app.clientId))}`);
    const [first, again] = [(await (await redeem()).json()) as Tokens, (await (await redeem()).json()) as Tokens];
    // The account object repeats the first answer; the provider alone would issue another token.
    expect(again.refresh_token).toBe(first.refresh_token);
  });

  it("A97 is not redeemed by a client that does not say who it is", async () => {
    const response = await send(`grant_type=refresh_token&refresh_token=${user.refresh_token}&client_id=`);
    expect(await errorIn(response)).toEqual([401, "invalid_client"]);
    const basic = await fetchWorker("/oauth/token", {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Authorization: "Basic ?" },
      body: `grant_type=refresh_token&refresh_token=${user.refresh_token}`,
    });
    expect([basic.status, basic.headers.get("WWW-Authenticate")]).toEqual([401, 'Basic realm="OAuth"']);
  });
});

describe("the client id of a token request", () => {
  const form = (fields: Record<string, string>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return data;
  };
  const request = (authorization?: string) =>
    new Request("https://server.example", authorization ? { headers: { Authorization: authorization } } : {});

  it.each<[string, string | undefined, Record<string, string>, string | undefined]>([
    ["a parameter", undefined, { client_id: "abc" }, "abc"],
    ["HTTP Basic", `Basic ${btoa("a%20b+c:secret")}`, {}, "a b c"],
    ["HTTP Basic even if there is a parameter", `basic ${btoa("abc:")}`, { client_id: "other" }, "abc"],
    ["nothing if HTTP Basic is malformed", "Basic ?", { client_id: "other" }, undefined],
    ["the issuer of an assertion", undefined, { client_assertion: `e30.${btoa('{"iss":"abc"}')}.x` }, "abc"],
    ["nothing if the assertion is malformed", undefined, { client_assertion: "?" }, undefined],
    ["nothing", undefined, {}, undefined],
  ])("is read from %s", (_, authorization, fields, clientId) => {
    expect(clientIdOf(request(authorization), form(fields))).toBe(clientId);
  });
});
