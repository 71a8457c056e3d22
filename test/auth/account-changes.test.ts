import { beforeAll, describe, expect, it } from "vitest";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import { fetchWorker, signIn } from "../fixtures/oauth-client.ts";

const KEY = "accountchanges00key000000";
const OTHER = "accountchanges00key000001";

let host: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7960001" });
  await upstream.addAthlete({ key: OTHER, id: "i7960002" });
  host = await connectStateless((await signIn({ key: KEY, preset: "everything" })).access_token);
});

const press = (path: string, fields: Record<string, string>, cookie = "") =>
  fetchWorker(path, {
    method: "POST",
    headers: { Cookie: cookie, Origin: "http://localhost:8787", "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
async function enter(key = KEY): Promise<string> {
  const response = await press("/account/sign-in", { api_key: key, decision: "approve" });
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
const look = async (cookie: string, path = "/account/changes") =>
  (await fetchWorker(path, { headers: { Cookie: cookie } })).text();
const note = (name: string) => host.call("icu_create_event", { start_date: "+3d", name, category: "NOTE" });

describe("the page of changes", () => {
  it("shows what assistants changed, as text, and undoes it at the press of a button", async () => {
    await note("<b>Changed</b> by an assistant");
    const cookie = await enter();
    const page = await look(cookie);
    expect(page).toContain("A test app");
    expect(page).toContain("&lt;b&gt;Changed&lt;/b&gt; by an assistant");
    expect(page).not.toContain("<b>Changed");
    const [, change_id = ""] = /name="change_id" value="([^"]+)"/.exec(page) ?? [];
    const after = await (await press("/account/changes", { change_id }, cookie)).text();
    expect(after).toContain("Deleted again.");
    expect(after).toContain("(undone)");
    expect((await host.call("icu_get_calendar_events", {})).text).not.toContain("Changed");
  });

  it("is shown and changed by nobody else", async () => {
    await note("Private");
    const [, change_id = ""] = /name="change_id" value="([^"]+)"/.exec(await look(await enter())) ?? [];
    const theirs = await enter(OTHER);
    expect(await look(theirs)).not.toContain("Private");
    expect(await (await press("/account/changes", { change_id }, theirs)).text()).toContain(
      "This change no longer exists",
    );
    expect(await (await press("/account/changes", { change_id })).text()).toContain("Enter your Intervals.icu API key");
    const foreign = { method: "POST", headers: { Cookie: await enter(), Origin: "https://evil.example" } };
    expect((await fetchWorker("/account/changes", foreign)).status).toBe(403);
    expect((await host.call("icu_get_calendar_events", {})).text).toContain("Private");
  });

  it("goes into the download, and away with the account", async () => {
    const cookie = await enter();
    await note("In the download");
    const held = JSON.parse(await look(cookie, "/account/export"));
    expect(JSON.stringify(held.changes)).toContain("In the download");
    await press("/account/delete", { sure: "yes" }, cookie);
    const again = await signIn({ key: KEY });
    expect(await look(await enter())).toContain("No changes.");
    host = await connectStateless(again.access_token);
  });
});

describe("the switch for questions", () => {
  it("is the person's: deletions are asked about until they switch it off, and again when they switch it on", async () => {
    const cookie = await enter();
    const remove = async () => {
      const { text } = await host.call("icu_create_event", {
        start_date: "+3d",
        name: `${Math.random()}`,
        category: "NOTE",
      });
      return (await host.call("icu_delete_event", { event_id: Number(/ id (\d+)/.exec(text)?.[1]) })).text;
    };
    expect(await remove()).toMatch(/^Nothing has been changed yet/);
    expect(await (await press("/account/confirmation", { ask: "no" }, cookie)).text()).toContain("Ask again");
    expect(await remove()).toMatch(/^Deleted/);
    expect(await (await press("/account/confirmation", { ask: "yes" }, cookie)).text()).toContain("Stop asking");
    expect(await remove()).toMatch(/^Nothing has been changed yet/);
  });
});
