import { connect as connectSocket } from "node:net";
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OAuthClient } from "../local/oauth-client.ts";
import { type Server, startProduct } from "../local/servers.ts";

/** Calls in sessions, and how many at once. */
const SESSION_CALLS = 2_000;
const CONCURRENT = 12;

let product: Server;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

async function connect(): Promise<Client> {
  const oauth = new OAuthClient({ decision: "demo", preset: "read" });
  const transport = () => new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: oauth });
  const create = () => new Client({ name: "e2e", version: "1" }, { versionNegotiation: { mode: "legacy" } });
  const unauthorized = transport();
  await expect(create().connect(unauthorized)).rejects.toThrow(UnauthorizedError);
  await unauthorized.finishAuth(oauth.callbackParams);
  const client = create();
  await client.connect(transport());
  return client;
}

const isUp = async () => (await fetch(`${product.url}/healthz`)).ok;

/** Sends the beginning of a request and closes the connection. */
function hangUpInBody(path: string): Promise<void> {
  const { hostname, port, host } = new URL(product.url);
  return new Promise((resolve, reject) => {
    const socket = connectSocket(Number(port), hostname, () => {
      const head = [
        `POST ${path} HTTP/1.1`,
        `Host: ${host}`,
        "Content-Type: application/json",
        "Content-Length: 100000",
      ];
      socket.write(`${head.join("\r\n")}\r\n\r\n{"jsonrpc":"2.0",`);
      setTimeout(() => socket.destroy(), 50);
    });
    socket.once("error", reject).once("close", () => resolve());
  });
}

describe("the local server", () => {
  it("keeps running when clients hang up in the middle of a body", async () => {
    for (let request = 0; request < 20; request++) await hangUpInBody(request % 2 ? "/mcp" : "/oauth/token");
    expect(await isUp()).toBe(true);
  });

  it("keeps running, and answers, when a call keeps the isolate busy", async () => {
    const client = await connect();
    const text = "- 10m 60%\n".repeat(1_900);
    const validate = () => client.callTool({ name: "icu_validate_workout", arguments: { sport: "Ride", text } });
    const busy = Array.from({ length: 20 }, validate);
    expect(await isUp()).toBe(true);
    await Promise.all(busy);
    expect(await isUp()).toBe(true);
    await client.close();
  }, 120_000);

  it("keeps running after thousands of calls in sessions", async () => {
    const clients = await Promise.all(Array.from({ length: CONCURRENT }, connect));
    let sent = 0;
    let failed = 0;
    await Promise.all(
      clients.map(async (client) => {
        while (sent++ < SESSION_CALLS) {
          const { isError } = await client.callTool({
            name: "icu_validate_workout",
            arguments: { sport: "Ride", text: "- 10m 60%" },
          });
          if (isError) failed++;
        }
      }),
    );
    expect([await isUp(), failed]).toEqual([true, 0]);
    await Promise.all(clients.map((client) => client.close()));
  }, 300_000);
});
