import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";
import {
  expectNoOverflow,
  type HostApp,
  SCREENSHOT_FOLDER,
  screenshot,
  startBrowser,
  startHostApp,
  VIEWPORTS,
  type Viewport,
  withPage,
} from "./page-checks.ts";

let upstream: Server;
let product: Server;
let browser: Browser;
let app: HostApp;
beforeAll(async () => {
  upstream = await startUpstream();
  product = await startProduct({ upstream: upstream.url });
  browser = await startBrowser();
  app = await startHostApp(product.url);
});
afterAll(async () => {
  await browser?.close();
  app?.server.close();
  await product?.stop();
  await upstream?.stop();
  console.log(`Screenshots: ${SCREENSHOT_FOLDER}`);
});

const onPage = <T>(viewport: Viewport, run: (page: Page, context: BrowserContext) => Promise<T>) =>
  withPage(browser, viewport, run);

describe.each(VIEWPORTS)("in $name", (viewport) => {
  it("the landing page shows the server URL and does not overflow", async () => {
    await onPage(viewport, async (page) => {
      await page.goto(product.url);
      await expect(page.getByLabel("The URL to paste").inputValue()).resolves.toBe(`${product.url}/mcp`);
      await expectNoOverflow(page);
      await screenshot(page, `landing-${viewport.name}`);
    });
  });

  it("the consent page does not overflow, and a wrong key is explained beside its field", async () => {
    await onPage(viewport, async (page) => {
      await page.goto(app.connectUrl);
      await expectNoOverflow(page);
      await screenshot(page, `connect-${viewport.name}`);
      await page.getByLabel("API key").fill("key-of-nobody");
      await page.getByLabel("Read only").check();
      await page.getByRole("button", { name: "Connect" }).click();
      await page.getByRole("alert").waitFor();
      expect(await page.getByRole("alert").textContent()).toContain("Intervals.icu does not accept this key");
      expect(await page.getByLabel("API key").getAttribute("aria-invalid")).toBe("true");
      expect(await page.getByLabel("API key").inputValue()).toBe("");
      expect(await page.getByLabel("Read only").isChecked()).toBe(true);
      await expectNoOverflow(page);
      await screenshot(page, `wrong-key-${viewport.name}`);
    });
  });
});

const [light] = VIEWPORTS;

describe("the user", () => {
  it("connects with a key after a wrong one", async () => {
    await onPage(light, async (page) => {
      await page.goto(app.connectUrl);
      await page.getByLabel("API key").fill("key-of-nobody");
      await page.getByRole("button", { name: "Connect" }).click();
      await page.getByLabel("API key").fill("key-auckland");
      await page.getByRole("button", { name: "Connect" }).click();
      await page.waitForURL(/\/callback\?code=/);
      expect(await page.textContent("body")).toMatch(/received \?code=.*&state=s/);
    });
  });

  it("connects with the keyboard only", async () => {
    await onPage(light, async (page) => {
      await page.goto(app.connectUrl);
      const field = page.locator("#api_key:focus");
      for (let presses = 0; presses < 20 && (await field.count()) === 0; presses++) await page.keyboard.press("Tab");
      await page.keyboard.type("key-auckland");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("connects the demo athlete", async () => {
    await onPage(light, async (page) => {
      await page.goto(app.connectUrl);
      await page.getByRole("button", { name: "Try the demo athlete" }).click();
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("declines", async () => {
    await onPage(light, async (page) => {
      await page.goto(app.connectUrl);
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.waitForURL(/error=access_denied/);
    });
  });

  it("goes back and decides again", async () => {
    await onPage(light, async (page) => {
      await page.goto(app.connectUrl);
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.waitForURL(/error=access_denied/);
      await page.goBack();
      await page.getByRole("button", { name: "Try the demo athlete" }).click();
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("chooses single scopes", async () => {
    await onPage(light, async (page) => {
      await page.goto(app.connectUrl);
      await page.getByText("Choose one by one instead").click();
      await page.getByLabel("Read your training").check();
      await screenshot(page, "connect-single-permissions");
      await page.getByRole("button", { name: "Try the demo athlete" }).click();
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("opens the server URL and sees the landing page", async () => {
    await onPage(light, async (page) => {
      await page.goto(`${product.url}/mcp`);
      expect(page.url()).toBe(`${product.url}/`);
    });
  });

  it("can reach every control of the consent page by an accessible name", async () => {
    await onPage(light, async (page) => {
      await page.goto(app.connectUrl);
      await page.getByText("Choose one by one instead").click();
      const tree = await page.locator("main").ariaSnapshot();
      expect(tree).toContain('heading "Connect an app on this computer to your Intervals.icu training" [level=1]');
      for (const group of ["What may it do?", "How many tools?", "Your Intervals.icu account"]) {
        expect(tree).toContain(`group "${group}"`);
      }
      expect(tree).not.toMatch(/- (textbox|radio|checkbox|button)(:| \[|$)/m);
    });
  });
});
