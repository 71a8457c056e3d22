import { describe, expect, it } from "vitest";
import { signIn, web } from "./person.ts";

const json = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };

describe("what people paste by mistake gets an answer that helps", () => {
  it.each(["/mcp/", "/sse", "/sse/", "/MCP", "/mcp/sse"])("%s", async (path) => {
    const response = await web(path, { method: "POST", headers: json, body: "{}" });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("Connect to http://localhost:8787/mcp exactly");
  });

  it("/ as an address for a host", async () => {
    const response = await web("/", { method: "POST", headers: json, body: "{}" });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("http://localhost:8787/mcp");
  });

  it.each(["/mcp", "/mcp/", "/sse"])("%s in a browser leads to the page that explains", async (path) => {
    const response = await web(path, { headers: { Accept: "text/html" } });
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe("http://localhost:8787/");
  });
});

describe("turned away at the door", () => {
  it.each([
    ["another site", "https://evil.example"],
    ["no site", "null"],
    ["a site that ends like a known one", "https://claude.ai.evil.example"],
  ])("a browser request from %s", async (_, origin) => {
    const { access_token } = await signIn();
    const headers = { ...json, Origin: origin, Authorization: `Bearer ${access_token}` };
    expect((await web("/mcp", { method: "POST", headers, body: "{}" })).status).toBe(403);
  });

  it("another host name", async () => {
    expect((await web("http://evil.example/healthz")).status).toBe(403);
  });

  it("repeated parameters", async () => {
    expect((await web("/authorize?client_id=a&client_id=b")).status).toBe(400);
  });

  it.each(["/oauth/token", "/oauth/register", "/authorize"])("more than 16 KB at %s", async (path) => {
    const response = await web(path, { method: "POST", body: "x".repeat(17 * 1024) });
    expect(response.status).toBe(413);
  });

  it("more than 4 MiB at /mcp", async () => {
    const { access_token } = await signIn();
    const headers = { ...json, Authorization: `Bearer ${access_token}` };
    const body = JSON.stringify({ text: "x".repeat(4 * 1024 * 1024) });
    expect((await web("/mcp", { method: "POST", headers, body })).status).toBe(413);
  });

  it("JSON that nests deeper than anything of ours", async () => {
    const { access_token } = await signIn();
    const headers = { ...json, Authorization: `Bearer ${access_token}` };
    expect((await web("/mcp", { method: "POST", headers, body: "[".repeat(100_000) })).status).toBe(400);
  });

  it.each([
    "x".repeat(600),
    `${"u".repeat(300)}:${"g".repeat(300)}:${"s".repeat(300)}`,
  ])("a bearer longer than any token", async (token) => {
    const response = await web("/mcp", { method: "POST", headers: { ...json, Authorization: `Bearer ${token}` } });
    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toContain("resource_metadata=");
  });
});

describe("let in", () => {
  it.each(["https://claude.ai", "https://chatgpt.com", "http://localhost:6274"])("a page of %s", async (origin) => {
    const { access_token } = await signIn();
    const response = await web("/mcp", {
      method: "POST",
      headers: { ...json, Origin: origin, Authorization: `Bearer ${access_token}` },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "initialize",
        params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } },
      }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(origin);
    expect(response.headers.get("Access-Control-Expose-Headers")?.toLowerCase()).toContain("mcp-session-id");
  });
});
