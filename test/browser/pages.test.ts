import { mkdirSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";

/** Screenshots for people to look at, outside the repository. */
const PICTURES = join(tmpdir(), "intervals-mcp-pages");

const SIGHTS = [
  { name: "light", colorScheme: "light", width: 1000 },
  { name: "dark", colorScheme: "dark", width: 1000 },
  { name: "phone", colorScheme: "light", width: 375 },
] as const;

let upstream: Server;
let product: Server;
let browser: Browser;
let app: { server: HttpServer; redirectUri: string; clientId: string };
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  upstream = await startUpstream();
  product = await startProduct({ upstream: upstream.url });
  browser = await chromium.launch({
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
  app = await startApp();
});
afterAll(async () => {
  await browser?.close();
  app?.server.close();
  await product?.stop();
  await upstream?.stop();
  console.log(`Screenshots: ${PICTURES}`);
});

/** The app that asks: a page on this computer that shows what it was sent. */
async function startApp() {
  const server = createServer((request, response) => {
    response.setHeader("Content-Type", "text/plain");
    response.end(`arrived ${new URL(request.url ?? "/", "http://app").search}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const redirectUri = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/callback`;
  const registered = await fetch(`${product.url}/oauth/register`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      client_name: "Browser test",
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: "none",
    }),
  });
  const { client_id } = (await registered.json()) as { client_id: string };
  return { server, redirectUri, clientId: client_id };
}

function connectUrl(): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
    state: "s",
    resource: `${product.url}/mcp`,
  });
  return `${product.url}/authorize?${query}`;
}

/** Without JavaScript: nothing may need it. */
async function look<T>(
  sight: (typeof SIGHTS)[number],
  at: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    colorScheme: sight.colorScheme,
    viewport: { width: sight.width, height: 900 },
    javaScriptEnabled: false,
  });
  try {
    return await at(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

const picture = (page: Page, name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });

/** Nothing sticks out to the side. */
async function fits(page: Page): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 };
  const box = await page.locator("html").boundingBox();
  expect(box?.width ?? 0).toBeLessThanOrEqual(width);
  for (const element of await page.locator("main *:visible").all()) {
    const inner = await element.boundingBox();
    if (inner) expect(inner.x + inner.width).toBeLessThanOrEqual(width + 1);
  }
}

describe.each(SIGHTS)("in $name", (sight) => {
  it("the landing page shows the address to paste and fits", async () => {
    await look(sight, async (page) => {
      await page.goto(product.url);
      await expect(page.getByLabel("The address to paste").inputValue()).resolves.toBe(`${product.url}/mcp`);
      await fits(page);
      await picture(page, `landing-${sight.name}`);
    });
  });

  it("the connect page fits, and a wrong key is explained beside its field", async () => {
    await look(sight, async (page) => {
      await page.goto(connectUrl());
      await fits(page);
      await picture(page, `connect-${sight.name}`);
      await page.getByLabel("API key").fill("key-of-nobody");
      await page.getByLabel("Read only").check();
      await page.getByRole("button", { name: "Connect" }).click();
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").textContent()).toContain("Intervals.icu does not accept this key");
      expect(await page.getByLabel("API key").getAttribute("aria-invalid")).toBe("true");
      expect(await page.getByLabel("API key").inputValue()).toBe("");
      expect(await page.getByLabel("Read only").isChecked()).toBe(true);
      await fits(page);
      await picture(page, `wrong-key-${sight.name}`);
    });
  });
});

const [light] = SIGHTS;

describe("a person", () => {
  it("connects with a key, after one that was wrong", async () => {
    await look(light, async (page) => {
      await page.goto(connectUrl());
      await page.getByLabel("API key").fill("key-of-nobody");
      await page.getByRole("button", { name: "Connect" }).click();
      await page.getByLabel("API key").fill("key-auckland");
      await page.getByRole("button", { name: "Connect" }).click();
      await page.waitForURL(/\/callback\?code=/);
      expect(await page.textContent("body")).toMatch(/arrived \?code=.*&state=s/);
    });
  });

  it("connects with the keyboard alone", async () => {
    await look(light, async (page) => {
      await page.goto(connectUrl());
      const field = page.locator("#api_key:focus");
      for (let presses = 0; presses < 20 && (await field.count()) === 0; presses++) await page.keyboard.press("Tab");
      await page.keyboard.type("key-auckland");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("tries the demo athlete", async () => {
    await look(light, async (page) => {
      await page.goto(connectUrl());
      await page.getByRole("button", { name: "Try the demo athlete" }).click();
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("says no", async () => {
    await look(light, async (page) => {
      await page.goto(connectUrl());
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.waitForURL(/error=access_denied/);
    });
  });

  it("goes back and decides otherwise", async () => {
    await look(light, async (page) => {
      await page.goto(connectUrl());
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.waitForURL(/error=access_denied/);
      await page.goBack();
      await page.getByRole("button", { name: "Try the demo athlete" }).click();
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("picks single permissions", async () => {
    await look(light, async (page) => {
      await page.goto(connectUrl());
      await page.getByText("Choose one by one instead").click();
      await page.getByLabel("Read your training").check();
      await picture(page, "connect-single-permissions");
      await page.getByRole("button", { name: "Try the demo athlete" }).click();
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("opens the address for hosts in the browser and lands on the page that explains", async () => {
    await look(light, async (page) => {
      await page.goto(`${product.url}/mcp`);
      expect(page.url()).toBe(`${product.url}/`);
    });
  });

  it("finds every control by a name that a screen reader speaks", async () => {
    await look(light, async (page) => {
      await page.goto(connectUrl());
      await page.getByText("Choose one by one instead").click();
      const tree = await page.locator("main").ariaSnapshot();
      expect(tree).toContain('heading "Connect Browser test to your Intervals.icu training" [level=1]');
      for (const group of ["What may it do?", "How many tools?", "Your Intervals.icu account"]) {
        expect(tree).toContain(`group "${group}"`);
      }
      expect(tree).not.toMatch(/- (textbox|radio|checkbox|button)(:| \[|$)/m);
    });
  });
});
