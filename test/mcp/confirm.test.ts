import { env } from "cloudflare:workers";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as LegacyClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as LegacyTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { advanceClock, NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, joinTexts, type McpClient, transportOptions } from "../fixtures/mcp-client.ts";
import { RESOURCE, type SignedInUser, signIn } from "../fixtures/oauth-client.ts";
import { sendStateless } from "../fixtures/raw-mcp.ts";

const KEY = "confirming0key00000000000";
const OTHER = "confirming0key00000000001";

let person: SignedInUser;
let host: McpClient;
let narrowed: SignedInUser;
let stranger: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7940001", now: NOW });
  await upstream.addAthlete({ key: OTHER, id: "i7940002", now: NOW });
  person = await signIn({ key: KEY, preset: "everything" });
  narrowed = await signIn({ key: KEY, preset: "everything" });
  host = await connectStateless(person.access_token);
  stranger = await connectStateless((await signIn({ key: OTHER, preset: "everything" })).access_token);
  setClock();
});
afterAll(resetClock);
beforeEach(() => {
  upstream.reset();
  advanceClock(20);
});

const writes = () => upstream.requests.filter(({ method }) => method !== "GET");
async function entry(name = "Doomed", by = host): Promise<number> {
  const { text } = await by.call(
    "icu_create_event",
    { start_date: "+4d", name, category: "NOTE", description: String(Math.random()) },
    { "intervals/format": "json" },
  );
  upstream.reset();
  return JSON.parse(text).event.event_id;
}
const tokenIn = (text: string) => /confirm: "([^"]+)"/.exec(text)?.[1] ?? "";

describe("a deletion, where the host cannot ask", () => {
  it("is shown first, and done with the token that the answer hands out", async () => {
    const event_id = await entry("Shown first");
    const { text, isError } = await host.call("icu_delete_event", { event_id });
    expect(isError).toBe(false);
    expect(text).toMatch(/^Nothing has been changed yet\.\n\nThis deletes from the calendar\n.*\nNOTE «Shown first»/);
    expect(writes()).toEqual([]);
    const done = await host.call("icu_delete_event", { event_id, confirm: tokenIn(text) });
    expect(done.text).toMatch(/^Deleted/);
  });

  it("takes no token for something else, of somebody else, that is too old, or that was touched (A36)", async () => {
    const [one, other] = [await entry("One"), await entry("Other")];
    const token = tokenIn((await host.call("icu_delete_event", { event_id: one })).text);
    const theirs = tokenIn((await stranger.call("icu_delete_event", { event_id: await entry("x", stranger) })).text);
    upstream.reset();
    const flipped = token.slice(0, -6) + (token.at(-6) === "A" ? "B" : "A") + token.slice(-5);
    const refused = async (args: Record<string, unknown>, name = "icu_delete_event") =>
      (await host.call(name, args)).text.startsWith("confirm: this is not for this call");
    expect(await refused({ event_id: other, confirm: token })).toBe(true);
    expect(await refused({ event_ids: [one], confirm: token }, "icu_bulk_delete_events")).toBe(true);
    expect(await refused({ event_id: one, confirm: theirs })).toBe(true);
    expect(await refused({ event_id: one, confirm: flipped })).toBe(true);
    expect(await refused({ event_id: one, confirm: "yes" })).toBe(true);
    advanceClock(601);
    expect(await refused({ event_id: one, confirm: token })).toBe(true);
    expect(writes()).toEqual([]);
  });

  it("takes no token for other arguments or another athlete, even if the preview reads the same (A36)", async () => {
    const { athletes } = JSON.parse((await host.call("icu_list_athletes", {}, { "intervals/format": "json" })).text);
    const athlete_id = athletes.find(({ is_default }: { is_default?: boolean }) => !is_default).athlete_id;
    const notes = (description: string) => ({
      events: Array.from({ length: 6 }, (_, day) => ({
        start_date: `+${30 + day}d`,
        name: "Note",
        category: "NOTE",
        description,
      })),
    });
    const preview = async (args: Record<string, unknown>) => (await host.call("icu_bulk_create_events", args)).text;
    const withoutToken = (text: string) => text.replace(tokenIn(text), "");
    const agreed = await preview(notes("What the user has seen"));
    const others = [notes("Something else"), { ...notes("What the user has seen"), athlete_id }];
    for (const other of others) {
      expect(withoutToken(await preview(other))).toBe(withoutToken(agreed));
      const { text, isError } = await host.call("icu_bulk_create_events", { ...other, confirm: tokenIn(agreed) });
      expect([isError, text]).toEqual([true, expect.stringMatching(/^confirm: /)]);
    }
    expect(writes()).toEqual([]);
    const done = await host.call("icu_bulk_create_events", {
      ...notes("What the user has seen"),
      confirm: tokenIn(agreed),
    });
    expect(done.text).toContain("6 done");
  });

  it("is asked anew when the entry is another one by now", async () => {
    const event_id = await entry("As it was");
    const token = tokenIn((await host.call("icu_delete_event", { event_id })).text);
    await host.call("icu_update_event", { event_id, name: "As it is now" });
    upstream.reset();
    expect((await host.call("icu_delete_event", { event_id, confirm: token })).isError).toBe(true);
    expect(writes()).toEqual([]);
  });

  it("is done at once when the person switched questions off, which no tool can do", async () => {
    const account = env.ACCOUNT.getByName(person.uid);
    await account.setRequiresConfirmation(false);
    expect((await host.call("icu_delete_event", { event_id: await entry() })).text).toMatch(/^Deleted/);
    await account.setRequiresConfirmation(true);
    expect((await host.call("icu_delete_event", { event_id: await entry() })).text).toMatch(/^Nothing has been/);
  });
});

describe("what touches much", () => {
  it("asks above five records, and shows each", async () => {
    const events = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ start_date: `+${index}d`, name: `N${count}`, category: "NOTE" }));
    expect((await host.call("icu_bulk_create_events", { events: events(5) })).text).toContain("5 done");
    upstream.reset();
    const { text } = await host.call("icu_bulk_create_events", { events: events(6) });
    expect(text).toContain("This adds 6 entries to the calendar\nWed 2026-05-13 NOTE «N6»\nThu 2026-05-14");
    expect(writes()).toEqual([]);
  });
});

describe("a deletion, where the host can ask", () => {
  const answers: ("accept" | "decline" | "cancel")[] = [];
  const asked: string[] = [];
  const reply = (message: string) => {
    asked.push(message);
    const action = answers.shift() ?? "cancel";
    return action === "accept" ? { action, content: {} } : { action };
  };

  async function modern() {
    const client = new Client(
      { name: "asking-host", version: "1" },
      { versionNegotiation: { mode: { pin: "2026-07-28" } }, capabilities: { elicitation: { form: {} } } },
    );
    client.setRequestHandler("elicitation/create", async ({ params }) => reply(params.message));
    await client.connect(new StreamableHTTPClientTransport(new URL(RESOURCE), transportOptions(person.access_token)));
    return client;
  }
  async function legacy(token = person.access_token) {
    const client = new LegacyClient({ name: "asking-host", version: "1" }, { capabilities: { elicitation: {} } });
    client.setRequestHandler(ElicitRequestSchema, async ({ params }) => reply(params.message));
    const transport = new LegacyTransport(new URL(RESOURCE), transportOptions(token));
    // The transport's optional members are typed without `undefined`.
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    return client;
  }

  it.each([
    ["in the stateless era", modern],
    ["in a session", legacy],
  ])("is asked of the person %s, and done or left as they say", async (_, connect) => {
    const client = await connect();
    const call = async (event_id: number) => {
      const { content } = (await client.callTool({ name: "icu_delete_event", arguments: { event_id } })) as {
        content: { text: string }[];
      };
      return joinTexts(content);
    };
    const event_id = await entry("To be asked about");
    answers.push("decline", "cancel", "accept");
    expect(await call(event_id)).toMatch(/^The person did not agree\. Nothing was changed\./);
    expect(await call(event_id)).toMatch(/^The person did not agree/);
    expect(writes()).toEqual([]);
    expect(await call(event_id)).toMatch(/^Deleted/);
    expect(asked.splice(0)).toEqual(Array(3).fill(expect.stringContaining("«To be asked about»")));
    await client.close();
  });

  it("is done when the client sends the arguments in another order with the answer", async () => {
    const event_id = await entry("Arguments in another order");
    const round = async (args: object, answer: object) => {
      const params = { name: "icu_delete_event", arguments: args, ...answer };
      const { text } = await sendStateless(person.access_token, "tools/call", params, { elicitation: { form: {} } });
      return JSON.parse(text).result;
    };
    const { inputRequests, requestState } = await round({ event_id, athlete_id: "0" }, {});
    const inputResponses = Object.fromEntries(Object.keys(inputRequests).map((key) => [key, { action: "accept" }]));
    const { content } = await round({ athlete_id: "0", event_id }, { inputResponses, requestState });
    expect(joinTexts(content)).toMatch(/^Deleted/);
  });

  it("is not done when the person takes the permission back before they answer", async () => {
    const client = await legacy(narrowed.access_token);
    client.setRequestHandler(ElicitRequestSchema, async () => {
      const grantId = narrowed.access_token.split(":")[1] ?? "";
      await env.ACCOUNT.getByName(narrowed.uid).reduceScopes(grantId, ["intervals:read", "intervals:write"]);
      return { action: "accept", content: {} };
    });
    const event_id = await entry("Not any more");
    const { content } = await client.callTool({ name: "icu_delete_event", arguments: { event_id } });
    expect(joinTexts(content as { text: string }[])).toMatch(
      /^The person has taken this back\. This needs the permission/,
    );
    expect(writes()).toEqual([]);
    await client.close();
  });
});
