import { mkdirSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

/** Screenshots to review, outside the repository. */
export const SCREENSHOT_FOLDER = join(tmpdir(), "intervals-mcp-pages");

export const VIEWPORTS = [
  { name: "light", colorScheme: "light", width: 1000 },
  { name: "dark", colorScheme: "dark", width: 1000 },
  { name: "phone", colorScheme: "light", width: 375 },
] as const;
export type Viewport = (typeof VIEWPORTS)[number];

export function startBrowser(): Promise<Browser> {
  mkdirSync(SCREENSHOT_FOLDER, { recursive: true });
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** An OAuth client on this machine, whose callback page shows the query that it received. */
export interface HostApp {
  server: HttpServer;
  /** The consent page that it opens. */
  connectUrl: string;
}

export async function startHostApp(productUrl: string): Promise<HostApp> {
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/plain");
    response.end(`received ${new URL(request.url ?? "/", "http://app").search}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const redirectUri = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/callback`;
  const registered = await fetch(`${productUrl}/oauth/register`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      client_name: "Browser test",
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: "none",
    }),
  });
  const { client_id } = (await registered.json()) as { client_id: string };
  const query = new URLSearchParams({
    response_type: "code",
    client_id,
    redirect_uri: redirectUri,
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
    state: "s",
    resource: `${productUrl}/mcp`,
  });
  return { server, connectUrl: `${productUrl}/authorize?${query}` };
}

/** Opens a page without JavaScript, which no page may need. */
export async function withPage<T>(
  browser: Browser,
  viewport: Viewport,
  run: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    colorScheme: viewport.colorScheme,
    viewport: { width: viewport.width, height: 900 },
    javaScriptEnabled: false,
  });
  try {
    return await run(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

export const screenshot = (page: Page, name: string) =>
  page.screenshot({ path: join(SCREENSHOT_FOLDER, `${name}.png`), fullPage: true });

/** Expects that no element is wider than the viewport. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 };
  const box = await page.locator("html").boundingBox();
  expect(box?.width ?? 0).toBeLessThanOrEqual(width);
  for (const element of await page.locator("main *:visible").all()) {
    const inner = await element.boundingBox();
    if (inner) expect(inner.x + inner.width).toBeLessThanOrEqual(width + 1);
  }
}
