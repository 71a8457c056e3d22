import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Server, startProduct, startUpstream } from "../local/servers.ts";
import {
  expectNoOverflow,
  type HostApp,
  screenshot,
  startBrowser,
  startHostApp,
  VIEWPORTS,
  type Viewport,
  withPage,
} from "./page-checks.ts";

const OAUTH = { clientId: 12, name: "The server under test", clientSecret: "app-secret" };

let upstream: Server;
let product: Server;
let browser: Browser;
let app: HostApp;
beforeAll(async () => {
  upstream = await startUpstream();
  product = await startProduct({
    upstream: upstream.url,
    vars: { INTERVALS_OAUTH_CLIENT_ID: String(OAUTH.clientId), INTERVALS_OAUTH_CLIENT_SECRET: OAUTH.clientSecret },
  });
  await fetch(`${upstream.url}/__control/apps`, {
    method: "POST",
    body: JSON.stringify({ ...OAUTH, redirectUris: [`${product.url}/sign-in/intervals`] }),
  });
  browser = await startBrowser();
  app = await startHostApp(product.url);
});
afterAll(async () => {
  await browser?.close();
  app?.server.close();
  await product?.stop();
  await upstream?.stop();
});

const onPage = <T>(viewport: Viewport, run: (page: Page) => Promise<T>) => withPage(browser, viewport, run);

const click = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** Allows access on the consent page of the stand-in, except for some scopes. */
async function allow(page: Page, athlete: RegExp, without: string[] = []): Promise<void> {
  await page.getByLabel(athlete).check();
  for (const scope of without) await page.getByLabel(scope).uncheck();
  await click(page, "Allow");
}

async function connect(page: Page, athlete: RegExp): Promise<void> {
  await page.goto(app.connectUrl);
  await click(page, "Continue with Intervals.icu");
  await allow(page, athlete);
  await click(page, "Connect");
  await page.waitForURL(/\/callback\?code=/);
}

describe.each(VIEWPORTS)("in $name", (viewport) => {
  it("the consent page offers Intervals.icu first and the key below, and does not overflow", async () => {
    await onPage(viewport, async (page) => {
      await page.goto(app.connectUrl);
      await expectNoOverflow(page);
      await screenshot(page, `sign-in-connect-${viewport.name}`);
      await page.getByText("Use an API key instead").click();
      await page.getByLabel("API key").fill("key-of-nobody");
      await click(page, "Connect with this key");
      expect(await page.getByRole("alert").textContent()).toContain("Intervals.icu does not accept this key");
      await expectNoOverflow(page);
      await screenshot(page, `sign-in-wrong-key-${viewport.name}`);
    });
  });

  it("the page after the sign-in shows the account and the missing scopes, which the user can allow", async () => {
    await onPage(viewport, async (page) => {
      await page.goto(app.connectUrl);
      await page
        .getByRole("radio", { name: /^Everything/ })
        .first()
        .check();
      await click(page, "Continue with Intervals.icu");
      await allow(page, /key-auckland/, ["WELLNESS:WRITE", "CHATS:WRITE"]);
      expect(await page.getByRole("status").textContent()).toContain("Wellness");
      await expectNoOverflow(page);
      await screenshot(page, `sign-in-missing-${viewport.name}`);
      await click(page, "Allow more at Intervals.icu");
      await allow(page, /key-auckland/);
      expect(await page.getByRole("status").count()).toBe(0);
      await expectNoOverflow(page);
      await screenshot(page, `sign-in-identified-${viewport.name}`);
      await click(page, "Connect");
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("the account page shows the sign-in and the apps, removes a scope, and does not overflow", async () => {
    await onPage(viewport, async (page) => {
      await connect(page, /key-los-angeles/);
      await page.goto(`${product.url}/account`);
      await expectNoOverflow(page);
      await screenshot(page, `account-sign-in-${viewport.name}`);
      await click(page, "Continue with Intervals.icu");
      await allow(page, /key-los-angeles/);
      await expectNoOverflow(page);
      await screenshot(page, `account-signed-in-${viewport.name}`);
      await click(page, "Open your account page");
      await screenshot(page, `account-${viewport.name}`);
      await page.getByText("Allow less").first().click();
      await expectNoOverflow(page);
      const shown = page.locator("details[open]");
      for (const box of await shown.getByRole("checkbox").all()) await box.uncheck();
      await click(page, "Allow only what is ticked");
      expect(await page.getByRole("alert").textContent()).toContain("Leave at least one box ticked");
      await shown.getByLabel("Delete planned").uncheck();
      await screenshot(page, `account-less-${viewport.name}`);
      await click(page, "Allow only what is ticked");
      expect(await page.getByRole("status").textContent()).toContain("only do what is listed");
      await page.goto(`${product.url}/account`);
      await expectNoOverflow(page);
    });
  });
});

const [light] = VIEWPORTS;

describe("the user", () => {
  it("declines at Intervals.icu, and the app is told", async () => {
    await onPage(light, async (page) => {
      await page.goto(app.connectUrl);
      await click(page, "Continue with Intervals.icu");
      await click(page, "Deny");
      await page.waitForURL(/error=access_denied/);
    });
  });

  it("signs in with Enter, or connects with the entered key", async () => {
    await onPage(light, async (page) => {
      await page.goto(app.connectUrl);
      await page.getByLabel("Read only").focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/oauth\/authorize/);
      await page.goBack();
      await page.goto(app.connectUrl);
      await page.getByText("Use an API key instead").click();
      await page.getByLabel("API key").fill("key-auckland");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/callback\?code=/);
    });
  });

  it("exports the data and deletes the account", async () => {
    await onPage(light, async (page) => {
      await connect(page, /key-tongatapu/);
      await page.goto(`${product.url}/account`);
      await click(page, "Continue with Intervals.icu");
      await allow(page, /key-tongatapu/);
      await click(page, "Open your account page");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Download your data" }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^intervals-icu-mcp-.*\.json$/);
      await page.getByLabel("Yes, delete everything").check();
      await click(page, "Delete everything");
      expect(await page.textContent("h1")).toBe("Your account");
      expect(await page.getByRole("button", { name: "Continue with Intervals.icu" }).count()).toBe(1);
    });
  });

  it("can reach every control of the account pages by an accessible name", async () => {
    await onPage(light, async (page) => {
      await connect(page, /key-auckland/);
      await page.goto(`${product.url}/account`);
      await click(page, "Continue with Intervals.icu");
      await allow(page, /key-auckland/);
      expect(await page.locator("main").ariaSnapshot()).toContain(
        'heading "You are signed in as Demo Athlete" [level=1]',
      );
      await click(page, "Open your account page");
      const tree = await page.locator("main").ariaSnapshot();
      expect(tree).toContain('heading "Your account" [level=1]');
      expect(tree).toContain('region "Browser test"');
      expect(tree).not.toMatch(/- (textbox|radio|checkbox|button)(:| \[|$)/m);
    });
  });
});
