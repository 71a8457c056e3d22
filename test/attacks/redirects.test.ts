import { beforeAll, describe, expect, it } from "vitest";
import {
  type App,
  authorizePath,
  fetchWorker,
  openConsentPage,
  registerApp,
  submitConsent,
} from "../fixtures/oauth-client.ts";

const REGISTERED = "https://app.example/callback";
let app: App;
beforeAll(async () => {
  app = await registerApp("An app on the web", REGISTERED);
});

/** Expects an error page instead of a redirect. */
async function expectErrorPage(path: string): Promise<void> {
  const response = await fetchWorker(path);
  expect([path, response.status, response.headers.get("Location")]).toEqual([path, 400, null]);
}

describe("a redirect URI", () => {
  it.each([
    "https://evil.example/callback",
    "https://app.example.evil.example/callback",
    "https://evilapp.example/callback",
    "https://app.example/callback/",
    "https://app.example/callback/../callback",
    "https://app.example/callback/%2e%2e/evil",
    "https://app.example/callback?next=https://evil.example",
    "https://app.example/callback#x",
    "https://app.example/CALLBACK",
    "https://user@app.example/callback",
    "https://app.example@evil.example/callback",
    "https://app.example:8443/callback",
    "https://app.example./callback",
    "https://app.example\\@evil.example/callback",
    "http://app.example/callback",
    "https:app.example/callback",
    "//app.example/callback",
    "javascript:alert(1)//https://app.example/callback",
    "data:text/html,https://app.example/callback",
    "",
  ])("A10 must equal the registered one exactly: %s", async (redirectUri) => {
    await expectErrorPage(await authorizePath({ ...app, redirectUri }));
  });

  it("A10 with a loopback address may differ in its port only", async () => {
    const program = await registerApp("A program", "http://127.0.0.1:4000/callback");
    const open = async (redirectUri: string) =>
      (await fetchWorker(await authorizePath({ ...program, redirectUri }))).status;
    expect(await open("http://127.0.0.1:5000/callback")).toBe(200);
    for (const other of [
      "http://127.0.0.1:4000/other",
      "http://127.0.0.2:4000/callback",
      "https://127.0.0.1/callback",
    ]) {
      expect([other, await open(other)]).toEqual([other, 400]);
    }
  });

  it.each([
    ["client_id", "someone-else"],
    ["redirect_uri", "https://evil.example/callback"],
    ["redirect_uri", REGISTERED],
    ["state", "another"],
    ["scope", "intervals:erase"],
    ["code_challenge", "x"],
    ["resource", "https://evil.example/mcp"],
  ])("A11 cannot be set by repeating a parameter (%s=%s)", async (name, value) => {
    const path = await authorizePath(app, { scope: "intervals:read" });
    await expectErrorPage(`${path}&${new URLSearchParams({ [name]: value })}`);
    await expectErrorPage(path.replace("?", `?${new URLSearchParams({ [name]: value })}&`));
  });

  it("A11 cannot be set by repeating a parameter in the form's URL", async () => {
    const page = await openConsentPage(app);
    const answer = await submitConsent({ ...page, path: `${page.path}&state=another` }, { decision: "deny" });
    expect([answer.status, answer.headers.get("Location")]).toEqual([400, null]);
  });
});

describe("an error response", () => {
  it.each<[string, Record<string, string>]>([
    ["no PKCE", { code_challenge: "", code_challenge_method: "" }],
    ["another response type", { response_type: "token" }],
    ["another resource", { resource: "https://evil.example/mcp" }],
  ])("A12 redirects to the registered URI only (%s)", async (_, wrong) => {
    const response = await fetchWorker(await authorizePath(app, wrong));
    expect(response.headers.get("Location")).toMatch(/^https:\/\/app\.example\/callback\?error=/);
    await expectErrorPage(await authorizePath({ ...app, redirectUri: "https://evil.example/" }, wrong));
    await expectErrorPage(await authorizePath({ clientId: "nobody", redirectUri: "https://evil.example/" }, wrong));
  });

  it("A12 cannot be redirected by the content of state", async () => {
    const state = "x&redirect_uri=https://evil.example/\r\nLocation: https://evil.example/";
    const denied = await submitConsent(await openConsentPage(app, { state }), { decision: "deny" });
    const location = new URL(denied.headers.get("Location") ?? "");
    expect([location.origin, location.pathname]).toEqual(["https://app.example", "/callback"]);
    expect(location.searchParams.get("state")).toBe(state);
  });

  it.each([
    "/sign-in/intervals?state=x&code=y&redirect_uri=https://evil.example/",
    "/account?next=https://evil.example/",
    "//evil.example/mcp/",
    "/mcp//evil.example/",
    "/\\evil.example",
  ])("A12 is never an open redirect (%s)", async (path) => {
    const response = await fetchWorker(`http://localhost:8787${path}`, { headers: { Accept: "text/html" } });
    const target = new URL(response.headers.get("Location") ?? "/", "http://localhost:8787");
    expect(target.host).toBe("localhost:8787");
  });
});

describe("an authorization request", () => {
  it.each(["token", "id_token", "code token", "none", ""])(
    "A13 is rejected with another response type (%j)",
    async (type) => {
      const response = await fetchWorker(await authorizePath(app, { response_type: type }));
      const location = new URL(response.headers.get("Location") ?? "");
      expect(location.searchParams.get("error")).toMatch(/^(unsupported_response_type|invalid_request)$/);
      expect(location.hash).toBe("");
      expect(response.headers.get("Location")).not.toMatch(/access_token|[?&]code=/);
    },
  );

  it.each(["fragment", "form_post", "query.jwt", "web_message", ""])(
    "A13 is rejected with another response mode (%j)",
    async (mode) => {
      await expectErrorPage(await authorizePath(app, { response_mode: mode }));
    },
  );
});
