import { describe, expect, it } from "vitest";
import { demoAthletes } from "./demo-athletes.ts";
import { createUpstream, type Upstream } from "./gateway.ts";
import { webhookSender } from "./webhooks.ts";

const ORIGIN = "https://upstream.test";

async function upstreamWith(
  key = crypto.randomUUID(),
  now: () => number = Date.now,
): Promise<{ upstream: Upstream; key: string }> {
  const upstream = createUpstream((name) => demoAthletes.getByName(name), now);
  await upstream.addAthlete({ key, now: "2026-05-09T22:00:00Z" });
  return { upstream, key };
}

const asKey = (key: string) => ({ Authorization: `Basic ${btoa(`API_KEY:${key}`)}` });

const get = (upstream: Upstream, path: string, headers: HeadersInit = {}): Promise<Response> =>
  upstream.fetch(new Request(`${ORIGIN}${path}`, { headers, redirect: "manual" }));

const ATHLETE = "/api/v1/athlete/0";

describe("keys", () => {
  it("are known only when they were issued", async () => {
    const { upstream, key } = await upstreamWith();
    expect((await get(upstream, ATHLETE, asKey(key))).status).toBe(200);
    expect((await get(upstream, ATHLETE, asKey(crypto.randomUUID()))).status).toBe(401);
    expect((await get(upstream, ATHLETE)).status).toBe(401);
    expect((await get(upstream, ATHLETE, { Authorization: `Bearer ${key}` })).status).toBe(403);
  });

  it("are seen, but not written down", async () => {
    const { upstream, key } = await upstreamWith();
    await get(upstream, `${ATHLETE}?a=b`, asKey(key));
    await get(upstream, ATHLETE, asKey("other"));
    expect(upstream.requests).toMatchObject([
      { method: "GET", path: ATHLETE, query: { a: "b" }, auth: "key" },
      { auth: "unknown key" },
    ]);
    expect(JSON.stringify(upstream.requests)).not.toContain(key);
  });
});

describe("faults", () => {
  it("happen as often as planned, to the requests that they are meant for", async () => {
    const { upstream, key } = await upstreamWith();
    const status = async () => (await get(upstream, ATHLETE, asKey(key))).status;
    upstream.fail({ kind: "429", times: 2, retryAfter: 3, match: { method: "GET", path: /athlete\/0$/ } });
    upstream.fail({ kind: "5xx", match: { path: "/elsewhere" } });
    const first = await get(upstream, ATHLETE, asKey(key));
    expect([first.status, first.headers.get("Retry-After")]).toEqual([429, "3"]);
    expect([await status(), await status()]).toEqual([429, 200]);
  });

  it("answer with markup, nothing, half of something, or late", async () => {
    const { upstream, key } = await upstreamWith();
    const next = async (kind: "html" | "empty" | "garbage" | "slow" | "5xx") => {
      upstream.fail({ kind, ms: 5 });
      const response = await get(upstream, ATHLETE, asKey(key));
      return [response.status, (await response.text()).slice(0, 6)];
    };
    expect(await next("html")).toEqual([502, "<html>"]);
    expect(await next("empty")).toEqual([200, ""]);
    expect(await next("garbage")).toEqual([200, '{"id":']);
    expect(await next("slow")).toEqual([200, '{"id":']);
    expect((await next("5xx"))[0]).toBe(503);
  });

  it("break the connection before or after a write has landed", async () => {
    const { upstream, key } = await upstreamWith();
    const city = async () => (await (await get(upstream, ATHLETE, asKey(key))).json<{ city: string }>()).city;
    const move = (to: string) =>
      upstream.fetch(
        new Request(`${ORIGIN}${ATHLETE}`, { method: "PUT", headers: asKey(key), body: JSON.stringify({ city: to }) }),
      );
    upstream.fail({ kind: "drop_before", match: { method: "PUT" } });
    await expect(move("Never")).rejects.toThrow("Network connection lost.");
    expect(await city()).toBe("Demo Town");
    upstream.fail({ kind: "drop_after", match: { method: "PUT" } });
    await expect(move("There")).rejects.toThrow("Network connection lost.");
    expect(await city()).toBe("There");
  });

  it("stop waiting when the caller does", async () => {
    const { upstream, key } = await upstreamWith();
    upstream.fail({ kind: "slow", ms: 60_000 });
    const request = new Request(`${ORIGIN}${ATHLETE}`, { headers: asKey(key), signal: AbortSignal.timeout(10) });
    await expect(upstream.fetch(request)).rejects.toThrow();
  });
});

describe("rate limits", () => {
  it("let a burst through and then say 429 without a word about when", async () => {
    let now = 1_000_000;
    const { upstream, key } = await upstreamWith(crypto.randomUUID(), () => now);
    upstream.limitRate({ perSecond: 10, burst: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await get(upstream, ATHLETE, asKey(key))).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    now += 100;
    expect((await get(upstream, ATHLETE, asKey(key))).status).toBe(200);
  });

  it("count an application down per quarter hour and day, and say when to come again", async () => {
    let now = Date.parse("2026-05-09T23:50:00Z");
    const { upstream, key } = await upstreamWith(crypto.randomUUID(), () => now);
    upstream.limitRate({ quarterHour: 10, daily: 2 });
    const first = await get(upstream, ATHLETE, asKey(key));
    expect(first.headers.get("X-RateLimit-Limit")).toBe("10,2");
    expect(first.headers.get("X-RateLimit-Remaining")).toBe("9,1");
    await get(upstream, ATHLETE, asKey(key));
    const refused = await get(upstream, ATHLETE, asKey(key));
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "600"]);
    now += 600_000;
    expect((await get(upstream, ATHLETE, asKey(key))).status).toBe(200);
  });
});

describe("signing in", () => {
  const APP = { clientId: 7, clientSecret: "s3cret", redirectUris: ["https://app.test/callback"] };

  async function signInHost(now: () => number = Date.now) {
    const { upstream, key } = await upstreamWith(crypto.randomUUID(), now);
    upstream.addApp(APP);
    upstream.consentWith({ key });
    const authorize = async (scope = "ACTIVITY:READ,SETTINGS:READ") => {
      const query = new URLSearchParams({
        client_id: "7",
        redirect_uri: "https://app.test/callback",
        scope,
        state: "xyz",
      });
      const response = await get(upstream, `/oauth/authorize?${query}`);
      return { status: response.status, back: new URL(response.headers.get("Location") ?? ORIGIN), response };
    };
    const exchange = (code: string | null) =>
      upstream.fetch(
        new Request(`${ORIGIN}/api/oauth/token`, {
          method: "POST",
          body: new URLSearchParams({ client_id: "7", client_secret: "s3cret", code: code ?? "" }),
        }),
      );
    const token = async (scope?: string): Promise<string> => {
      const { back } = await authorize(scope);
      return (await (await exchange(back.searchParams.get("code"))).json<{ access_token: string }>()).access_token;
    };
    const status = async (bearer: string, path = ATHLETE) =>
      (await get(upstream, path, { Authorization: `Bearer ${bearer}` })).status;
    return { upstream, key, authorize, exchange, token, status };
  }

  it("comes back with a code and the state, and the code buys a token that has no end", async () => {
    const { authorize, exchange, status } = await signInHost();
    const { back } = await authorize();
    expect(back.searchParams.get("state")).toBe("xyz");
    const reply = await (await exchange(back.searchParams.get("code"))).json<Record<string, unknown>>();
    expect(reply).toEqual({
      token_type: "Bearer",
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/),
      scope: "ACTIVITY:READ,SETTINGS:READ",
      athlete: { id: expect.stringMatching(/^i\d+$/), name: "Demo Athlete" },
    });
    expect(await status(String(reply.access_token))).toBe(200);
    expect(await status(String(reply.access_token), "/api/v1/athlete/0/events")).toBe(403);
  });

  it("comes back denied, with fewer scopes, or not at all", async () => {
    const { upstream, key, authorize, exchange } = await signInHost();
    upstream.consentWith({ key, deny: true });
    expect((await authorize()).back.searchParams.get("error")).toBe("access_denied");
    upstream.consentWith({ key, scope: "ACTIVITY:READ" });
    const { back } = await authorize();
    expect(await (await exchange(back.searchParams.get("code"))).json()).toMatchObject({ scope: "ACTIVITY:READ" });
    const twice = await authorize("ACTIVITY:READ,ACTIVITY:WRITE");
    expect([twice.status, await twice.response.text()]).toEqual([422, expect.stringContaining("Duplicate scope")]);
  });

  it("asks the person who they are and what they allow, when nobody has decided for them", async () => {
    const { upstream, key, exchange } = await signInHost();
    upstream.consentWith(null);
    const query = new URLSearchParams({
      client_id: "7",
      redirect_uri: "https://app.test/callback",
      scope: "ACTIVITY:READ,CALENDAR:WRITE,SETTINGS:READ",
      state: "xyz",
    });
    const url = `${ORIGIN}/oauth/authorize?${query}`;
    const page = await (await upstream.fetch(new Request(url))).text();
    expect(page).toContain('name="scope" value="CALENDAR:WRITE" checked');
    const press = async (decision: string) => {
      const body = new URLSearchParams([
        ["key", key],
        ["scope", "ACTIVITY:READ"],
        ["scope", "SETTINGS:READ"],
        ["decision", decision],
      ]);
      const response = await upstream.fetch(new Request(url, { method: "POST", body }));
      return new URL(response.headers.get("Location") ?? ORIGIN).searchParams;
    };
    expect((await press("deny")).get("error")).toBe("access_denied");
    const reply = await exchange((await press("allow")).get("code"));
    expect(await reply.json()).toMatchObject({ scope: "ACTIVITY:READ,SETTINGS:READ" });
  });

  it("takes permissions in capitals and with commas only", async () => {
    const { authorize } = await signInHost();
    expect((await authorize("activity:read")).status).toBe(422);
    expect((await authorize("ACTIVITY:READ SETTINGS:READ")).status).toBe(422);
  });

  it("tells the application when the person allows less or takes everything back, until it hears 200", async () => {
    const heard: { status: number; body: unknown }[] = [];
    const upstream = createUpstream(
      (name) => demoAthletes.getByName(name),
      Date.now,
      webhookSender(async (request) => {
        const status = heard.length === 0 ? 204 : 200;
        heard.push({ status, body: await request.json() });
        return new Response(null, { status });
      }),
    );
    const key = crypto.randomUUID();
    await upstream.addAthlete({ key, id: "i6600001" });
    upstream.addApp({ ...APP, webhook: { url: "https://app.test/hook", secret: "shared" } });
    upstream.consentWith({ key });
    const back = await get(
      upstream,
      "/oauth/authorize?client_id=7&redirect_uri=https://app.test/callback&scope=ACTIVITY:READ",
    );
    const code = new URL(back.headers.get("Location") ?? ORIGIN).searchParams.get("code") ?? "";
    const body = new URLSearchParams({ client_id: "7", client_secret: "s3cret", code });
    await upstream.fetch(new Request(`${ORIGIN}/api/oauth/token`, { method: "POST", body }));
    await upstream.changeAccess({ key, clientId: 7, scope: null });
    expect(heard.map(({ status }) => status)).toEqual([204, 200]);
    expect(heard[1]?.body).toEqual({
      secret: "shared",
      events: [
        {
          athlete_id: "i6600001",
          type: "APP_SCOPE_CHANGED",
          timestamp: expect.stringMatching(/\+00:00$/),
          client_id: 7,
          client_name: "An app",
          scope: "ACTIVITY:READ",
          deauthorized: true,
        },
      ],
    });
  });

  it("redeems a code once and within two minutes", async () => {
    let now = 1_000_000;
    const { authorize, exchange } = await signInHost(() => now);
    const code = (await authorize()).back.searchParams.get("code");
    expect((await exchange(code)).status).toBe(200);
    const again = await exchange(code);
    expect([again.status, await again.text()]).toEqual([404, '{"status":404,"error":"Code not found (expired?)"}']);
    const late = (await authorize()).back.searchParams.get("code");
    now += 121_000;
    expect((await exchange(late)).status).toBe(404);
  });

  it("ends the first token with the second, and the second when the application disconnects", async () => {
    const { upstream, token, status } = await signInHost();
    const first = await token();
    const second = await token();
    expect([await status(first), await status(second)]).toEqual([401, 200]);
    const disconnect = () =>
      upstream.fetch(
        new Request(`${ORIGIN}/api/v1/disconnect-app`, {
          method: "DELETE",
          headers: { Authorization: `Bearer ${second}` },
        }),
      );
    expect((await disconnect()).status).toBe(200);
    expect(await status(second)).toBe(401);
    expect((await disconnect()).status).toBe(401);
  });

  it("is refused at the addresses that many take for the right one", async () => {
    const { upstream } = await signInHost();
    expect((await get(upstream, "/oauth/token")).status).toBe(405);
    const spring = await get(upstream, "/api/v1/oauth/token");
    expect([spring.status, await spring.json()]).toEqual([404, expect.objectContaining({ error: "Not Found" })]);
  });
});
