import { Client, StreamableHTTPClientTransport, UnauthorizedError } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OAuthClient } from "../local/oauth-client.ts";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";
import { textOf } from "./exercise-client.ts";

let upstream: Server;
let product: Server;
beforeAll(async () => {
  upstream = await startUpstream();
  product = await startProduct({ upstream: upstream.url });
});
afterAll(async () => {
  await product?.stop();
  await upstream?.stop();
});
beforeEach(() => fetch(`${upstream.url}/__control/requests`, { method: "DELETE" }));

async function connect(mode: "legacy" | "auto"): Promise<Client> {
  const oauth = new OAuthClient({ decision: "approve", preset: "coach", api_key: "key-auckland" });
  const transport = () => new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: oauth });
  const make = () => new Client({ name: "e2e", version: "1" }, { versionNegotiation: { mode } });
  const unauthorized = transport();
  await expect(make().connect(unauthorized)).rejects.toThrow(UnauthorizedError);
  await unauthorized.finishAuth(oauth.callbackParams);
  const client = make();
  await client.connect(transport());
  return client;
}

const slow = (ms: number) =>
  fetch(`${upstream.url}/__control/faults`, { method: "POST", body: JSON.stringify({ kind: "slow", ms, times: 9 }) });

const outcomes = () => [...product.log().matchAll(/"outcome":"(\w+)"/g)].map(([, outcome]) => outcome);

describe.each([
  ["in a session", "legacy"],
  ["stateless", "auto"],
] as const)("a long call (%s)", (_, mode) => {
  it("reports progress", async () => {
    const client = await connect(mode);
    const received: number[] = [];
    await client.callTool(
      { name: "icu_get_fitness_summary", arguments: {} },
      { onprogress: ({ progress }) => received.push(progress) },
    );
    expect(received.length).toBeGreaterThan(1);
    expect(received).toEqual([...received].sort((a, b) => a - b));
    await client.close();
  });

  it("ends on the server when the client cancels it", async () => {
    const client = await connect(mode);
    await client.callTool({ name: "icu_get_fitness_summary", arguments: {} });
    await slow(20_000);
    const before = outcomes().length;
    const cancel = new AbortController();
    // With progress, the client has an open stream to close.
    const options = { signal: cancel.signal, onprogress: () => {} };
    const call = client.callTool({ name: "icu_get_fitness_summary", arguments: {} }, options);
    setTimeout(() => cancel.abort(), 300);
    await expect(call).rejects.toThrow();
    const deadline = Date.now() + 15_000;
    while (outcomes().length === before && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(outcomes().slice(before)).toEqual(["cancelled"]);
    await client.close();
  });

  it("accepts large arguments", async () => {
    const client = await connect(mode);
    const description = `- 10m 60% ${"x".repeat(15_000)}`;
    const args = { start_date: "+1d", name: "Large", category: "NOTE", description };
    const answer = await client.callTool({ name: "icu_create_event", arguments: args });
    expect(textOf(answer)).toContain("«Large»");
    const huge = await client.callTool({
      name: "icu_create_event",
      arguments: { ...args, description: "y".repeat(3_000_000) },
    });
    expect(textOf(huge)).toContain("description: ");
    await client.close();
  });
});
