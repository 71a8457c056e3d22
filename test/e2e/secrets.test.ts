import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OAuthClient } from "../local/oauth-client.ts";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";
import { exerciseClient, textOf } from "./exercise-client.ts";

const KEY = "canarykey7f3a9b2c4d5e6f70";
const ATHLETE_ID = "i987123654";
const NAME = "Canary Nightingale";

/** Every form in which a secret could be stored. */
const TRACES = {
  "the key": KEY,
  "the key in Basic auth": btoa(`API_KEY:${KEY}`).slice(0, 40),
  "the key, base64": btoa(KEY).slice(0, 30),
  "the athlete id": ATHLETE_ID,
  "the athlete id without its letter": ATHLETE_ID.slice(1),
  "the athlete id, base64": btoa(ATHLETE_ID).slice(0, 12),
  "the name": NAME,
  "the rejected key": "wrongkey0000canary11",
};

let upstream: Server;
let product: Server;
beforeAll(async () => {
  upstream = await startUpstream();
  await fetch(`${upstream.url}/__control/athletes`, {
    method: "POST",
    body: JSON.stringify({ key: KEY, id: ATHLETE_ID, name: NAME }),
  });
  product = await startProduct({ upstream: upstream.url });
});
afterAll(async () => {
  await product?.stop();
  await upstream?.stop();
});

async function callToolsWith(mode: "legacy" | "auto"): Promise<void> {
  const oauth = new OAuthClient({ decision: "approve", preset: "everything", api_key: KEY, athlete_id: ATHLETE_ID });
  const transport = () => new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: oauth });
  const make = () => new Client({ name: "e2e", version: "1" }, { versionNegotiation: { mode } });
  const unauthorized = transport();
  await expect(make().connect(unauthorized)).rejects.toThrow(UnauthorizedError);
  await unauthorized.finishAuth(oauth.callbackParams);
  const client = make();
  await client.connect(transport());
  const call = async (name: string, args: Record<string, unknown>) =>
    textOf(await client.callTool({ name, arguments: args }));
  await exerciseClient({ listTools: async () => (await client.listTools()).tools.map(({ name }) => name), call });
  expect(await call("icu_get_athlete_profile", {})).toContain(NAME);
  await call("icu_get_fitness_summary", { athlete_id: "i1" });
  await call("icu_get_activity_details", { activity_id: "i1" });
  await client.close();
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

describe("after a user has signed in and called tools in both eras", () => {
  beforeAll(async () => {
    const rejected = new OAuthClient({ decision: "approve", api_key: "wrongkey0000canary11" });
    const transport = new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: rejected });
    const connecting = new Client({ name: "e2e", version: "1" }).connect(transport);
    await expect(connecting).rejects.toThrow(/does not accept this key/);
    await callToolsWith("legacy");
    await callToolsWith("auto");
  });

  it("no stored byte and no log line contains the key, the athlete id or the name in plain text", () => {
    const files = filesBelow(product.folder).map((path) => [path, readFileSync(path, "latin1")] as const);
    // Proves that the right files were read: they contain the key of an envelope.
    expect(files.some(([, text]) => /credential:u[\w-]{26}/.test(text))).toBe(true);
    const places = [...files, ["the log", product.log()] as const];
    const found = places.flatMap(([place, text]) =>
      Object.entries(TRACES).flatMap(([what, trace]) => (text.includes(trace) ? [`${what} in ${place}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it("Intervals.icu received the key, so the test searched for the right one", async () => {
    const seen = await (await fetch(`${upstream.url}/__control/requests`)).text();
    expect(seen).toContain('"auth":"key"');
  });

  it("the log has the tool and outcome of each call, and nothing else", () => {
    const lines = product
      .log()
      .split("\n")
      .filter((line) => line.includes('"event":"tool"'));
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) {
      expect(Object.keys(JSON.parse(line.slice(line.indexOf("{"))))).toEqual(
        expect.arrayContaining(["event", "name", "effect", "outcome", "milliseconds", "uid"]),
      );
    }
  });
});
