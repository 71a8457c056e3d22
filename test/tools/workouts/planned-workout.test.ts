import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { json, call, errorText, writes } = athleteSession();

const VO2 =
  "Warmup\n- 10m ramp 50-70% 90rpm\n\nMain Set 4x\n- Hard 4m 105-110% 95rpm\n- Easy 3m 55%\n\nCooldown\n- 8m 50%";
const VO2_STEPS = [
  { duration_seconds: 600, target: { units: "%ftp", start: 50, end: 70 }, ramp: true, cadence: 90, warmup: true },
  {
    reps: 4,
    cue: "Main Set",
    steps: [
      { cue: "Hard", duration_seconds: 240, target: { units: "%ftp", start: 105, end: 110 }, cadence: 95 },
      { cue: "Easy", duration_seconds: 180, target: { units: "%ftp", value: 55 } },
    ],
  },
  { duration_seconds: 480, target: { units: "%ftp", value: 50 }, cooldown: true },
];

describe("a planned workout", () => {
  const ride = { start_date: "2026-06-02", name: "VO2", category: "WORKOUT", event_type: "Ride" };

  it("is rejected with a correction when Intervals.icu would misread it, and the correction is accepted", async () => {
    const refused = await call("icu_create_event", { ...ride, description: "- 10min 60%\n4x\n- 4m 105%, 3m 55%" });
    expect([refused.isError, writes()]).toEqual([true, []]);
    expect(refused.text).toMatchInlineSnapshot(`
      "description: nothing was written, because Intervals.icu would silently misread this workout.
      line 1: "10min" is not recognized as a duration or distance: the step is dropped. Time units are \`h\`, \`m\` and \`s\`; distance units are \`mtr\`, \`km\`, \`mi\` and \`yrd\`. \`min\`, \`sec\`, \`meters\` and \`yd\` are not recognized.
      line 2: "4x" has no blank line before it: its steps run once. Leave a blank line before a repeat. Without it the steps run once.
      line 3: "3m" replaces the duration or distance before it: the line is one step, not two. One line is one step. If it has two durations, the last one counts.
      Corrected text:
      - 10m 60%

      4x
      - 4m 105%
      - 3m 55%
      Call again with the corrected text, or with force: true to store the workout unchanged."
    `);
    const corrected = /Corrected text:\n([\s\S]*)\nCall again/.exec(refused.text)?.[1];
    const { event, notes } = await json("icu_create_event", { ...ride, description: corrected });
    expect([event.workout_steps, event.moving_time_seconds, notes]).toEqual([9, 2280, []]);
  });

  it("is stored unchanged with force", async () => {
    const { event } = await json("icu_create_event", { ...ride, description: "- 10min 60%\n- 5m 50%", force: true });
    expect([event.description, event.workout_steps]).toEqual(["- 10min 60%\n- 5m 50%", 1]);
  });

  it("can be given as steps, below a description", async () => {
    const { event, notes } = await json("icu_create_event", { ...ride, description: "Windy.", steps: VO2_STEPS });
    expect([event.description, event.workout_steps, notes]).toEqual([`Windy.\n\n${VO2}`, 10, []]);
    expect(await errorText("icu_create_event", { ...ride, description: VO2, steps: VO2_STEPS })).toMatch(
      /^description: already contains steps/,
    );
  });

  it("has beats per minute converted to percent of the athlete's threshold, and says so", async () => {
    const run = { ...ride, event_type: "Run" };
    const steps = [{ duration_seconds: 1200, target: { units: "bpm", start: 140, end: 150 } }];
    const bySteps = await json("icu_create_event", { ...run, steps });
    expect([bySteps.event.description, bySteps.notes]).toMatchInlineSnapshot(`
      [
        "- 20m 83-89% LTHR",
        [
          "140-150 bpm is written as 83-89% LTHR (threshold 168 bpm).",
        ],
      ]
    `);
    const byText = await json("icu_create_event", { ...run, description: "- 20m 140-150bpm" });
    expect([byText.event.description, byText.notes]).toMatchInlineSnapshot(`
      [
        "- 20m 83-89% LTHR",
        [
          "«- 20m 140-150bpm» was changed to «- 20m 83-89% LTHR».",
        ],
      ]
    `);
  });

  it("may be prose when the sport needs no steps or the duration is given", async () => {
    const strength = { ...ride, event_type: "WeightTraining", description: "3x10 squats\n- bench 3x8" };
    expect((await json("icu_create_event", strength)).notes).toEqual([]);
    const outing = { ...ride, description: "Coffee ride with friends", duration_seconds: 7200 };
    const { event, notes } = await json("icu_create_event", outing);
    expect([event.moving_time_seconds, notes.length]).toEqual([7200, 1]);
    const note = { start_date: "2026-06-02", name: "Note", category: "NOTE" };
    expect((await json("icu_create_event", { ...note, description: "- 10min easy" })).notes).toEqual([]);
    expect(await errorText("icu_create_event", { ...note, steps: VO2_STEPS })).toBe(
      "steps: only events of category WORKOUT have steps.",
    );
  });

  it("is checked and compared in the same way on update", async () => {
    const { event } = await json("icu_create_event", { ...ride, name: "Change me", description: "- 30m 60%" });
    const { event_id } = event;
    upstream.reset();
    const refused = await call("icu_update_event", { event_id, description: "- 400m 90%" });
    expect([refused.isError, writes()]).toEqual([true, []]);
    expect(refused.text).toContain("is read as 400 minutes");
    const { changes } = await json("icu_update_event", { event_id, steps: VO2_STEPS });
    expect(changes).toContainEqual({ field: "workout_steps", before: 1, after: 10 });
  });
});

const DAY = { start_date: "2026-06-09", name: "Run", category: "WORKOUT", event_type: "Run" };

const IN_LIBRARY = { folder_id: 3003, name: "Run", sport: "Run" };

type Fields = Record<string, unknown>;

/** Every tool that writes a workout: its arguments, and where the workout is in its answer. */
const TOOLS: Record<string, { args: (fields: Fields) => Promise<Fields>; stored: (answer: Fields) => unknown }> = {
  icu_create_event: { args: async (fields) => ({ ...DAY, ...fields }), stored: ({ event }) => event },
  icu_update_event: {
    args: async (fields) => {
      const { event } = await json("icu_create_event", { ...DAY, description: "- 30m 70% Pace" });
      upstream.reset();
      return { event_id: event.event_id, ...fields };
    },
    stored: ({ event }) => event,
  },
  icu_bulk_create_events: {
    args: async (fields) => ({ events: [{ ...DAY, ...fields }] }),
    stored: ({ results }) => (Array.isArray(results) ? results[0].event : undefined),
  },
  icu_create_workout: { args: async (fields) => ({ ...IN_LIBRARY, ...fields }), stored: ({ workout }) => workout },
  icu_update_workout: {
    args: async (fields) => {
      const { workout } = await json("icu_create_workout", { ...IN_LIBRARY, description: "- 30m 70% Pace" });
      upstream.reset();
      return { workout_id: workout.workout_id, ...fields };
    },
    stored: ({ workout }) => workout,
  },
};

describe.each(Object.entries(TOOLS))("%s", (name, { args, stored }) => {
  it("rejects a text that Intervals.icu would misread, suggests a correction, and stores it with force", async () => {
    const swallowed = { description: "- 6 × 800 m @ 4:00/km" };
    const refused = await call(name, await args(swallowed));
    expect([refused.isError, writes()]).toEqual([true, []]);
    expect(refused.text).toContain("Corrected text:\n6x\n- 800mtr 4:00/km Pace\n");
    expect(stored(await json(name, await args({ ...swallowed, force: true })))).toMatchObject(swallowed);
  });

  it("accepts steps, says what was converted, and shows the difference when Intervals.icu reads them differently", async () => {
    const steps = [
      { reps: 3, steps: [{ duration_seconds: 300, target: { units: "bpm", start: 150, end: 160 } }] },
      { cue: "Jog", distance_meters: 1000, target: { units: "secs/km", value: "6:00" } },
    ];
    const given = await args({ steps });
    upstream.fail({ kind: "misread", match: { method: name.includes("update") ? "PUT" : "POST" } });
    const answer = await json(name, given);
    expect(stored(answer)).toMatchObject({ description: "3x\n- 5m 89-95% LTHR\n\n- Jog 1km 6:00/km Pace" });
    const said = JSON.stringify(answer);
    expect(said).toContain("150-160 bpm is written as 89-95% LTHR (threshold 168 bpm).");
    expect(said).toMatch(
      /3 steps in Intervals\.icu, 4 in the text; duration 1:00 in Intervals\.icu, 21:00 in the text; load 1 in/,
    );
  });
});
