import { describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";
import { deploy } from "../fixtures/deployment.ts";
import { post } from "../fixtures/raw-mcp.ts";

const stateless = athleteSession();
const session = stateless.connect({ era: "session" });

describe.each([
  ["a stateless client (2026-07-28)", stateless],
  ["a client with a session (2025-11-25)", session],
])("%s", (_, connection) => {
  it("can list the tools", async () => {
    const tools = await connection.client.listTools();
    expect(tools.map(({ name }) => name)).toContain("icu_get_wellness_data");
  });

  it("can call a tool", async () => {
    expect((await connection.call("icu_get_athlete_profile")).isError).toBe(false);
  });
});

describe("a deployment with other settings", () => {
  it("applies to stateless requests at once", async () => {
    const { call } = stateless;
    expect((await call("icu_get_gear_list")).isError).toBe(false);
    deploy({ INTERVALS_API_URL: "https://moved.test" });
    expect((await call("icu_get_gear_list")).text).toContain("Intervals.icu cannot be reached");
    deploy({});
    expect((await call("icu_get_gear_list")).isError).toBe(false);
  });
});

describe("a session", () => {
  const initialize = (protocolVersion: string) => {
    const params = { protocolVersion, capabilities: {}, clientInfo: { name: "t", version: "1" } };
    const request = { jsonrpc: "2.0", id: 1, method: "initialize", params };
    return post(stateless.user.access_token, JSON.stringify(request));
  };

  it.each(["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])(
    "can be started with protocol version %s",
    async (version) => {
      const { headers, text } = await initialize(version);
      expect(headers.get("Mcp-Session-Id")).toMatch(/^[0-9a-f]{64}\.[\w-]{43}$/);
      expect(text).toContain(`"protocolVersion":"${version}"`);
    },
  );

  it("gets the newest version with sessions for an unknown protocol version", async () => {
    expect((await initialize("2099-01-01")).text).toContain('"protocolVersion":"2025-11-25"');
  });
});
