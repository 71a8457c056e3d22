import { beforeAll, describe, expect, it } from "vitest";
import { deploy } from "../fixtures/deployment.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import { fetchWorker, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";

const KEY = "deployed0key000000000000";

let person: SignedInUser;
beforeAll(async () => {
  person = await signIn();
});

describe.each([
  ["2026-07-28, stateless", connectStateless],
  ["2025-11-25, in a session", connectSession],
])("%s", (_, connect) => {
  let host: McpClient;
  beforeAll(async () => {
    host = await connect(person.access_token);
  });

  it("lists the tools", async () => {
    const tools = await host.listTools();
    expect(tools.map(({ name }) => name)).toContain("icu_get_wellness_data");
  });

  it("answers a call", async () => {
    const answer = await host.call("icu_get_athlete_profile");
    expect(answer.isError).toBe(false);
  });
});

describe("a deployment with other settings", () => {
  it("is served by the handler of the stateless era, also after an earlier one", async () => {
    await upstream.addAthlete({ key: KEY, id: "i7620001" });
    const client = await connectStateless((await signIn({ key: KEY })).access_token);
    expect((await client.call("icu_get_gear_list")).isError).toBe(false);
    deploy({ INTERVALS_API_URL: "https://moved.test" });
    expect((await client.call("icu_get_gear_list")).text).toContain("Intervals.icu cannot be reached");
    deploy({});
    expect((await client.call("icu_get_gear_list")).isError).toBe(false);
  });
});

describe("the protocol version", () => {
  const initialize = (protocolVersion: string) =>
    fetchWorker("/mcp", {
      method: "POST",
      headers: {
        Authorization: `Bearer ${person.access_token}`,
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
      },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "initialize",
        params: { protocolVersion, capabilities: {}, clientInfo: { name: "t", version: "1" } },
      }),
    });

  it.each(["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])("%s is spoken, in a session", async (version) => {
    const response = await initialize(version);
    expect(response.headers.get("Mcp-Session-Id")).toMatch(/^[0-9a-f]{64}\.[\w-]{43}$/);
    expect(await response.text()).toContain(`"protocolVersion":"${version}"`);
  });

  it("of the future is answered with the newest one of its era", async () => {
    expect(await (await initialize("2099-01-01")).text()).toContain('"protocolVersion":"2025-11-25"');
  });
});
