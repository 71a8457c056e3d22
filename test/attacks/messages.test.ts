import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { resetClock, stopClock } from "../fixtures/clock.ts";
import { signIn } from "../fixtures/oauth-client.ts";
import { callTool, openSession, PROTOCOL, post, type RawResponse, sendInSession } from "../fixtures/raw-mcp.ts";

let token: string;
let uid: string;
let session: string;
beforeAll(async () => {
  ({ access_token: token, uid } = await signIn());
  session = await openSession(token);
});

const eras = {
  stateless: { "MCP-Protocol-Version": PROTOCOL, "Mcp-Method": "tools/list" },
  session: () => ({ "MCP-Protocol-Version": "2025-11-25", "Mcp-Session-Id": session }),
};
const headersOf = (era: keyof typeof eras) => (era === "session" ? eras.session() : eras.stateless);

describe.each(["stateless", "session"] as const)("a message (%s)", (era) => {
  it.each<[string, string]>([
    ["nothing", ""],
    ["not JSON", "{"],
    ["a bare word", "hello"],
    ["a number", "7"],
    ["a string", '"tools/list"'],
    ["null", "null"],
    ["an empty array", "[]"],
    ["an empty object", "{}"],
    ["without a version", '{"id":1,"method":"tools/list"}'],
    ["of another version", '{"jsonrpc":"1.0","id":1,"method":"tools/list"}'],
    ["with a method that is not a string", '{"jsonrpc":"2.0","id":1,"method":7}'],
    ["with an object as id", '{"jsonrpc":"2.0","id":{"a":1},"method":"tools/list"}'],
    ["with an array as id", '{"jsonrpc":"2.0","id":[1],"method":"tools/list"}'],
    ["with an infinite id", '{"jsonrpc":"2.0","id":1e400,"method":"tools/list"}'],
    ["not text", "\ufffd\u0000"],
    ["with a string as params", '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":"x"}'],
  ])("A38 that is %s gets a protocol error", async (_, body) => {
    const { status, text } = await post(token, body, headersOf(era));
    expect([200, 400]).toContain(status);
    expect(text).toMatch(/"code":-32(700|600|601|602|020)\b/);
    expect(text).not.toMatch(/\.(ts|js):\d+|\bat \w+ \(/);
  });
});

describe.each(["stateless", "session"] as const)("an id that a message names (%s)", (era) => {
  it.each<[string, object]>([
    ["an id", { id: "x".repeat(900_000), method: "tools/list" }],
    ["a progress token", { id: 1, method: "tools/list", params: { _meta: { progressToken: "x".repeat(900_000) } } }],
  ])("A85 is refused at once if it is %s of 900 KB, and is not repeated", async (_, message) => {
    const { status, text } = await post(token, JSON.stringify({ jsonrpc: "2.0", ...message }), headersOf(era));
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ id: null, error: { code: -32600 } });
    expect(text.length).toBeLessThan(500);
  });
});

it("A85 a client that describes itself in 100 KB opens no session", async () => {
  const clientInfo = { name: "x".repeat(100_000), version: "1" };
  const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo };
  const { status, headers } = await sendInSession(token, undefined, { id: 1, method: "initialize", params });
  expect([status, headers.get("Mcp-Session-Id")]).toEqual([400, null]);
});

describe("names of built-in properties", () => {
  const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];

  it.each(NAMES)("A41 are not tools, prompts or resources: %s", async (name) => {
    const responses: RawResponse[] = [
      await callTool(token, name),
      await sendInSession(token, session, { id: 1, method: "tools/call", params: { name, arguments: {} } }),
      await sendInSession(token, session, { id: 1, method: "prompts/get", params: { name } }),
      await sendInSession(token, session, { id: 1, method: "resources/read", params: { uri: name } }),
      await sendInSession(token, session, { id: 1, method: name, params: {} }),
    ];
    for (const { text } of responses) expect(text).toMatch(/"code":-3260[12]\b|"isError":true/);
  });

  it.each(NAMES)("A41 are not parameters and pollute no prototype: %s", async (name) => {
    const args = `{"${name}":{"polluted":"yes"},"days_back":1}`;
    const params = `{"name":"icu_get_wellness_data","arguments":${args}}`;
    const message = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":${params}}`;
    const { text } = await post(token, message, headersOf("session"));
    expect(text).toMatch(name === "__proto__" ? /"code":-32600/ : /unknown parameter/);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("an argument", () => {
  const note = { start_date: "tomorrow", category: "NOTE", name: "A note" };

  it.each<[string, string]>([
    ["a lone high surrogate", "\\ud800"],
    ["a lone low surrogate", "x\\udc00"],
    ["reversed surrogates", "\\udc00\\ud800"],
    ["a null character", "a\\u0000b"],
  ])("A42 with %s is rejected", async (_, text) => {
    const args = JSON.stringify(note).replace("A note", text);
    const message = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"icu_create_event","arguments":${args}}}`;
    const answer = await post(token, message, headersOf("session"));
    expect(answer.status === 400 || /"isError":true/.test(answer.text)).toBe(true);
  });

  it("A42 is shown without invisible characters", async () => {
    const created = await callTool(token, "icu_create_event", { ...note, name: "A\u202enote\u2066 \u200bby hand" });
    expect(created.text).toContain("«Anote by hand»");
  });

  it("A42 of one megabyte is rejected as a name", async () => {
    const { text } = await callTool(token, "icu_create_event", { ...note, name: "x".repeat(1_000_000) });
    expect(text).toMatch(/name: /);
    expect(text.length).toBeLessThan(2_000);
  });
});

describe("a batch of expensive calls", () => {
  it("A39 is limited like single calls: 10 at once, then 5 per second", async () => {
    const account = env.ACCOUNT.getByName(uid);
    stopClock();
    const waits = await Promise.all(Array.from({ length: 100 }, () => account.acquireRequest("app"))).finally(
      resetClock,
    );
    const granted = waits.filter((one) => one.granted).map(({ wait }) => wait);
    expect(granted.length).toBeLessThanOrEqual(61);
    expect(Math.max(...granted)).toBeLessThanOrEqual(10_000);
    expect(waits.filter((one) => !one.granted).length).toBeGreaterThanOrEqual(39);
  });
});
