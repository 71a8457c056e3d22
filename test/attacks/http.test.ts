import { beforeAll, describe, expect, it } from "vitest";
import { fetchWorker, ORIGIN, signIn } from "../fixtures/oauth-client.ts";
import { callTool, openSession, post, sendInSession, sendStateless } from "../fixtures/raw-mcp.ts";

let token: string;
beforeAll(async () => {
  token = (await signIn()).access_token;
});

const KILOBYTE = new Uint8Array(1024).fill(0x61);

/** A body in chunks without a Content-Length. `sent` returns how many bytes were read. */
function streamedBody(bytes: number, pause = async () => {}) {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await pause();
      controller.enqueue(KILOBYTE);
      sent += KILOBYTE.length;
      if (sent >= bytes) controller.close();
    },
  });
  return { body, sent: () => sent };
}

describe("a request body", () => {
  it.each(["/oauth/token", "/oauth/register", "/authorize", "/account/sign-in", "/sign-in/intervals", "/nothing"])(
    "A26 of 60 MB at %s is rejected after 16 KB",
    async (path) => {
      const { body, sent } = streamedBody(60 * 1024 * 1024);
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      expect((await fetchWorker(path, { method: "POST", headers, body })).status).toBe(413);
      expect(sent()).toBeLessThan(64 * 1024);
    },
  );

  it("A26 that is slow or has a false length is limited by what arrives", async () => {
    const slow = streamedBody(60 * 1024 * 1024, () => scheduler.wait(1));
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    expect((await fetchWorker("/oauth/token", { method: "POST", headers, body: slow.body })).status).toBe(413);
    const wrongLength = { ...headers, "Content-Length": "10" };
    const { body } = streamedBody(17 * 1024);
    expect((await fetchWorker("/oauth/token", { method: "POST", headers: wrongLength, body })).status).toBe(413);
  });

  it("A39 of 5 MB at /mcp is rejected with and without a token", async () => {
    const text = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping", params: { x: "x".repeat(5 * 1024 * 1024) } });
    expect((await post(token, text)).status).toBe(413);
    const { body, sent } = streamedBody(60 * 1024 * 1024);
    expect(
      (await fetchWorker("/mcp", { method: "POST", headers: { "Content-Type": "application/json" }, body })).status,
    ).toBe(413);
    expect(sent()).toBeLessThan(5 * 1024 * 1024);
  });

  it.each([101, 5_000])("A39 with a batch of %i is rejected", async (length) => {
    const batch = Array.from({ length }, (_, id) => ({ jsonrpc: "2.0", id, method: "ping" }));
    expect((await post(token, JSON.stringify(batch))).status).toBe(400);
  });

  it.each<[string, string]>([
    ["100,000 nested arrays", "[".repeat(100_000) + "]".repeat(100_000)],
    ["900,000 unclosed arrays", "[".repeat(900_000)],
    ["65 nested objects", `${'{"a":'.repeat(65)}1${"}".repeat(65)}`],
    ["200,000 properties", `{${Array.from({ length: 200_000 }, (_, n) => `"k${n}":1`).join()}}`],
    ["a repeated property", '{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/call"}'],
    ["a repeated property with an escape", '{"jsonrpc":"2.0","id":1,"method":"ping","m\\u0065thod":"x"}'],
    [
      "a repeated property in a nested object",
      '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":[{"b":1,"b":2}]}}',
    ],
  ])("A40 with %s is rejected before it is parsed", async (_, inside) => {
    for (const body of [inside, `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${inside}}`]) {
      expect((await post(token, body)).status).toBe(400);
    }
  });

  it("A40 with brackets and colons in strings is accepted", async () => {
    const deep = `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"${"[{:\\\\".repeat(50_000)}\\""}}`;
    const session = await openSession(token);
    expect((await post(token, deep, { "MCP-Protocol-Version": "2025-11-25", "Mcp-Session-Id": session })).status).toBe(
      200,
    );
  });
});

describe("another website", () => {
  it.each([
    "https://evil.example",
    "null",
    "https://claude.ai.evil.example",
    "https://evilclaude.ai",
    "http://claude.ai",
    "https://claude.ai:8443",
    "https://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "file://",
    "chrome-extension://abcdefgh",
  ])("A37 gets no answer from /mcp, with or without a token: Origin %j", async (origin) => {
    expect((await post(token, "{}", { Origin: origin })).status).toBe(403);
    expect((await post("none", "{}", { Origin: origin })).status).toBe(403);
  });

  it.each(["/authorize", "/account/sign-in", "/account/delete", "/sign-in/intervals"])(
    "A37 cannot post a form to %s, not even from an allowed client or localhost",
    async (path) => {
      for (const origin of ["https://evil.example", "null", "https://claude.ai", "http://localhost:3000"]) {
        const response = await fetchWorker(path, { method: "POST", headers: { Origin: origin }, body: "sure=yes" });
        expect([origin, response.status]).toEqual([origin, 403]);
      }
    },
  );

  it.each(["evil.example", "localhost.evil.example", "localhost.:8787", "192.168.0.1:8787"])(
    "A37 gets 403 under another Host (DNS rebinding): %s",
    async (host) => {
      for (const path of ["/", "/mcp", "/authorize", "/oauth/token", "/healthz", "/account"]) {
        expect([path, (await fetchWorker(`http://${host}${path}`)).status]).toEqual([path, 403]);
      }
    },
  );
});

describe("a response", () => {
  it.each([
    "/mcp/..%2f",
    "//mcp",
    "/MCP",
    "/mcp;/s",
    "/mcp/a.css",
    "/mcp.css",
    "/mcp%20",
    "/mcp%00",
    "/mcp\\",
    "/oauth/token/",
    "/oauth//token",
    "/account/../mcp/",
    "/authorize/x.css",
  ])("A55 for a similar path must not be stored: %s", async (path) => {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    for (const method of ["GET", "POST"]) {
      const response = await fetchWorker(ORIGIN + path, { method, headers, ...(method === "POST" && { body: "{}" }) });
      expect([401, 404]).toContain(response.status);
      expect(response.headers.get("Cache-Control")).toBe("no-store");
    }
  });

  it("A55 must not be stored by a proxy, except styles and images", async () => {
    const session = await openSession(token);
    const answers = [
      await callTool(token, "icu_get_athlete_profile"),
      await sendInSession(token, session, { id: 1, method: "tools/list" }),
      await sendStateless(token, "tools/list"),
    ];
    for (const { status, headers } of answers) {
      expect([status, headers.get("Cache-Control")]).toEqual([200, "no-store"]);
    }
    for (const path of [
      "/",
      "/account",
      "/account/x.css",
      "/privacy",
      "/healthz",
      "/.well-known/oauth-authorization-server",
    ]) {
      expect([path, (await fetchWorker(path)).headers.get("Cache-Control")]).toEqual([path, "no-store"]);
    }
  });
});
