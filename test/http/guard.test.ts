import { describe, expect, it } from "vitest";
import { fetchWorker, signIn } from "../fixtures/oauth-client.ts";

const json = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };

describe("a wrong server URL", () => {
  it.each(["/mcp/", "/sse", "/sse/", "/MCP", "/mcp/sse"])("%s is answered with 404 and the right URL", async (path) => {
    const response = await fetchWorker(path, { method: "POST", headers: json, body: "{}" });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("Connect to http://localhost:8787/mcp,");
  });

  it("/ is answered with 404 and the right URL for a client", async () => {
    const response = await fetchWorker("/", { method: "POST", headers: json, body: "{}" });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("http://localhost:8787/mcp");
  });

  it.each(["/mcp", "/mcp/", "/sse"])("%s in a browser redirects to the landing page", async (path) => {
    const response = await fetchWorker(path, { headers: { Accept: "text/html" } });
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe("http://localhost:8787/");
  });
});

describe("a request with an Origin header", () => {
  it.each(["https://claude.ai", "https://chatgpt.com", "http://localhost:6274"])(
    "from %s is allowed by CORS",
    async (origin) => {
      const { access_token } = await signIn();
      const response = await fetchWorker("/mcp", {
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
    },
  );
});
