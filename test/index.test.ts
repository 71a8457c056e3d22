import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import worker from "../src/index.ts";
import { fetchWorker, signIn } from "./fixtures/oauth-client.ts";
import { post } from "./fixtures/raw-mcp.ts";

describe("the Worker", () => {
  it("answers every request with 503 and the name of the secret that is missing", async () => {
    const deployed = { ...env, PUBLIC_URL: "https://mcp.example.com" };
    const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
    const response = await worker.fetch(new Request("https://mcp.example.com/"), deployed, context);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("The secret VAULT_KEYS is missing");
  });

  it("answers 404 for a path that does not exist", async () => {
    expect((await fetchWorker("/nothing")).status).toBe(404);
  });

  it("answers 401 to a client whose user has no stored credential, so that it signs in again", async () => {
    const user = await signIn();
    await env.CREDENTIALS.delete(`credential:${user.uid}`);
    await evictDurableObject(env.ACCOUNT.getByName(user.uid));
    const { status, headers } = await post(user.access_token, "{}");
    expect(status).toBe(401);
    expect(headers.get("WWW-Authenticate")).toContain('error="invalid_token"');
  });
});
