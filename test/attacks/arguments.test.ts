import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { configOf } from "../../src/config.ts";
import { seal } from "../../src/crypto/envelope.ts";
import { CATALOG } from "../../src/tools/catalog.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { openConsentPage, registerApp, type SignedInUser, signIn, submitConsent } from "../fixtures/oauth-client.ts";
import { callTool, openSession, post, sendInSession, sendStateless } from "../fixtures/raw-mcp.ts";

const KEY = "arguments0key0000000000";
let token: string;
let user: SignedInUser;
let reader: SignedInUser;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7550001" });
  user = await signIn({ key: KEY });
  token = user.access_token;
  reader = await signIn({ key: KEY, preset: "read" });
});
beforeEach(() => upstream.reset());

const toolsWith = (parameter: string) => CATALOG.filter(({ input }) => Object.hasOwn(input.shape, parameter));

/** Expects an error that names the parameter, and no request to Intervals.icu. */
async function expectRejected(name: string, parameter: string, value: unknown): Promise<void> {
  const { status, text } = await callTool(token, name, { [parameter]: value });
  expect(status === 400 || text.includes('"isError":true'), text).toBe(true);
  expect([name, text]).toEqual([name, expect.stringMatching(new RegExp(`[n"]${parameter}: |"code":-32600`))]);
  expect(upstream.requests).toEqual([]);
}

describe("an invalid id", () => {
  it.each([
    "../athlete/0",
    "i1%2f..%2fathlete",
    "1?x=",
    "1#",
    "1\n",
    " 1",
    "１２３",
    "i",
    "-1",
    "1e3",
    "0x1",
    "1".repeat(20),
    "i1;DROP TABLE x",
    "",
    { toString: "1" },
    ["i1"],
    1.5,
  ])("A43 of an activity is rejected before any request: %j", async (value) => {
    await expectRejected("icu_get_activity_details", "activity_id", value);
  });

  it.each(["https://evil.example", "0@evil.example", "-1", "i0", "00", "i1/../2", "0 ", "１", "i1\u0000", {}, 1.5])(
    "A44 of an athlete is rejected before any request: %j",
    async (value) => {
      await expectRejected("icu_get_wellness_data", "athlete_id", value);
    },
  );

  it.each([
    ["A43 of an activity is rejected by every tool", "activity_id"],
    ["A44 of an athlete is rejected by every tool", "athlete_id"],
  ])("%s", async (_, parameter) => {
    expect(toolsWith(parameter).length).toBeGreaterThan(10);
    for (const { name } of toolsWith(parameter)) await expectRejected(name, parameter, "../athlete/0");
  });

  it("A44 of an athlete whom the user does not coach is rejected by Intervals.icu, and the user's own is sent as 0", async () => {
    await callTool(token, "icu_get_wellness_data", { days_back: 1, athlete_id: "i7550001" });
    expect(new Set(upstream.requests.map(({ path }) => path.split("/")[4]))).toEqual(new Set(["0"]));
    const { text } = await callTool(token, "icu_get_wellness_data", { days_back: 1, athlete_id: "i999999" });
    expect(text).toContain("no access to this athlete");
  });
});

describe("an invalid API key", () => {
  it.each([
    "a key\r\nX-Evil: 1",
    "key\nkey",
    "kéyskéys",
    "key key key",
    "k\u0000eykey",
    "short",
    "k".repeat(129),
    "ｋｅｙｋｅｙｋｅｙ",
  ])("A45 is rejected before any request: %j", async (api_key) => {
    const response = await submitConsent(await openConsentPage(await registerApp()), { decision: "approve", api_key });
    expect([response.status, upstream.requests]).toEqual([400, []]);
  });
});

describe("an invalid date", () => {
  it.each([
    "9999-01-01",
    "0000-01-01",
    "-271821-04-20",
    "+275760-09-13",
    "2026-02-30",
    "2026-13-01",
    "2026-01-01T00:00:00+14:00",
    "2026-01-01[Pacific/Auckland]",
    "１２-01-01",
    "-99999999d",
    "+99999999999999999999w",
    "today; drop",
    "NaN",
    8.64e15,
  ])("A48 is rejected before any request: %j", async (day) => {
    for (const [name, parameter] of [
      ["icu_get_activities_by_date", "oldest"],
      ["icu_get_wellness_for_date", "date"],
      ["icu_create_event", "start_date"],
    ] as const) {
      const { text } = await callTool(token, name, { [parameter]: day });
      expect([name, text]).toEqual([name, expect.stringContaining(`${parameter}: `)]);
    }
    expect(upstream.requests.filter(({ path }) => path !== "/api/v1/athlete/0")).toEqual([]);
  });

  it.each<[string, Record<string, unknown>]>([
    ["icu_get_activities_by_date", { oldest: "2026-02-01", newest: "2026-01-01" }],
    ["icu_get_wellness_data", { days_back: 100_000 }],
    ["icu_get_wellness_data", { days_back: -1 }],
    ["icu_get_calendar_events", { days_ahead: 1e9 }],
    ["icu_get_fitness_chart", { days_back: 365, days_ahead: 365 }],
  ])("A48 in a range that is too long or reversed is rejected by %s: %j", async (name, args) => {
    const { text } = await callTool(token, name, args);
    expect(text).toContain('"isError":true');
    expect(upstream.requests.filter(({ path }) => path !== "/api/v1/athlete/0")).toEqual([]);
  });

  it("A48 in a range of decades loads only as much as the limit", async () => {
    await callTool(token, "icu_get_activities_by_date", { oldest: "2000-01-01", newest: "today", limit: 3 });
    const requests = upstream.requests.filter(({ path }) => path.endsWith("/activities"));
    expect(requests.map(({ query }) => Number(query.limit) < 100)).toEqual([true]);
  });
});

describe("a missing scope", () => {
  it("A49 denies every tool that needs it, in both protocol eras, and is named", async () => {
    const session = await openSession(reader.access_token);
    const denied = CATALOG.filter(({ effect }) => effect !== "read");
    expect(denied.length).toBeGreaterThan(20);
    for (const { name, effect } of denied) {
      const params = { name, arguments: {} };
      const answers = [
        callTool(reader.access_token, name),
        sendInSession(reader.access_token, session, { id: 1, method: "tools/call", params }),
      ];
      for (const { status, headers } of await Promise.all(answers)) {
        const challenge = headers.get("WWW-Authenticate");
        expect([name, status, challenge]).toEqual([name, 403, expect.stringContaining('error="insufficient_scope"')]);
        expect(challenge).toContain(`scope="intervals:read intervals:${effect}"`);
      }
    }
    expect(upstream.requests).toEqual([]);
  });

  it("A49 cannot be bypassed with a batch", async () => {
    const session = await openSession(reader.access_token);
    const params = { name: "icu_delete_event", arguments: { event_id: 1 } };
    const batch = [
      { id: 1, method: "ping" },
      { id: 2, method: "tools/call", params },
    ];
    const messages = batch.map((message) => ({ jsonrpc: "2.0", ...message }));
    const headers = { "MCP-Protocol-Version": "2025-03-26", "Mcp-Session-Id": session };
    const { status } = await post(reader.access_token, JSON.stringify(messages), headers);
    expect([400, 403]).toContain(status);
    expect(upstream.requests).toEqual([]);
  });
});

describe("the state that a client returns", () => {
  const EVENT = { days_ahead: 1 };
  const stateFor = (uid: string, kind: "state" | "response", until: number) =>
    seal(
      configOf(env).vault,
      { uid, kind },
      JSON.stringify({ state: '{"request":"","responses":{},"requested":[]}', until }),
    );
  const sendState = (requestState: unknown) =>
    sendStateless(token, "tools/call", {
      name: "icu_get_calendar_events",
      arguments: EVENT,
      requestState,
      inputResponses: {},
    });

  it("A36 is rejected when it is another user's, of another kind, expired, changed or for another call", async () => {
    const soon = Date.now() + 60_000;
    const own = await stateFor(user.uid, "state", soon);
    const wrong = {
      "another user's": await stateFor("usomebody", "state", soon),
      "of another kind": await stateFor(user.uid, "response", soon),
      expired: await stateFor(user.uid, "state", Date.now() - 1),
      changed: own.slice(0, -1) + (own.endsWith("A") ? "B" : "A"),
      truncated: own.slice(0, -4),
      "for another call": own,
      invented: "e30",
      empty: "",
    };
    for (const [what, state] of Object.entries(wrong)) {
      expect([what, (await sendState(state)).text]).toEqual([what, expect.stringContaining('"code":-32602')]);
    }
    expect(upstream.requests).toEqual([]);
  });

  it("A36 is never a cursor: no list is paginated", async () => {
    const cursors = CATALOG.filter(({ input }) =>
      Object.keys(z.toJSONSchema(input, { io: "input" }).properties ?? {}).some((name) =>
        /cursor|page_?token/.test(name),
      ),
    );
    expect(cursors).toEqual([]);
    expect((await sendStateless(token, "tools/list", { cursor: "x" })).text).not.toContain("nextCursor");
  });
});

describe("megabytes of workout text", () => {
  const entry = { start_date: "2026-05-30", name: "Long", category: "WORKOUT", event_type: "Ride", sport: "Ride" };
  const text = "- Hard 4m 105-110% 95rpm\n".repeat(780);
  const steps = Array.from({ length: 800 }, () => ({ duration_seconds: 60 }));

  it.each<[string, string, object]>([
    ["in the events of one call", "icu_bulk_create_events", { events: Array(6).fill({ ...entry, description: text }) }],
    ["in the steps of events", "icu_bulk_create_events", { events: Array(6).fill({ ...entry, steps }) }],
    ["as JSON in a string", "icu_bulk_create_events", { events: JSON.stringify(Array(6).fill({ ...entry, steps })) }],
    [
      "in the extra workouts of a plan",
      "icu_apply_training_plan",
      {
        folder_id: 1,
        start_date_local: "2026-05-30",
        extra_workouts_json: Array(6).fill({ ...entry, description: text }),
      },
    ],
  ])("A89 are refused before anything is parsed or requested: %s", async (_, name, args) => {
    const answer = await callTool(token, name, args);
    expect(answer.text).toContain("must have at most 100000 characters in all");
    expect(upstream.requests).toEqual([]);
  });
});
