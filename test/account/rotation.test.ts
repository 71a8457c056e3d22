import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { deploy } from "../fixtures/deployment.ts";
import { connectSession, connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";
import { post } from "../fixtures/raw-mcp.ts";

const master = (letter: string) => btoa(letter.repeat(32));
const OLD = { VAULT_KEYS: JSON.stringify({ old: master("a") }), VAULT_ACTIVE: "old" };
const BOTH = JSON.stringify({ old: master("a"), new: master("b") });
const ROLLED_OUT = { VAULT_KEYS: BOTH, VAULT_ACTIVE: "old" };
const SWITCHED = { VAULT_KEYS: BOTH, VAULT_ACTIVE: "new" };
const DONE = { VAULT_KEYS: JSON.stringify({ new: master("b") }), VAULT_ACTIVE: "new" };

afterEach(() => deploy({}));

const envelopeOf = (uid: string) => env.CREDENTIALS.get(`credential:${uid}`);

describe("a new master key", () => {
  it("is rolled out under load without a failed request, and encrypts the credential", async () => {
    deploy(OLD);
    const user = await signIn();
    const clients = [await connectStateless(user.access_token), await connectSession(user.access_token)];
    let isRunning = true;
    const outcomes: string[] = [];
    const load = clients.map(async (client: McpClient) => {
      while (isRunning) {
        const { isError, text } = await client.call("icu_get_fitness_chart", { days_back: 1, days_ahead: 0 });
        outcomes.push(isError ? text : "ok");
      }
    });
    for (const step of [ROLLED_OUT, SWITCHED]) {
      deploy(step);
      await evictDurableObject(env.ACCOUNT.getByName(user.uid));
      const enough = outcomes.length + 6;
      while (outcomes.length < enough) await scheduler.wait(20);
    }
    expect(await envelopeOf(user.uid)).toMatch(/^v1\.new\./);
    deploy(DONE);
    const enough = outcomes.length + 4;
    while (outcomes.length < enough) await scheduler.wait(20);
    isRunning = false;
    await Promise.all(load);
    expect(new Set(outcomes)).toEqual(new Set(["ok"]));
  });

  it("that is missing leads to 503 with Retry-After and loses nothing", async () => {
    deploy(SWITCHED);
    const user = await signIn();
    deploy(OLD);
    await evictDurableObject(env.ACCOUNT.getByName(user.uid));
    const response = await post(user.access_token, "{}");
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "30"]);
    deploy(SWITCHED);
    await evictDurableObject(env.ACCOUNT.getByName(user.uid));
    expect((await (await connectStateless(user.access_token)).call("icu_get_athlete_profile")).isError).toBe(false);
  });
});

describe("a stored envelope", () => {
  it("A54 that was swapped with another user's is rejected without details", async () => {
    const [alice, bob] = [await signIn(), await signIn()];
    const foreign = await envelopeOf(bob.uid);
    await env.CREDENTIALS.put(`credential:${alice.uid}`, foreign ?? "");
    await evictDurableObject(env.ACCOUNT.getByName(alice.uid));
    const response = await post(alice.access_token, "{}");
    expect(response.status).toBe(401);
    expect(response.text).not.toMatch(/vault|envelope|demo-/);
  });
});
