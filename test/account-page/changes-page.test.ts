import { describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";
import { openAccountPage, openBrowser, type Page } from "../fixtures/browser.ts";
import { resetClock } from "../fixtures/clock.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const { key, call, text } = athleteSession();
const otherUser = athleteSession();

const createNote = (name: string) => text("icu_create_event", { start_date: "+3d", name, category: "NOTE" });
const changeIdOn = ({ html }: Page) => /name="change_id" value="([^"]+)"/.exec(html)?.[1] ?? "";

describe("the page of changes", () => {
  it("shows changes by assistants as plain text and undoes one with a button", async () => {
    await createNote("<b>Changed</b> by an assistant");
    const browser = await openAccountPage(key);
    const page = await browser.go("/account/changes");
    expect(page.html).toContain("A test app");
    expect(page.html).toContain("&lt;b&gt;Changed&lt;/b&gt; by an assistant");
    expect(page.html).not.toContain("<b>Changed");
    const after = await browser.submit("/account/changes", { change_id: changeIdOn(page) });
    expect(after.html).toContain("Deleted.");
    expect(after.html).toContain("(undone)");
    expect(await text("icu_get_calendar_events")).not.toContain("Changed");
  });

  it("is visible to its user only, and only they can undo a change", async () => {
    await createNote("Private");
    const browser = await openAccountPage(key);
    const change_id = changeIdOn(await browser.go("/account/changes"));
    const theirs = await openAccountPage(otherUser.key);
    expect((await theirs.go("/account/changes")).html).not.toContain("Private");
    expect((await theirs.submit("/account/changes", { change_id })).html).toContain("This change no longer exists");
    const signedOut = await openBrowser().submit("/account/changes", { change_id });
    expect(signedOut.html).toContain("Enter your Intervals.icu API key");
    const foreign = await browser.submit("/account/changes", {}, { Origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect(await text("icu_get_calendar_events")).toContain("Private");
  });
});

describe("the switch for confirmations", () => {
  it("decides whether deletions need a confirmation", async () => {
    const browser = await openAccountPage(key);
    const remove = async () => {
      const event_id = Number(/ id (\d+)/.exec(await createNote(`${Math.random()}`))?.[1]);
      return (await call("icu_delete_event", { event_id })).text;
    };
    expect(await remove()).toMatch(/^Nothing has been changed yet/);
    expect((await browser.submit("/account/confirmation", { ask: "no" })).html).toContain("Ask again");
    expect(await remove()).toMatch(/^Deleted/);
    expect((await browser.submit("/account/confirmation", { ask: "yes" })).html).toContain("Stop asking");
    expect(await remove()).toMatch(/^Nothing has been changed yet/);
  });
});

describe("the change log", () => {
  it("is part of the data export, and deleted with the account", async () => {
    const browser = await openAccountPage(key);
    await createNote("In the export");
    const { changes } = JSON.parse((await browser.go("/account/export")).html);
    expect(JSON.stringify(changes)).toContain("In the export");
    await browser.submit("/account/delete", { sure: "yes" });
    resetClock();
    await signIn({ key });
    expect((await (await openAccountPage(key)).go("/account/changes")).html).toContain("No changes.");
  });
});
