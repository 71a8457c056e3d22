import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";
import { SignIn } from "../local/sign-in.ts";
import { exerciseClient, textOf } from "./exercise-client.ts";

const KEY = "canarykey7f3a9b2c4d5e6f70";
const ATHLETE_ID = "i987123654";
const NAME = "Canary Nightingale";

/** Every form in which a secret could lie around. */
const TRACES = {
  "the key": KEY,
  "the key in Basic auth": btoa(`API_KEY:${KEY}`).slice(0, 40),
  "the key, base64": btoa(KEY).slice(0, 30),
  "the athlete id": ATHLETE_ID,
  "the athlete id without its letter": ATHLETE_ID.slice(1),
  "the athlete id, base64": btoa(ATHLETE_ID).slice(0, 12),
  "the name": NAME,
  "the refused key": "refusedkey00canary11",
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

async function useWith(mode: "legacy" | "auto"): Promise<void> {
  const signIn = new SignIn({ decision: "approve", preset: "everything", api_key: KEY, athlete_id: ATHLETE_ID });
  const transport = () => new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: signIn });
  const make = () => new Client({ name: "e2e", version: "1" }, { versionNegotiation: { mode } });
  const waiting = transport();
  await expect(make().connect(waiting)).rejects.toThrow(UnauthorizedError);
  await waiting.finishAuth(signIn.arrivedAt?.searchParams ?? new URLSearchParams());
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
    const refused = new SignIn({ decision: "approve", api_key: "refusedkey00canary11" });
    const transport = new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: refused });
    const connecting = new Client({ name: "e2e", version: "1" }).connect(transport);
    await expect(connecting).rejects.toThrow(/does not accept this key/);
    await useWith("legacy");
    await useWith("auto");
  });

  it("no stored byte and no log line contains the key, the athlete id or the name in plain text", () => {
    const kept = filesBelow(product.folder).map((path) => [path, readFileSync(path, "latin1")] as const);
    // What is stored is really looked at: the envelope and its pseudonym are there.
    expect(kept.some(([, text]) => /credential:u[\w-]{26}/.test(text))).toBe(true);
    const places = [...kept, ["the log", product.log()] as const];
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
