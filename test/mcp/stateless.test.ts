import { afterEach, expect, it, vi } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { sendStateless } from "../fixtures/raw-mcp.ts";

const session = athleteSession();

const PARAMS = { name: "icu_get_fitness_summary", arguments: {} };

afterEach(() => vi.restoreAllMocks());

it("a stateless call ends on the server when the client disconnects before the answer", async () => {
  upstream.fail({ kind: "slow", ms: 10_000, times: 9 });
  const log = vi.spyOn(console, "log");
  const client = new AbortController();
  const call = sendStateless(session.user.access_token, "tools/call", PARAMS, { signal: client.signal });
  await vi.waitUntil(() => upstream.requests.length > 0, 30_000);
  client.abort();
  await expect(call).rejects.toThrow();
  await vi.waitFor(() => expect(String(log.mock.calls.at(-1))).toContain('"outcome":"cancelled"'), 30_000);
});
