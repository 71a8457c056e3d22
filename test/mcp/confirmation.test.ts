import { env } from "cloudflare:workers";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as SessionClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as SessionTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { beforeEach, describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";
import { advanceClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { joinTexts, transportOptions } from "../fixtures/mcp-client.ts";
import { RESOURCE } from "../fixtures/oauth-client.ts";
import { sendStateless } from "../fixtures/raw-mcp.ts";

const session = athleteSession();
const { call, writes } = session;
const reduced = session.connect({});
const otherUser = athleteSession();

beforeEach(() => advanceClock(20));

async function createEvent(name = "To be deleted", by = session): Promise<number> {
  const note = { start_date: "+4d", name, category: "NOTE", description: String(Math.random()) };
  const { event } = await by.json("icu_create_event", note);
  upstream.reset();
  return event.event_id;
}
const tokenIn = (text: string) => /confirm: "([^"]+)"/.exec(text)?.[1] ?? "";

describe("a deletion by a client that cannot ask the user", () => {
  it("is previewed, and runs with the confirm token of the preview", async () => {
    const event_id = await createEvent("Shown first");
    const { text, isError } = await call("icu_delete_event", { event_id });
    expect(isError).toBe(false);
    expect(text).toMatch(
      /^Nothing has been changed yet\.\n\nThis will delete from the calendar:\n.*\nNOTE «Shown first»/,
    );
    expect(writes()).toEqual([]);
    const done = await call("icu_delete_event", { event_id, confirm: tokenIn(text) });
    expect(done.text).toMatch(/^Deleted/);
  });

  it("A99 rejects a token that is for another call, of another user or app, expired or changed", async () => {
    const [one, other] = [await createEvent("One"), await createEvent("Other")];
    const token = tokenIn((await call("icu_delete_event", { event_id: one })).text);
    const theirs = tokenIn(
      (await otherUser.call("icu_delete_event", { event_id: await createEvent("x", otherUser) })).text,
    );
    upstream.reset();
    const flipped = token.slice(0, -6) + (token.at(-6) === "A" ? "B" : "A") + token.slice(-5);
    const isRejected = async (args: Record<string, unknown>, name = "icu_delete_event") =>
      (await call(name, args)).text.startsWith("confirm: this token doesn't match this call");
    expect(await isRejected({ event_id: other, confirm: token })).toBe(true);
    expect(await isRejected({ event_ids: [one], confirm: token }, "icu_bulk_delete_events")).toBe(true);
    expect(await isRejected({ event_id: one, confirm: theirs })).toBe(true);
    expect(await isRejected({ event_id: one, confirm: flipped })).toBe(true);
    expect(await isRejected({ event_id: one, confirm: "yes" })).toBe(true);
    const byOtherApp = await reduced.call("icu_delete_event", { event_id: one, confirm: token });
    expect(byOtherApp.text).toMatch(/^confirm: this token doesn't match this call/);
    advanceClock(601);
    expect(await isRejected({ event_id: one, confirm: token })).toBe(true);
    expect(writes()).toEqual([]);
  });

  it("takes no token for other arguments or another athlete, even if the preview reads the same (A36)", async () => {
    const { athletes } = JSON.parse((await call("icu_list_athletes", {}, { "intervals/format": "json" })).text);
    const athlete_id = athletes.find(({ is_default }: { is_default?: boolean }) => !is_default).athlete_id;
    const notes = (description: string) => ({
      events: Array.from({ length: 6 }, (_, day) => ({
        start_date: `+${30 + day}d`,
        name: "Note",
        category: "NOTE",
        description,
      })),
    });
    const preview = async (args: Record<string, unknown>) => (await call("icu_bulk_create_events", args)).text;
    const withoutToken = (text: string) => text.replace(tokenIn(text), "").replace(/^For «Demo Pupil» .*:\n/m, "");
    const agreed = await preview(notes("What the user has seen"));
    const others = [notes("Something else"), { ...notes("What the user has seen"), athlete_id }];
    for (const other of others) {
      expect(withoutToken(await preview(other))).toBe(withoutToken(agreed));
      const { text, isError } = await call("icu_bulk_create_events", { ...other, confirm: tokenIn(agreed) });
      expect([isError, text]).toEqual([true, expect.stringMatching(/^(For «Demo Pupil» \(i\d+\): )?confirm: /)]);
    }
    expect(writes()).toEqual([]);
    const done = await call("icu_bulk_create_events", {
      ...notes("What the user has seen"),
      confirm: tokenIn(agreed),
    });
    expect(done.text).toContain("6 done");
  });

  it("needs a new confirmation when the event has changed since the preview", async () => {
    const event_id = await createEvent("As it was");
    const token = tokenIn((await call("icu_delete_event", { event_id })).text);
    await call("icu_update_event", { event_id, name: "As it is now" });
    upstream.reset();
    expect((await call("icu_delete_event", { event_id, confirm: token })).isError).toBe(true);
    expect(writes()).toEqual([]);
  });

  it("runs without a confirmation when the user turned confirmations off, which no tool can do", async () => {
    const account = env.ACCOUNT.getByName(session.user.uid);
    await account.setRequiresConfirmation(false);
    expect((await call("icu_delete_event", { event_id: await createEvent() })).text).toMatch(/^Deleted/);
    await account.setRequiresConfirmation(true);
    expect((await call("icu_delete_event", { event_id: await createEvent() })).text).toMatch(/^Nothing has been/);
  });
});

describe("a call that affects many records", () => {
  it("needs a confirmation above five records, and lists each", async () => {
    const events = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ start_date: `+${index}d`, name: `N${count}`, category: "NOTE" }));
    expect((await call("icu_bulk_create_events", { events: events(5) })).text).toContain("5 done");
    upstream.reset();
    const { text } = await call("icu_bulk_create_events", { events: events(6) });
    expect(text).toContain("This will add 6 events to the calendar:\nWed 2026-05-13 NOTE «N6»\nThu 2026-05-14");
    expect(writes()).toEqual([]);
  });
});

describe("a deletion by a client that can ask the user", () => {
  const answers: ("accept" | "decline" | "cancel")[] = [];
  const asked: string[] = [];
  const reply = (message: string) => {
    asked.push(message);
    const action = answers.shift() ?? "cancel";
    return action === "accept" ? { action, content: {} } : { action };
  };

  async function connectStateless() {
    const client = new Client(
      { name: "asking-client", version: "1" },
      { versionNegotiation: { mode: { pin: "2026-07-28" } }, capabilities: { elicitation: { form: {} } } },
    );
    client.setRequestHandler("elicitation/create", async ({ params }) => reply(params.message));
    await client.connect(
      new StreamableHTTPClientTransport(new URL(RESOURCE), transportOptions(session.user.access_token)),
    );
    return client;
  }
  async function connectSession(token = session.user.access_token) {
    const client = new SessionClient({ name: "asking-client", version: "1" }, { capabilities: { elicitation: {} } });
    client.setRequestHandler(ElicitRequestSchema, async ({ params }) => reply(params.message));
    const transport = new SessionTransport(new URL(RESOURCE), transportOptions(token));
    // The transport's optional members are typed without `undefined`.
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    return client;
  }

  it.each([
    ["by a stateless client", connectStateless],
    ["in a session", connectSession],
  ])("is confirmed or declined by the user %s", async (_, connect) => {
    const client = await connect();
    const remove = async (event_id: number) => {
      const { content } = (await client.callTool({ name: "icu_delete_event", arguments: { event_id } })) as {
        content: { text: string }[];
      };
      return joinTexts(content);
    };
    const event_id = await createEvent("To be asked about");
    answers.push("decline", "cancel", "accept");
    expect(await remove(event_id)).toMatch(/^The user did not agree\. Nothing was changed\./);
    expect(await remove(event_id)).toMatch(/^The user did not agree/);
    expect(writes()).toEqual([]);
    expect(await remove(event_id)).toMatch(/^Deleted/);
    expect(asked.splice(0)).toEqual(Array(3).fill(expect.stringContaining("«To be asked about»")));
    await client.close();
  });

  it("runs when the client sends the arguments in another order with the answer, but not with other arguments", async () => {
    const event_id = await createEvent("Arguments in another order");
    const round = async (args: object, answer: object) => {
      const params = { name: "icu_delete_event", arguments: args, ...answer };
      const capabilities = { elicitation: { form: {} } };
      const { text } = await sendStateless(session.user.access_token, "tools/call", params, { capabilities });
      const { result, error } = JSON.parse(text);
      return { ...result, error };
    };
    const { inputRequests, requestState } = await round({ event_id, athlete_id: "0" }, {});
    const inputResponses = Object.fromEntries(Object.keys(inputRequests).map((key) => [key, { action: "accept" }]));
    const other = await round({ athlete_id: "0", event_id: event_id + 1 }, { inputResponses, requestState });
    expect(other.error).toMatchObject({ code: -32602, message: "Invalid or expired requestState" });
    const { content } = await round({ athlete_id: "0", event_id }, { inputResponses, requestState });
    expect(joinTexts(content)).toMatch(/^Deleted/);
  });

  it("A99 takes no confirm token for the state of a question", async () => {
    const event_id = await createEvent("Two kinds of state");
    const token = tokenIn((await call("icu_delete_event", { event_id })).text);
    const params = { name: "icu_delete_event", arguments: { event_id }, inputResponses: {}, requestState: token };
    const { text } = await sendStateless(session.user.access_token, "tools/call", params, {
      capabilities: { elicitation: { form: {} } },
    });
    expect(JSON.parse(text).error).toMatchObject({ code: -32602, message: "Invalid or expired requestState" });
  });

  it("does not run when the user removes the scope before answering", async () => {
    const client = await connectSession(reduced.user.access_token);
    client.setRequestHandler(ElicitRequestSchema, async () => {
      const { uid, grantId } = reduced.user;
      await env.ACCOUNT.getByName(uid).reduceScopes(grantId, ["intervals:read", "intervals:write"]);
      return { action: "accept", content: {} };
    });
    const event_id = await createEvent("Not any more");
    const { content } = await client.callTool({ name: "icu_delete_event", arguments: { event_id } });
    expect(joinTexts(content as { text: string }[])).toMatch(
      /^The user has revoked this permission\. This needs the permission/,
    );
    expect(writes()).toEqual([]);
    await client.close();
  });
});
