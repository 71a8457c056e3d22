import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { workoutSyntaxText } from "../../src/workout/guide/guide.ts";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "workoutwrites0key0000000";

let host: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7350001", now: NOW });
  host = withRefilledBudget(await connectStateless((await signIn({ key: KEY, preset: "everything" })).access_token));
  setClock();
});
afterAll(resetClock);
beforeEach(() => upstream.reset());

const json = async (name: string, args: Record<string, unknown>) => {
  const { text, isError } = await host.call(name, args, { "intervals/format": "json" });
  expect(isError, text).toBe(false);
  return JSON.parse(text);
};
const writes = () => upstream.requests.filter(({ method }) => method !== "GET");

const DAY = { start_date: "2026-06-09", name: "Run", category: "WORKOUT", event_type: "Run" };
const SHELF = { folder_id: 3003, name: "Run", sport: "Run" };
type Fields = Record<string, unknown>;

/** Every tool that writes a workout: how it is called, and where its answer keeps it. */
const TOOLS: Record<string, { args: (fields: Fields) => Promise<Fields>; kept: (answer: Fields) => unknown }> = {
  icu_create_event: { args: async (fields) => ({ ...DAY, ...fields }), kept: ({ event }) => event },
  icu_update_event: {
    args: async (fields) => {
      const { event } = await json("icu_create_event", { ...DAY, description: "- 30m 70% Pace" });
      upstream.reset();
      return { event_id: event.event_id, ...fields };
    },
    kept: ({ event }) => event,
  },
  icu_bulk_create_events: {
    args: async (fields) => ({ events: [{ ...DAY, ...fields }] }),
    kept: ({ results }) => (Array.isArray(results) ? results[0].event : undefined),
  },
  icu_create_workout: { args: async (fields) => ({ ...SHELF, ...fields }), kept: ({ workout }) => workout },
  icu_update_workout: {
    args: async (fields) => {
      const { workout } = await json("icu_create_workout", { ...SHELF, description: "- 30m 70% Pace" });
      upstream.reset();
      return { workout_id: workout.workout_id, ...fields };
    },
    kept: ({ workout }) => workout,
  },
};

describe.each(Object.entries(TOOLS))("%s", (name, { args, kept }) => {
  it("refuses a text that would be swallowed, with its correction, and stores it when the person insists", async () => {
    const swallowed = { description: "- 6 × 800 m @ 4:00/km" };
    const refused = await host.call(name, await args(swallowed));
    expect([refused.isError, writes()]).toEqual([true, []]);
    expect(refused.text).toContain("Corrected text:\n6x\n- 800mtr 4:00/km Pace\n");
    expect(kept(await json(name, await args({ ...swallowed, force: true })))).toMatchObject(swallowed);
  });

  it("takes steps, says what it converted, and shows both readings where Intervals.icu reads otherwise", async () => {
    const steps = [
      { reps: 3, steps: [{ duration_seconds: 300, target: { units: "bpm", start: 150, end: 160 } }] },
      { cue: "Jog", distance_meters: 1000, target: { units: "secs/km", value: "6:00" } },
    ];
    const given = await args({ steps });
    upstream.fail({ kind: "misread", match: { method: name.includes("update") ? "PUT" : "POST" } });
    const answer = await json(name, given);
    expect(kept(answer)).toMatchObject({ description: "3x\n- 5m 89-95% LTHR\n\n- Jog 1km 6:00/km Pace" });
    const said = JSON.stringify(answer);
    expect(said).toContain("150-160 bpm is written as 89-95% LTHR (threshold 168 bpm).");
    expect(said).toMatch(
      /3 steps in Intervals\.icu, 4 in the text; duration 1:00 in Intervals\.icu, 21:00 in the text; load 1 in/,
    );
  });
});

describe("many at once", () => {
  it.each([
    ["icu_bulk_delete_events", { event_ids: Array.from({ length: 51 }, (_, i) => i + 1) }, /event_ids: .*50/],
    ["icu_duplicate_events", { event_ids: Array.from({ length: 51 }, (_, i) => i + 1) }, /event_ids: .*50/],
    ["icu_duplicate_events", { event_ids: [1, 2, 3, 4], num_copies: 52 }, /^num_copies: at most 200 copies .* not 208/],
    ["icu_bulk_create_events", { events: Array.from({ length: 101 }, () => ({})) }, /events: .*100/],
  ])("%s says how many are too many", async (name, args, message) => {
    const { text, isError } = await host.call(name, args);
    expect([isError, text, upstream.requests]).toEqual([true, expect.stringMatching(message), []]);
  });
});

describe("the workout language", () => {
  it("is taught by the resource and the prompt in the words of the parser's own tables", async () => {
    expect(await host.readResource("intervals-icu://workout-syntax")).toBe(workoutSyntaxText());
    expect(await host.getPrompt("generate_workout", { sport: "Run" })).toContain(workoutSyntaxText());
  });
});
