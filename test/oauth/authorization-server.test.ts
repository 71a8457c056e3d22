import { describe, expect, it } from "vitest";
import { connectSession, connectStateless } from "../fixtures/mcp-client.ts";
import { fetchWorker, refresh, signIn, type Tokens } from "../fixtures/oauth-client.ts";
import { post } from "../fixtures/raw-mcp.ts";

const tokensIn = async (response: Response) => (await response.json()) as Tokens;
describe("the authorization server", () => {
  it("publishes its metadata (RFC 8414, RFC 9728) with PKCE, DCR, CIMD and issuer identification", async () => {
    const server = await (await fetchWorker("/.well-known/oauth-authorization-server")).json();
    expect(server).toMatchObject({
      issuer: "http://localhost:8787",
      authorization_endpoint: "http://localhost:8787/authorize",
      token_endpoint: "http://localhost:8787/oauth/token",
      registration_endpoint: "http://localhost:8787/oauth/register",
      code_challenge_methods_supported: ["S256"],
      client_id_metadata_document_supported: true,
      authorization_response_iss_parameter_supported: true,
    });
    const resource = await (await fetchWorker("/.well-known/oauth-protected-resource/mcp")).json();
    expect(resource).toMatchObject({
      resource: "http://localhost:8787/mcp",
      authorization_servers: ["http://localhost:8787"],
      scopes_supported: ["intervals:read", "intervals:write", "intervals:delete"],
    });
  });

  it("answers a request without a token with 401 and the resource metadata", async () => {
    const response = await fetchWorker("/mcp", {
      method: "POST",
      body: "{}",
      headers: { "Content-Type": "application/json" },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toContain(
      'resource_metadata="http://localhost:8787/.well-known/oauth-protected-resource/mcp"',
    );
  });

  it("has no OpenID configuration, which clients would prefer to its metadata", async () => {
    expect((await fetchWorker("/.well-known/openid-configuration")).status).toBe(404);
  });
});

describe("a refresh token", () => {
  it("returns a token with the granted scopes", async () => {
    const { app, refresh_token } = await signIn({ preset: "read" });
    expect(await tokensIn(await refresh(app, refresh_token))).toMatchObject({ scope: "intervals:read offline_access" });
  });
});

describe("the scopes of a token", () => {
  it.each([
    ["stateless", connectStateless],
    ["session", connectSession],
  ])("decide which tools are listed (%s)", async (_, connect) => {
    const { access_token } = await signIn({ preset: "read" });
    const names = (await (await connect(access_token)).listTools()).map(({ name }) => name);
    expect(names).toContain("icu_get_calendar_events");
    expect(names).not.toContain("icu_create_event");
    expect(names).not.toContain("icu_delete_event");
  });

  it.each([
    ["stateless", connectStateless],
    ["session", connectSession],
  ])("decide which tools can be called (%s)", async (_, connect) => {
    const { access_token } = await signIn({ preset: "read" });
    const client = await connect(access_token);
    await expect(client.callAndConfirm("icu_delete_event", { event_id: 1 })).rejects.toThrow();
  });

  it("A49 are named in a 403 insufficient_scope when one is missing", async () => {
    const { access_token } = await signIn({ preset: "read" });
    const params = { name: "icu_create_event", arguments: {} };
    const request = { jsonrpc: "2.0", id: 1, method: "tools/call", params };
    const response = await post(access_token, JSON.stringify(request));
    expect(response.status).toBe(403);
    const challenge = response.headers.get("WWW-Authenticate");
    expect(challenge).toContain('error="insufficient_scope"');
    expect(challenge).toContain('scope="intervals:read intervals:write"');
  });

  it("and the toolset limit the list to the essentials when the user chose them", async () => {
    const everything = await connectStateless((await signIn()).access_token);
    const essentials = await connectStateless((await signIn({ toolset: "essentials" })).access_token);
    const names = (await essentials.listTools()).map(({ name }) => name);
    expect(names).not.toContain("icu_get_activity_streams");
    expect((await everything.listTools()).length).toBeGreaterThan(names.length);
  });
});
