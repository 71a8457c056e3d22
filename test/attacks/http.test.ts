import { beforeAll, describe, expect, it } from "vitest";
import { openAccountPage } from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { authorizePath, fetchWorker, ORIGIN, postForm, registerApp, signIn } from "../fixtures/oauth-client.ts";
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

describe("a path", () => {
  const KEY = "paths0key00000000000000";
  beforeAll(() => upstream.addAthlete({ key: KEY, id: "i7590001", name: "Patty Path" }));

  it.each([
    "/%61ccount/sign-in",
    "/account/%73ign-in",
    "/account/sign%2Din",
    "//account/sign-in",
    "/account//sign-in",
    "/account/sign-in%3Fx",
    "/account/%2e%2e%2faccount/sign-in",
    "/account;x/sign-in",
    "/%C0%61ccount/sign-in",
    "/%u0061ccount/sign-in",
  ])("A59 has one spelling; another one is not found: %s", async (path) => {
    for (const headers of [{}, { Origin: "https://evil.example" }]) {
      const response = await postForm(ORIGIN + path, { api_key: KEY }, headers);
      expect([path, response.status, response.headers.getSetCookie()]).toEqual([path, 404, []]);
    }
  });

  it("A59 in another spelling changes nothing for a user who is signed in", async () => {
    const { access_token } = await signIn({ key: KEY });
    const browser = await openAccountPage(KEY);
    for (const path of ["/acco%75nt/confirmation", "/acco%75nt/revoke", "/acco%75nt/delete", "/account/%64elete"]) {
      const fields = { ask: "no", grant_id: "all", sure: "yes" };
      expect([path, (await browser.submit(path, fields)).status]).toEqual([path, 404]);
    }
    expect((await sendStateless(access_token, "tools/list")).status).toBe(200);
  });

  it("A59 in another spelling does not evade the rate limit", async () => {
    const path = await authorizePath(await registerApp());
    const from = { "CF-Connecting-IP": "2001:db8:59::1" };
    const statuses = new Set<number>();
    for (let n = 0; n < 75; n++) statuses.add((await fetchWorker(path, { headers: from })).status);
    expect([...statuses].sort()).toEqual([200, 429]);
    for (const spelled of [path.replace("/a", "/%61"), path.replace("/", "//")]) {
      expect((await fetchWorker(ORIGIN + spelled, { headers: from })).status).toBe(404);
    }
  });

  it("A59 in another spelling does not evade the checks of its query", async () => {
    const path = (await authorizePath(await registerApp())).replace("/authorize", "/%61uthorize");
    for (const more of ["&state=another", "&response_mode=fragment"]) {
      expect((await fetchWorker(path + more)).status).toBe(404);
    }
  });
});

describe("a page of another site", () => {
  const ROUTES = ["/", "/authorize", "/sign-in/intervals", "/account", "/account/delete", "/files/x", "/added-later"];
  const FOREIGN = ["https://evil.example", "https://sibling.localhost:8787", "http://localhost", "null", `${ORIGIN}/`];

  it.each(["POST", "PUT", "PATCH", "DELETE"])("A60 cannot send %s to any page, whatever the path", async (method) => {
    for (const path of ROUTES) {
      for (const Origin of FOREIGN) {
        const response = await fetchWorker(path, { method, headers: { Origin }, body: "sure=yes" });
        expect([path, Origin, response.status]).toEqual([path, Origin, path === "/" ? 404 : 403]);
      }
    }
  });

  it.each(["cross-site", "same-site"])("A60 is recognised without an Origin by Sec-Fetch-Site: %s", async (site) => {
    for (const path of ["/authorize", "/account/delete", "/mcp"]) {
      const response = await postForm(path, { sure: "yes" }, { "Sec-Fetch-Site": site });
      expect([path, response.status]).toEqual([path, 403]);
    }
  });

  it("A60 is not what a program is that sends neither header", async () => {
    expect((await postForm("/account/sign-in", { api_key: "wrong0http0key0000000000" })).status).toBe(401);
    const own = { Origin: ORIGIN, "Sec-Fetch-Site": "same-origin" };
    expect((await postForm("/account/sign-in", { api_key: "wrong0http0key0000000000" }, own)).status).toBe(401);
  });
});

describe("a form", () => {
  const PATHS = ["/authorize", "/account/sign-in", "/account/delete", "/sign-in/intervals"];

  it.each<[string, RequestInit]>([
    ["JSON", { body: "{}", headers: { "Content-Type": "application/json" } }],
    ["text", { body: "api_key=x", headers: { "Content-Type": "text/plain" } }],
    ["bytes without a type", { body: new TextEncoder().encode("api_key=x") }],
    [
      "a type that resembles a form's",
      { body: "x=y", headers: { "Content-Type": "application/x-www-form-urlencodedx" } },
    ],
  ])("A61 that is %s is refused with 415 and the types that are read", async (_, init) => {
    for (const path of PATHS) {
      const response = await fetchWorker(path, { method: "POST", ...init });
      expect([path, response.status]).toEqual([path, 415]);
      expect(await response.text()).toContain("application/x-www-form-urlencoded");
    }
  });

  it.each(["multipart/form-data", "multipart/form-data; boundary=x", 'multipart/form-data; boundary="'])(
    "A61 that does not have the parts it announces is refused with 400: %s",
    async (type) => {
      for (const path of PATHS) {
        const response = await fetchWorker(path, { method: "POST", body: "sure", headers: { "Content-Type": type } });
        expect([path, response.status]).toEqual([path, 400]);
      }
    },
  );

  it("A61 with neither a body nor a type has no fields", async () => {
    for (const body of [undefined, "", new Uint8Array()]) {
      const response = await fetchWorker("/account/sign-in", { method: "POST", ...(body !== undefined && { body }) });
      // Text has a type, also if it is empty.
      expect([body, response.status]).toEqual([body, body === "" ? 415 : 400]);
    }
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
