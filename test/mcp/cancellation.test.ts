import { afterEach, expect, it, vi } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { fetchWorker, signIn } from "../fixtures/oauth-client.ts";

const KEY = "cancel00key0000000000000";

afterEach(() => {
  vi.restoreAllMocks();
  upstream.reset();
});

it("a stateless call ends on the server when its host goes away before the answer", async () => {
  await upstream.addAthlete({ key: KEY });
  const { access_token } = await signIn({ key: KEY });
  upstream.reset();
  upstream.fail({ kind: "slow", ms: 10_000, times: 9 });
  const log = vi.spyOn(console, "log");
  const leaving = new AbortController();
  const call = fetchWorker("/mcp", {
    method: "POST",
    signal: leaving.signal,
    headers: {
      Authorization: `Bearer ${access_token}`,
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
      "MCP-Protocol-Version": "2026-07-28",
      "Mcp-Method": "tools/call",
      "Mcp-Name": "icu_get_fitness_summary",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: {
        name: "icu_get_fitness_summary",
        arguments: {},
        _meta: {
          "io.modelcontextprotocol/protocolVersion": "2026-07-28",
          "io.modelcontextprotocol/clientCapabilities": {},
          "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
        },
      },
    }),
  });
  await vi.waitUntil(() => upstream.requests.length > 0, 5_000);
  leaving.abort();
  await expect(call).rejects.toThrow();
  await vi.waitFor(() => expect(String(log.mock.calls.at(-1))).toContain('"outcome":"cancelled"'), 3_000);
});
