import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describe as described } from "../../src/mcp/tool-list.ts";
import { CATALOG } from "../../src/tools/catalog.ts";
import type { Tool } from "../../src/tools/define-tool.ts";
import { NOW, resetClock, setClock } from "../clock.ts";
import { type Answer, type Host, modernHost } from "../host.ts";
import { upstream } from "../network.ts";
import { signIn } from "../person.ts";

/** Each has requests of their own to spend, so that the walk takes seconds. */
const KEYS = Array.from({ length: 6 }, (_, index) => `walk${index}000key000000000000`);
const READING = CATALOG.filter(({ effect }) => effect === "read");
const TOKEN = /invite-[0-9a-f]+/;
const EMAIL = /@example\.test/;

/** An activity's id says whose it is, a workout's text is nobody's, and a roster is the coach's. */
const NEED_NO_ATHLETE = [
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
  // Ids of these carry what they are about; their contract has no room for more.
  "search",
  "fetch",
  // The journal is the connected person's.
  "icu_list_changes",
  "icu_undo_change",
];

/** Parameters that must be given although each alone need not. */
const ALSO_GIVEN: Record<string, string[]> = {
  icu_get_best_efforts: ["duration"],
  icu_download_workout: ["event_id"],
  icu_validate_workout: ["text"],
};

const parametersOf = (tool: Tool) => Object.keys(tool.input.shape);

describe("every tool about an athlete", () => {
  it("takes athlete_id", () => {
    const lacking = CATALOG.filter((tool) => !parametersOf(tool).includes("athlete_id")).map(({ name }) => name);
    expect(lacking.filter((name) => !NEED_NO_ATHLETE.includes(name))).toEqual([]);
  });
});

interface Walked {
  tool: string;
  by: "owner as JSON" | "owner as text" | "coached athlete as text";
  answer: Answer;
}

let walked: Walked[];
let secrets: string[];
beforeAll(async () => {
  upstream.reset();
  for (const key of KEYS) await upstream.addAthlete({ key, now: NOW });
  const hosts: Host[] = [];
  for (const key of KEYS) hosts.push(await modernHost((await signIn({ key })).access_token));
  setClock();
  secrets = [...KEYS, "icu_api_key", "icu_friend_invite_token"];
  walked = (await Promise.all(hosts.map((host, index) => walk(host, (_, at) => at % KEYS.length === index)))).flat();
}, 30_000);
afterAll(resetClock);

async function walk(host: Host, isMine: (tool: Tool, at: number) => boolean): Promise<Walked[]> {
  const own = await samplesOf(host);
  const { athletes } = await read(host, "icu_list_athletes", {});
  const pupil: string = athletes[1].athlete_id;
  const theirs = await samplesOf(host, pupil);
  const answers: Walked[] = [];
  for (const tool of READING.filter(isMine)) {
    const ask = async (by: Walked["by"], args: Record<string, unknown>, meta?: Record<string, unknown>) =>
      answers.push({ tool: tool.name, by, answer: await host.call(tool.name, args, meta) });
    const args = argumentsFor(tool, own);
    await ask("owner as JSON", args, { "intervals/format": "json" });
    await ask("owner as text", args);
    if (parametersOf(tool).includes("athlete_id")) {
      await ask("coached athlete as text", { ...argumentsFor(tool, theirs), athlete_id: pupil });
    }
  }
  return answers;
}

const read = async (host: Host, name: string, args: Record<string, unknown>) =>
  JSON.parse((await host.call(name, args, { "intervals/format": "json" })).text);

/** What parameters that are required may be filled with, by their names. */
async function samplesOf(host: Host, athlete_id?: string): Promise<Record<string, unknown>> {
  const whose = athlete_id === undefined ? {} : { athlete_id };
  const { activities } = await read(host, "icu_get_recent_activities", { limit: 30, ...whose });
  const { events } = await read(host, "icu_get_calendar_events", { days_ahead: 7, ...whose });
  const run = activities.find(({ type }: { type: string }) => type === "Run");
  const workout = events.find(({ category }: { category: string }) => category === "WORKOUT");
  return {
    activity_id: run?.id,
    event_id: workout?.event_id ?? 1,
    folder_id: 3001,
    workout_id: 5001,
    item_id: 6101,
    date: "yesterday",
    oldest: "-3d",
    query: "run",
    sport: "Run",
    text: "- 10m Z2 Pace",
    id: `activity:${run?.id}`,
  };
}

function argumentsFor(tool: Tool, samples: Record<string, unknown>): Record<string, unknown> {
  const { properties = {}, required = [] } = described(tool).inputSchema as {
    properties?: Record<string, { enum?: unknown[] }>;
    required?: string[];
  };
  const asked = [...required, ...(ALSO_GIVEN[tool.name] ?? [])];
  return Object.fromEntries(asked.map((name) => [name, properties[name]?.enum?.[0] ?? samples[name] ?? 60]));
}

describe("a walk over every tool that reads", () => {
  it("reaches them all", () => {
    expect(new Set(walked.map(({ tool }) => tool))).toEqual(new Set(READING.map(({ name }) => name)));
    const failing = walked.filter(({ by, answer }) => answer.isError && by === "owner as JSON");
    expect(failing.map(({ tool, answer }) => `${tool}: ${answer.text}`)).toEqual([]);
  });

  it("finds no key, token or e-mail address in any answer", () => {
    const leaking = walked.filter(
      ({ answer }) =>
        secrets.some((secret) => answer.text.includes(secret)) || TOKEN.test(answer.text) || EMAIL.test(answer.text),
    );
    expect(leaking.map(({ tool, by }) => `${tool}, ${by}`)).toEqual([]);
  });

  it("hears whose data it is when it is not the connection's default", () => {
    const silent = walked.filter(({ by, answer }) => {
      if (by !== "coached athlete as text" || answer.isError) return false;
      return !answer.text.split("\n")[0]?.includes("«Demo Pupil»");
    });
    expect(silent.map(({ tool, answer }) => `${tool}: ${answer.text.split("\n")[0]}`)).toEqual([]);
    const named = walked.filter(({ by, answer }) => by === "coached athlete as text" && !answer.isError);
    expect(named.length).toBeGreaterThan(10);
  });
});
