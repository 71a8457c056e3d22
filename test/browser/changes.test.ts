import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OAuthClient } from "../local/oauth-client.ts";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";
import { expectNoOverflow, screenshot, startBrowser, VIEWPORTS, withPage } from "./page-checks.ts";

const KEY = "key-auckland";

let upstream: Server;
let product: Server;
let browser: Browser;
beforeAll(async () => {
  upstream = await startUpstream();
  product = await startProduct({ upstream: upstream.url });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await upstream?.stop();
});

/** Connects an MCP client of the user. */
async function connect(): Promise<Client> {
  const oauth = new OAuthClient({ decision: "approve", api_key: KEY });
  const client = new Client({ name: "a client", version: "1" }, { versionNegotiation: { mode: "auto" } });
  const transport = new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: oauth });
  await client.connect(transport).catch(() => undefined);
  await transport.finishAuth(oauth.callbackParams);
  await client.connect(new StreamableHTTPClientTransport(new URL(`${product.url}/mcp`), { authProvider: oauth }));
  return client;
}

describe.each(VIEWPORTS)("in $name", (viewport) => {
  it("the user sees a change, undoes it, and turns confirmations off and on", async () => {
    const client = await connect();
    const plan = { start_date: "+3d", name: `Seen in ${viewport.name}`, category: "WORKOUT", event_type: "Ride" };
    await client.callTool({ name: "icu_create_event", arguments: { ...plan, description: "- 10m 60%\n- 20m 75%" } });
    await client.callTool({ name: "icu_update_wellness", arguments: { date: "today", weight: 61.5 } });
    await withPage(browser, viewport, async (page) => {
      await page.goto(`${product.url}/account`);
      await page.getByLabel("API key").fill(KEY);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByRole("link", { name: "See and undo changes" }).click();
      await expectNoOverflow(page);
      await screenshot(page, `changes-${viewport.name}`);
      await page
        .getByRole("region", { name: /Create event/ })
        .first()
        .getByRole("button", { name: "Undo" })
        .click();
      expect(await page.getByRole("status").textContent()).toContain("Deleted.");
      await expectNoOverflow(page);
      await screenshot(page, `changes-undone-${viewport.name}`);
      await page.getByRole("link", { name: "Your account" }).click();
      await page.getByRole("button", { name: "Stop asking" }).click();
      expect(await page.getByRole("status").textContent()).toContain("without asking");
      await page.getByRole("button", { name: "Ask again" }).click();
    });
    const { content } = await client.callTool({ name: "icu_get_calendar_events", arguments: {} });
    expect(JSON.stringify(content)).not.toContain(plan.name);
    await client.close();
  });
});
