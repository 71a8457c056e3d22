import { beforeAll, describe, expect, it } from "vitest";
import { createIntervals } from "../../src/intervals/client.ts";
import { IntervalsError } from "../../src/intervals/failure.ts";
import { authorizeUrl, disconnectApp, exchangeCode, parseScopes } from "../../src/intervals/oauth-client.ts";
import { upstream } from "../fixtures/fake-network.ts";

const KEY = "signing0key0000000000000";
const ORIGIN = "https://intervals.test";
const APP = { clientId: "70", clientSecret: "signing-secret", redirectUri: "https://mcp.example/sign-in/intervals" };

const api = { origin: ORIGIN, fetch: (request: Request) => upstream.fetch(request) };
const failureOf = (call: Promise<unknown>) =>
  call.then(
    (value) => ({ kind: "no failure", value }),
    (error) => (error instanceof IntervalsError ? error.failure : error),
  );

async function freshCode(scope?: string): Promise<string> {
  upstream.consentWith({ key: KEY, ...(scope && { scope }) });
  const url = authorizeUrl({ origin: ORIGIN, app: APP, scopes: ["ACTIVITY:READ", "SETTINGS:READ"], state: "s" });
  const response = await upstream.fetch(new Request(url, { redirect: "manual" }));
  return new URL(response.headers.get("Location") ?? ORIGIN).searchParams.get("code") ?? "";
}
const connection = (token: string, scopes: readonly string[], subject = "0") => ({
  ...api,
  credential: { kind: "token", token, scopes } as const,
  subject,
  acquire: async () => {},
  signal: new AbortController().signal,
  timeouts: { backoff: 5 },
});

beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7800001" });
  upstream.addApp({ clientId: 70, clientSecret: APP.clientSecret, redirectUris: [APP.redirectUri] });
});

describe("an authorization code", () => {
  it("is exchanged for a token that gives access to the athlete", async () => {
    const { token, scopes, athleteId } = await exchangeCode({ ...api, app: APP, code: await freshCode() });
    expect(scopes).toEqual(["ACTIVITY:READ", "SETTINGS:READ"]);
    expect(athleteId).toBe("i7800001");
    const athlete = await createIntervals(connection(token, scopes ?? [])).getAthlete();
    expect(athlete.id).toBe("i7800001");
  });

  it("works once", async () => {
    const code = await freshCode();
    await exchangeCode({ ...api, app: APP, code });
    expect(await failureOf(exchangeCode({ ...api, app: APP, code }))).toEqual({ kind: "not_found" });
  });

  it("is rejected with a wrong client secret", async () => {
    const wrong = { ...APP, clientSecret: "guessed" };
    expect(await failureOf(exchangeCode({ ...api, app: wrong, code: await freshCode() }))).toEqual({
      kind: "unauthorized",
    });
  });

  it.each([
    ["drop_before", "unavailable"],
    ["5xx", "unavailable"],
    ["html", "unavailable"],
    ["garbage", "unreadable"],
    ["empty", "unreadable"],
    ["429", "rate_limited"],
  ] as const)("after %s fails as %s", async (fault, kind) => {
    const code = await freshCode();
    upstream.fail({ kind: fault, match: { path: "/api/oauth/token" } });
    expect(await failureOf(exchangeCode({ ...api, app: APP, code }))).toMatchObject({ kind });
  });

  it("has scopes separated by commas or spaces, of which unknown ones are dropped", () => {
    expect(parseScopes("WELLNESS:WRITE,ACTIVITY:READ NEW:THING")).toEqual(["ACTIVITY:READ", "WELLNESS:WRITE"]);
  });
});

describe("a token", () => {
  const signedIn = async (scope: string) => {
    const { token, scopes } = await exchangeCode({ ...api, app: APP, code: await freshCode(scope) });
    return { token, scopes: scopes ?? [] };
  };

  it("without a scope is rejected with the scope that it lacks", async () => {
    const { token, scopes } = await signedIn("SETTINGS:READ");
    const call = createIntervals(connection(token, scopes)).listEvents({ oldest: "2026-05-01", newest: "2026-05-02" });
    expect(await failureOf(call)).toEqual({ kind: "forbidden", lacks: "CALENDAR:READ" });
  });

  it("gives no access to other athletes", async () => {
    const { token, scopes } = await signedIn("SETTINGS:READ");
    const lacksOthers = { kind: "forbidden", lacks: "other athletes" };
    expect(await failureOf(createIntervals(connection(token, scopes, "i1")).getAthlete())).toEqual(lacksOthers);
    expect(await failureOf(createIntervals(connection(token, scopes)).listAthletes())).toEqual(lacksOthers);
  });

  it("does not work once it is revoked, and revoking it again succeeds", async () => {
    const { token, scopes } = await signedIn("SETTINGS:READ");
    await disconnectApp(connection(token, scopes));
    await disconnectApp(connection(token, scopes));
    const call = createIntervals(connection(token, scopes)).getAthlete();
    expect(await failureOf(call)).toEqual({ kind: "unauthorized", token: true });
  });
});
