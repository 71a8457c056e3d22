import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CATALOG } from "../../src/tools/catalog.ts";
import { listChanges } from "../../src/tools/changes/list-changes.ts";
import type { Tool } from "../../src/tools/kit/define-tool.ts";
import { advanceClock, NOW, resetClock, stopClock } from "../fixtures/clock.ts";
import { type Arguments, examplesFor } from "../fixtures/examples.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient, type ToolResult } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";
import { HEADINGS, toolsPage } from "./tools-page.ts";

// The id of the coached athlete in docs/tools.md is derived from the key.
const KEY = "walk00000key000000000000";
const TOKEN = /invite-[0-9a-f]+/;
const EMAIL = /@example\.test/;

/** Tools that identify the athlete by an activity id, or are not about one athlete. */
const WITHOUT_ATHLETE_ID = [
  "icu_list_athletes",
  "icu_get_activity_details",
  "icu_get_activity_intervals",
  "icu_get_activity_streams",
  "icu_get_best_efforts",
  "icu_get_power_histogram",
  "icu_get_hr_histogram",
  "icu_get_pace_histogram",
  "icu_get_gap_histogram",
  "icu_get_activity_messages",
  "icu_add_activity_message",
  "icu_update_activity",
  "icu_update_activity_streams",
  "icu_delete_activity",
  "icu_download_activity_file",
  "icu_download_fit_file",
  "icu_download_gpx_file",
  "icu_validate_workout",
  // Research clients prescribe the parameters of these two.
  "search",
  "fetch",
  // The change log belongs to the user.
  "icu_list_changes",
  "icu_undo_change",
];

const isRead = ({ effect }: Tool) => effect === "read";
const parametersOf = (tool: Tool) => Object.keys(tool.input.shape);

describe("every tool for an athlete", () => {
  it("has the parameter athlete_id", () => {
    const missing = CATALOG.filter((tool) => !parametersOf(tool).includes("athlete_id")).map(({ name }) => name);
    expect(missing.filter((name) => !WITHOUT_ATHLETE_ID.includes(name))).toEqual([]);
  });
});

interface ToolCall {
  tool: string;
  variant: "owner as JSON" | "owner as text" | "coached athlete as text";
  args: Arguments;
  answer: ToolResult;
}

let calls: ToolCall[];
let secrets: string[];
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7701000", now: NOW });
  const { access_token } = await signIn({ key: KEY });
  stopClock(NOW);
  secrets = [KEY, "icu_api_key", "icu_friend_invite_token"];
  calls = await callEveryTool(await connectStateless(access_token));
}, 90_000);
afterAll(resetClock);

async function callEveryTool(client: McpClient): Promise<ToolCall[]> {
  const read = async (name: string, args: Arguments) =>
    JSON.parse((await client.callAndConfirm(name, args, { "intervals/format": "json" })).text);
  const own = await examplesFor(read);
  const pupil: string = (await read("icu_list_athletes", {})).athletes[1].athlete_id;
  const theirs = await examplesFor((name, args) => read(name, { ...args, athlete_id: pupil }));
  const made: ToolCall[] = [];
  const call = async (
    tool: Tool,
    variant: ToolCall["variant"],
    args: Arguments = {},
    meta?: Record<string, unknown>,
  ) => {
    advanceClock(4);
    made.push({ tool: tool.name, variant, args, answer: await client.callAndConfirm(tool.name, args, meta) });
  };
  const [reading, changing] = [CATALOG.filter(isRead), CATALOG.filter((tool) => !isRead(tool))];
  for (const tool of reading) {
    await call(tool, "owner as JSON", own[tool.name], { "intervals/format": "json" });
    await call(tool, "owner as text", own[tool.name]);
    if (parametersOf(tool).includes("athlete_id")) {
      await call(tool, "coached athlete as text", { ...theirs[tool.name], athlete_id: pupil });
    }
  }
  for (const tool of changing) await call(tool, "owner as text", own[tool.name]);
  // Again, now that there are changes to list. Their ids contain the time and random characters.
  await call(listChanges, "owner as text", { limit: 3 });
  for (const { answer } of made.slice(-1))
    answer.text = answer.text.replace(/\b[0-9a-z]{12}(?=[ .\n])/g, "change00id00");
  return made;
}

describe("a call of every tool", () => {
  it("succeeds", () => {
    expect(new Set(calls.map(({ tool }) => tool))).toEqual(new Set(CATALOG.map(({ name }) => name)));
    const failing = calls.filter(({ variant, answer }) => answer.isError && variant !== "coached athlete as text");
    expect(failing.map(({ tool, answer }) => `${tool}: ${answer.text}`)).toEqual([]);
  });

  it("returns no key, token or e-mail address", () => {
    const leaking = calls.filter(
      ({ answer }) =>
        secrets.some((secret) => answer.text.includes(secret)) || TOKEN.test(answer.text) || EMAIL.test(answer.text),
    );
    expect(leaking.map(({ tool, variant }) => `${tool}, ${variant}`)).toEqual([]);
  });

  it("names the athlete unless it is the default one", () => {
    const unnamed = calls.filter(({ variant, answer }) => {
      if (variant !== "coached athlete as text" || answer.isError) return false;
      return !answer.text.split("\n")[0]?.includes("«Demo Pupil»");
    });
    expect(unnamed.map(({ tool, answer }) => `${tool}: ${answer.text.split("\n")[0]}`)).toEqual([]);
    const named = calls.filter(({ variant, answer }) => variant === "coached athlete as text" && !answer.isError);
    expect(named.length).toBeGreaterThan(10);
  });

  it("returns the examples in docs/tools.md", async () => {
    expect(Object.keys(HEADINGS).filter((name) => !CATALOG.some((tool) => tool.name === name))).toEqual([]);
    const shown = calls.filter(({ variant }) => variant === "owner as text");
    const examples = new Map(shown.map(({ tool, args, answer }) => [tool, { args, answer: answer.text }]));
    await expect(toolsPage(CATALOG, examples)).toMatchFileSnapshot("../../docs/tools.md");
  });
});
