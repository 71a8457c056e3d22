import { describe, expect, it } from "vitest";
import { bearer } from "./athlete.ts";
import { ATHLETE_PATH, ORIGIN, openUpstream, type TestUpstreamOptions } from "./upstream.ts";
import { webhookSender } from "./webhooks.ts";

const CALLBACK = "https://app.test/callback";
const APP = { clientId: 7, clientSecret: "s3cret", redirectUris: [CALLBACK] };

/** An upstream with a registered application, and a user who consents. */
async function openOAuth(options: TestUpstreamOptions = {}) {
  const { upstream, key, get } = await openUpstream(options);
  upstream.addApp(APP);
  upstream.consentWith({ key });
  const authorizeUrl = (scope: string) =>
    `/oauth/authorize?${new URLSearchParams({ client_id: "7", redirect_uri: CALLBACK, scope, state: "xyz" })}`;
  const authorize = async (scope = "ACTIVITY:READ,SETTINGS:READ") => {
    const response = await get(authorizeUrl(scope));
    const { searchParams } = new URL(response.headers.get("Location") ?? ORIGIN);
    return { status: response.status, returned: searchParams, response };
  };
  const exchange = (code: string | null) => {
    const body = new URLSearchParams({ client_id: "7", client_secret: "s3cret", code: code ?? "" });
    return upstream.fetch(new Request(`${ORIGIN}/api/oauth/token`, { method: "POST", body }));
  };
  const newToken = async (): Promise<string> => {
    const { returned } = await authorize();
    return (await (await exchange(returned.get("code"))).json<{ access_token: string }>()).access_token;
  };
  const statusWith = async (token: string, path = ATHLETE_PATH) => (await get(path, bearer(token))).status;
  return { upstream, key, get, authorizeUrl, authorize, exchange, newToken, statusWith };
}

describe("the authorization endpoint", () => {
  it("redirects back with a code and the state, and the code is exchanged for a token with the scopes", async () => {
    const { authorize, exchange, statusWith } = await openOAuth();
    const { returned } = await authorize();
    expect(returned.get("state")).toBe("xyz");
    const grant = await (await exchange(returned.get("code"))).json<Record<string, unknown>>();
    expect(grant).toEqual({
      token_type: "Bearer",
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/),
      scope: "ACTIVITY:READ,SETTINGS:READ",
      athlete: { id: expect.stringMatching(/^i\d+$/), name: "Demo Athlete" },
    });
    expect(await statusWith(String(grant.access_token))).toBe(200);
    expect(await statusWith(String(grant.access_token), "/api/v1/athlete/0/events")).toBe(403);
  });

  it("redirects back with an error if the user denies access", async () => {
    const { upstream, key, authorize } = await openOAuth();
    upstream.consentWith({ key, deny: true });
    expect((await authorize()).returned.get("error")).toBe("access_denied");
  });

  it("grants only the scopes that the user allows", async () => {
    const { upstream, key, authorize, exchange } = await openOAuth();
    upstream.consentWith({ key, scope: "ACTIVITY:READ" });
    const { returned } = await authorize();
    expect(await (await exchange(returned.get("code"))).json()).toMatchObject({ scope: "ACTIVITY:READ" });
  });

  it("accepts scopes in upper case, separated by commas and one per area only", async () => {
    const { authorize } = await openOAuth();
    expect((await authorize("activity:read")).status).toBe(422);
    expect((await authorize("ACTIVITY:READ SETTINGS:READ")).status).toBe(422);
    const twice = await authorize("ACTIVITY:READ,ACTIVITY:WRITE");
    expect([twice.status, await twice.response.text()]).toEqual([422, expect.stringContaining("Duplicate scope")]);
  });
});

describe("the consent page", () => {
  it("lets the user choose who they are and which scopes they allow", async () => {
    const { upstream, key, get, authorizeUrl, exchange } = await openOAuth();
    upstream.consentWith(null);
    const path = authorizeUrl("ACTIVITY:READ,CALENDAR:WRITE,SETTINGS:READ");
    const page = await (await get(path)).text();
    expect(page).toContain('name="scope" value="CALENDAR:WRITE" checked');
    const submit = async (decision: string) => {
      const body = new URLSearchParams([
        ["key", key],
        ["scope", "ACTIVITY:READ"],
        ["scope", "SETTINGS:READ"],
        ["decision", decision],
      ]);
      const response = await upstream.fetch(new Request(ORIGIN + path, { method: "POST", body }));
      return new URL(response.headers.get("Location") ?? ORIGIN).searchParams;
    };
    expect((await submit("deny")).get("error")).toBe("access_denied");
    const response = await exchange((await submit("allow")).get("code"));
    expect(await response.json()).toMatchObject({ scope: "ACTIVITY:READ,SETTINGS:READ" });
  });
});

describe("an authorization code", () => {
  it("can be exchanged once and within two minutes", async () => {
    let now = 1_000_000;
    const { authorize, exchange } = await openOAuth({ now: () => now });
    const code = (await authorize()).returned.get("code");
    expect((await exchange(code)).status).toBe(200);
    const again = await exchange(code);
    expect([again.status, await again.text()]).toEqual([404, '{"status":404,"error":"Code not found (expired?)"}']);
    const late = (await authorize()).returned.get("code");
    now += 121_000;
    expect((await exchange(late)).status).toBe(404);
  });
});

describe("an access token", () => {
  it("is revoked by the next one, and when the application disconnects", async () => {
    const { upstream, newToken, statusWith } = await openOAuth();
    const [first, second] = [await newToken(), await newToken()];
    expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);
    const disconnect = () => {
      const init = { method: "DELETE", headers: bearer(second) };
      return upstream.fetch(new Request(`${ORIGIN}/api/v1/disconnect-app`, init));
    };
    expect((await disconnect()).status).toBe(200);
    expect(await statusWith(second)).toBe(401);
    expect((await disconnect()).status).toBe(401);
  });
});

describe("the webhook of an application", () => {
  it("is called about changed access until it responds with 200", async () => {
    const received: { status: number; body: unknown }[] = [];
    const webhooks = webhookSender(async (request) => {
      const status = received.length === 0 ? 204 : 200;
      received.push({ status, body: await request.json() });
      return new Response(null, { status });
    });
    const { upstream, key, newToken } = await openOAuth({ webhooks });
    upstream.addApp({ ...APP, webhook: { url: "https://app.test/hook", secret: "shared" } });
    await upstream.addAthlete({ key, id: "i6600001" });
    await newToken();
    await upstream.changeAccess({ key, clientId: 7, scope: null });
    expect(received.map(({ status }) => status)).toEqual([204, 200]);
    expect(received[1]?.body).toEqual({
      secret: "shared",
      events: [
        {
          athlete_id: "i6600001",
          type: "APP_SCOPE_CHANGED",
          timestamp: expect.stringMatching(/\+00:00$/),
          client_id: 7,
          client_name: "An app",
          scope: "ACTIVITY:READ,SETTINGS:READ",
          deauthorized: true,
        },
      ],
    });
  });
});

describe("the token endpoint", () => {
  it("is not at the paths that look like it", async () => {
    const { get } = await openOAuth();
    expect((await get("/oauth/token")).status).toBe(405);
    const framework = await get("/api/v1/oauth/token");
    expect([framework.status, await framework.json()]).toEqual([404, expect.objectContaining({ error: "Not Found" })]);
  });
});
