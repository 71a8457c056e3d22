import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { requestedUrls, serveUrl, upstream } from "../fixtures/fake-network.ts";
import {
  authorizePath,
  codeFrom,
  fetchWorker,
  ORIGIN,
  openConsentPage,
  readConsentPage,
  redeemCode,
  registerApp,
  signIn,
  submitConsent,
} from "../fixtures/oauth-client.ts";

const KEY = "connect0key0000000000000";

beforeEach(async () => {
  upstream.reset();
  await env.DB.exec("DELETE FROM login_attempts");
  await upstream.addAthlete({ key: KEY, id: "i7700001" });
});

const storedCredentials = async () => (await env.CREDENTIALS.list()).keys.length;

describe("the consent page", () => {
  it("shows the app's name, where access is sent, and that the name is not verified", async () => {
    const { html, response } = await openConsentPage(await registerApp("Coach GPT", "https://coach.example/cb"));
    expect(response.status).toBe(200);
    expect(html).toContain("Coach GPT");
    expect(html).toContain('<dd class="host">coach.example</dd>');
    expect(html).toContain("Not verified: the app chose this name itself.");
    expect(html).not.toContain("<script");
  });

  it("A62 shows the name that an app chose only after the host that receives access, and not in its heading", async () => {
    const { html } = await openConsentPage(await registerApp("Coach GPT", "https://coach.example/cb"));
    expect(html).toContain("<title>Connect coach.example to Intervals.icu</title>");
    expect(html).toContain("<h1>Connect coach.example to your Intervals.icu training</h1>");
    expect(html).toMatch(/<dd class="host">coach\.example<\/dd>.*Coach GPT.*Not verified/);
    expect(html.split("Coach GPT")).toHaveLength(2);
  });

  it("warns when access is sent to an app on this computer", async () => {
    const { html } = await openConsentPage(await registerApp());
    expect(html).toContain("<h1>Connect an app on this computer to your Intervals.icu training</h1>");
    expect(html).toContain("This gives access to an app on this computer.");
  });

  it("shows the verified publisher of a client with a metadata document at a known domain", async () => {
    const clientId = "https://claude.ai/oauth/mcp-oauth-client-metadata";
    const redirectUri = "https://claude.ai/api/mcp/auth_callback";
    serveUrl(clientId, () =>
      Response.json({
        client_id: clientId,
        client_name: "Claude",
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: "none",
      }),
    );
    const { html } = await openConsentPage({ clientId, redirectUri });
    expect(html).toContain("Verified: published by claude.ai.");
    expect(html).toContain("<h1>Connect Claude to your Intervals.icu training</h1>");
    expect(requestedUrls).toContain(clientId);
  });

  it("offers four presets, single scopes, two toolsets and the demo athlete", async () => {
    const { html } = await openConsentPage(await registerApp());
    for (const part of [
      'name="preset" value="read"',
      'name="preset" value="plan"',
      'name="preset" value="coach"',
      'name="preset" value="everything"',
      'name="scope" value="intervals:erase"',
      'name="scope" value="intervals:athletes"',
      'name="toolset" value="essentials"',
      'name="decision" value="approve"',
      'name="decision" value="deny"',
      'name="decision" value="demo"',
      'name="api_key"',
      'name="athlete_id"',
    ]) {
      expect(html).toContain(part);
    }
  });

  it("A30 cannot be framed, runs no script, and submits its form to this server and the app only", async () => {
    const { response } = await openConsentPage(await registerApp("x", "https://coach.example/cb"));
    const policy = response.headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' https://coach.example");
    expect(response.headers.get("X-Frame-Options")).toBe("DENY");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
  });

  it("shows the app's name as plain text without invisible characters", async () => {
    const { html } = await openConsentPage(await registerApp('<b onmouseover="x">\u202eClaude\u0000</b>'));
    expect(html).toContain("&lt;b onmouseover=&quot;x&quot;&gt;Claude&lt;/b&gt;");
    expect(html).not.toContain("\u202e");
  });

  it("explains a request of an unregistered app and does not redirect", async () => {
    const response = await fetchWorker(
      await authorizePath({ clientId: "nobody", redirectUri: "https://evil.example/" }),
    );
    expect(response.status).toBe(400);
    expect(response.headers.get("Location")).toBeNull();
    expect(await response.text()).toContain("This app could not be recognised");
  });
});

describe("approving with a key", () => {
  it("redirects with a code, state and issuer, and stores the key once", async () => {
    const app = await registerApp();
    const before = await storedCredentials();
    const response = await submitConsent(await openConsentPage(app), {
      decision: "approve",
      preset: "read",
      api_key: KEY,
    });
    expect(response.status).toBe(302);
    const location = new URL(response.headers.get("Location") ?? "");
    expect(location.searchParams.get("state")).toBe("a-state");
    expect(location.searchParams.get("iss")).toBe(ORIGIN);
    expect(await storedCredentials()).toBe(before + 1);
    const tokens = await redeemCode(app, codeFrom(response));
    expect(await tokens.json()).toMatchObject({ token_type: "bearer", scope: "intervals:read offline_access" });
  });

  it("verifies the key with the athlete's own record first", async () => {
    await submitConsent(await openConsentPage(await registerApp()), { decision: "approve", api_key: KEY });
    expect(upstream.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /api/v1/athlete/0"]);
  });

  it("grants single scopes instead of the preset", async () => {
    const { scope } = await signIn({ key: KEY, preset: "everything", scope: ["intervals:read", "intervals:message"] });
    expect(scope.split(" ")).toEqual(["intervals:read", "intervals:message", "offline_access"]);
  });

  it("A53 identifies the user by the key, whatever athlete id is entered", async () => {
    const first = await signIn({ key: KEY });
    const second = await signIn({ key: KEY, athleteId: "i7700001" });
    expect(second.uid).toBe(first.uid);
    expect(first.uid).not.toContain("7700001");
  });

  const submitRejected = async (fields: Record<string, string>) => {
    const before = await storedCredentials();
    const page = await openConsentPage(await registerApp());
    const response = await submitConsent(page, { decision: "approve", preset: "read", ...fields });
    expect(await storedCredentials()).toBe(before);
    return { page: await readConsentPage(page.path, response), status: response.status };
  };

  it("says beside the field that the key is wrong", async () => {
    const { page, status } = await submitRejected({ api_key: "wrong0key00000000000000" });
    expect(status).toBe(401);
    expect(page.html).toMatch(/id="api_key_wrong"[^>]*>Intervals\.icu does not accept this key/);
    expect(page.html).toContain('name="preset" value="read" checked');
  });

  it("asks for a key when none was entered", async () => {
    const { page, status } = await submitRejected({ api_key: "" });
    expect(status).toBe(400);
    expect(page.html).toContain("Paste your Intervals.icu API key");
  });

  it("never sends the key back to the browser", async () => {
    const { page } = await submitRejected({ api_key: KEY, athlete_id: "i1" });
    expect(page.html).not.toContain(KEY);
  });

  it("says that Intervals.icu cannot be reached", async () => {
    upstream.fail({ kind: "drop_before", times: 9 });
    const { page, status } = await submitRejected({ api_key: KEY });
    expect(status).toBe(502);
    expect(page.html).toMatch(/id="form_wrong"[^>]*>Intervals\.icu cannot be reached/);
  });

  it("says that the key cannot read the entered athlete", async () => {
    const { page, status } = await submitRejected({ api_key: KEY, athlete_id: "i999" });
    expect(status).toBe(403);
    expect(page.html).toMatch(/id="athlete_id_wrong"[^>]*>Your key works, but it cannot read athlete i999/);
  });

  it("accepts the corrected form", async () => {
    const { page } = await submitRejected({ api_key: "wrong0key00000000000000" });
    const response = await submitConsent(page, { decision: "approve", preset: "read", api_key: KEY });
    expect(response.status).toBe(302);
  });

  it("A52 is throttled after too many wrong keys, even with a valid key", async () => {
    for (let attempt = 0; attempt < 5; attempt++) await submitRejected({ api_key: "wrong0key00000000000000" });
    const { page, status } = await submitRejected({ api_key: KEY });
    expect(status).toBe(429);
    expect(page.html).toMatch(/id="api_key_wrong"[^>]*>Too many wrong keys\. Try again in 15 minutes\./);
  });

  it("does not count a failure of Intervals.icu as a wrong key", async () => {
    upstream.fail({ kind: "5xx", times: 9 });
    expect((await submitRejected({ api_key: KEY })).status).toBe(502);
    expect(await env.DB.prepare("SELECT * FROM login_attempts").all()).toMatchObject({ results: [] });
  });
});

describe("another decision", () => {
  it("returns access_denied to the app when the user declines", async () => {
    const response = await submitConsent(await openConsentPage(await registerApp()), { decision: "deny" });
    expect(response.status).toBe(302);
    const location = new URL(response.headers.get("Location") ?? "");
    expect(location.searchParams.get("error")).toBe("access_denied");
    expect(location.searchParams.get("state")).toBe("a-state");
  });

  it("gives each visitor a demo athlete, and the same one to the same browser", async () => {
    const app = await registerApp();
    const page = await openConsentPage(app);
    const first = await submitConsent(page, { decision: "demo", preset: "read" });
    const remembered = first.headers.getSetCookie().find((line) => line.startsWith("__Host-demo-visitor="));
    const again = await openConsentPage(app);
    const cookie = `${again.cookie}; ${remembered?.split(";")[0]}`;
    const second = await submitConsent(again, { decision: "demo" }, { Cookie: cookie });
    const otherUser = await submitConsent(await openConsentPage(app), { decision: "demo" });
    const uidIn = (response: Response) => codeFrom(response).split(":")[0];
    expect(uidIn(second)).toBe(uidIn(first));
    expect(uidIn(otherUser)).not.toBe(uidIn(first));
  });
});

describe("a form", () => {
  it.each([
    [
      "that was submitted before",
      async () => {
        const page = await openConsentPage(await registerApp());
        await submitConsent(page, { decision: "deny" });
        return page;
      },
    ],
    ["of another browser", async () => ({ ...(await openConsentPage(await registerApp())), cookie: "" })],
    ["with an invented handle", async () => ({ ...(await openConsentPage(await registerApp())), handle: "made-up" })],
  ])("A30 %s is shown again, and nothing is stored", async (_, makePage) => {
    const before = await storedCredentials();
    const page = await makePage();
    const response = await submitConsent(page, { decision: "approve", api_key: KEY });
    expect(response.status).toBe(400);
    const again = await readConsentPage(page.path, response);
    expect(again.html).toContain("This page has expired or was opened in another browser.");
    expect(again.handle).not.toBe(page.handle);
    expect(await storedCredentials()).toBe(before);
    expect(upstream.requests).toEqual([]);
  });

  it("A30 from another site is rejected", async () => {
    const page = await openConsentPage(await registerApp());
    const response = await submitConsent(
      page,
      { decision: "approve", api_key: KEY },
      { Origin: "https://evil.example" },
    );
    expect(response.status).toBe(403);
  });
});
