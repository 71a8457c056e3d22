import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { workoutCheatSheet } from "../../src/workout/guide/guide.ts";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "workouts0key000000000000";
const LIBRARY_KEY = "library00key000000000000";

let host: McpClient;
let librarian: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7310001", now: NOW });
  await upstream.addAthlete({ key: LIBRARY_KEY, id: "i7310002", now: NOW });
  host = withRefilledBudget(await connectStateless((await signIn({ key: KEY, preset: "everything" })).access_token));
  librarian = withRefilledBudget(
    await connectStateless((await signIn({ key: LIBRARY_KEY, preset: "everything" })).access_token),
  );
  setClock();
});
afterAll(resetClock);
beforeEach(() => upstream.reset());

const json = async (name: string, args: Record<string, unknown> = {}, by = host) => {
  const { text, isError } = await by.callAndConfirm(name, args, { "intervals/format": "json" });
  expect(isError, text).toBe(false);
  return JSON.parse(text);
};
const textOf = async (name: string, args: Record<string, unknown> = {}, by = host) =>
  (await by.callAndConfirm(name, args)).text;
const writes = () => upstream.requests.filter(({ method }) => method !== "GET");

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

describe("icu_validate_workout", () => {
  it("shows what is read of a text by the athlete's own thresholds, with one read and no write", async () => {
    expect(await textOf("icu_validate_workout", { sport: "Ride", text: VO2 })).toMatchInlineSnapshot(`
      "Workout for Ride, not saved · today is Wed 2026-05-13 (Pacific/Auckland)

      Warmup: 10:00 ramp 50-70% FTP 90 rpm
      Main Set: 4× (Hard: 4:00 105-110% FTP 95 rpm, Easy: 3:00 55% FTP)
      Cooldown: 8:00 50% FTP

      duration: 46:00
      load: 55 (by power)
      intensity: 85 %
      normalized power: 193 W
      zones: Z1 23m, Z2 8m, Z5 16m

      No problems."
    `);
    expect(upstream.requests.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`)).toEqual([
      "GET 0",
      "GET sport-settings",
    ]);
  });

  it("says of each mistake what becomes of it and how to say it right", async () => {
    const text = "- 10min easy\n4x\n- 400m 4:30/km\n- Rest 60s\n- 20m 150bpm";
    expect(await textOf("icu_validate_workout", { sport: "Run", text })).toMatchInlineSnapshot(`
      "Workout for Run, not saved · today is Wed 2026-05-13 (Pacific/Auckland)

      6:40:00
      Rest: 1:00
      20:00 150 bpm

      duration: 7:01:00
      load: 21 (by heart rate)
      intensity: 17 %
      zones: Z2 20m
      note: steps without a target add time and no load
      note: resting heart rate is not known: 60 bpm

      Problems:
      error, line 1: "10min" is not read as a duration or distance: the step is dropped. Only \`h m s\` are times and only \`mtr km mi yrd\` are distances; \`min\`, \`sec\`, \`meters\`, \`yd\` are not read. → \`- easy 10m\`
      error, line 2: "4x" has no empty line before it: its steps run once. An empty line stands before a repeat, or its steps run once. → \`⏎ 4x\`
      error, line 3: "400m" is read as 400 minutes. \`m\` is minutes in every sport; metres are \`mtr\`. Where minutes are meant, write hours: \`2h\`. → \`- 400mtr 4:30/km Pace\`
      error, line 3: "4:30/km" is dropped: no target. A pace needs the word \`Pace\` after it, or it is dropped. → \`- 400mtr 4:30/km Pace\`
      info, line 4: "Rest 60s" has no target and is no rest step on the watch. For a true rest step on the watch write \`- Rest 20s intensity=rest\`.
      warning, line 5: "150bpm" is unproven, and was seen exported as percent. Heart rates are written as \`% LTHR\` or \`% HR\`. → \`- 20m 89% LTHR\`

      Corrected text:
      > - easy 10m
      >
      > 4x
      > - 400mtr 4:30/km Pace
      > - Rest 60s
      > - 20m 89% LTHR"
    `);
  });

  it("reads typed steps as the text that says them, and its own answer again", async () => {
    const byText = await json("icu_validate_workout", { sport: "Ride", text: VO2 });
    const bySteps = await json("icu_validate_workout", { sport: "Ride", steps: VO2_STEPS });
    expect(bySteps.text).toBe(VO2);
    expect({ ...bySteps, text: undefined }).toEqual({ ...byText, text: undefined });
    expect(await json("icu_validate_workout", { sport: "Ride", steps: JSON.stringify(byText.steps) })).toEqual(bySteps);
    expect(byText).toMatchObject({
      steps: [{}, { reps: 4, steps: [{ text: "Hard", duration: 240 }, { text: "Easy" }] }, { cooldown: true }],
      duration: 2760,
      distance: 0,
      load: 55,
      problems: [],
    });
  });

  it.each([
    [{ sport: "Ride" }, "Give either text or steps."],
    [{ sport: "Ride", text: "- 5m 50%", steps: VO2_STEPS }, "Give either text or steps."],
    [{ sport: "Ride", steps: [{ cue: "Easy" }] }, "steps.0: needs duration_seconds or distance_meters"],
    [
      { sport: "Ride", steps: [{ duration: 60, target: { units: "%ftp", start: 50 } }] },
      /^steps\.0\.target: needs either/,
    ],
    [{ sport: "Ride", steps: [{ duration: 60, watts: 200 }] }, /^steps\.0: Unrecognized key: "watts"/],
    [
      { sport: "Ride", steps: [{ reps: 900, steps: [{ duration: 1 }, { duration: 1 }] }] },
      /^steps: are more than 1000/,
    ],
  ])("refuses %j", async (args, message) => {
    const { text, isError } = await host.call("icu_validate_workout", args);
    expect([isError, text]).toEqual([true, expect.stringMatching(message)]);
  });
});

describe("a workout that is written", () => {
  const ride = { start_date: "2026-06-02", name: "VO2", category: "WORKOUT", event_type: "Ride" };

  it("is refused with its correction where it would be swallowed, and the correction is taken", async () => {
    const refused = await host.call("icu_create_event", { ...ride, description: "- 10min 60%\n4x\n- 4m 105%, 3m 55%" });
    expect([refused.isError, writes()]).toEqual([true, []]);
    expect(refused.text).toMatchInlineSnapshot(`
      "description: nothing was written, because Intervals.icu would silently read this workout otherwise than meant.
      line 1: "10min" is not read as a duration or distance: the step is dropped. Only \`h m s\` are times and only \`mtr km mi yrd\` are distances; \`min\`, \`sec\`, \`meters\`, \`yd\` are not read.
      line 2: "4x" has no empty line before it: its steps run once. An empty line stands before a repeat, or its steps run once.
      line 3: "3m" takes the place of the duration before it: one step, not two. One line is one step: of two durations the last one counts.
      Corrected text:
      - 10m 60%

      4x
      - 4m 105%
      - 3m 55%
      Call again with the corrected text, or with force: true to store it as it is."
    `);
    const corrected = /Corrected text:\n([\s\S]*)\nCall again/.exec(refused.text)?.[1];
    const { event, notes } = await json("icu_create_event", { ...ride, description: corrected });
    expect([event.workout_steps, event.moving_time_seconds, notes]).toEqual([9, 2280, []]);
  });

  it("is stored as it is when the person insists", async () => {
    const { event } = await json("icu_create_event", { ...ride, description: "- 10min 60%\n- 5m 50%", force: true });
    expect([event.description, event.workout_steps]).toEqual(["- 10min 60%\n- 5m 50%", 1]);
  });

  it("can be given as steps, beneath what is to be said about them", async () => {
    const { event, notes } = await json("icu_create_event", { ...ride, description: "Windy.", steps: VO2_STEPS });
    expect([event.description, event.workout_steps, notes]).toEqual([`Windy.\n\n${VO2}`, 10, []]);
    const { text, isError } = await host.call("icu_create_event", { ...ride, description: VO2, steps: VO2_STEPS });
    expect([isError, text]).toEqual([true, expect.stringMatching(/^description: has steps of its own/)]);
  });

  it("has its beats per minute written as percent of the athlete's threshold, which is said", async () => {
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

  it("may be prose where the session has no steps or says itself how long it is", async () => {
    const strength = { ...ride, event_type: "WeightTraining", description: "3x10 squats\n- bench 3x8" };
    expect((await json("icu_create_event", strength)).notes).toEqual([]);
    const outing = { ...ride, description: "Coffee ride with friends", duration_seconds: 7200 };
    const { event, notes } = await json("icu_create_event", outing);
    expect([event.moving_time_seconds, notes.length]).toEqual([7200, 1]);
    const note = { start_date: "2026-06-02", name: "Note", category: "NOTE" };
    expect((await json("icu_create_event", { ...note, description: "- 10min easy" })).notes).toEqual([]);
    const { text, isError } = await host.call("icu_create_event", { ...note, steps: VO2_STEPS });
    expect([isError, text]).toEqual([true, "steps: only an entry of category WORKOUT has steps."]);
  });

  it("is checked and compared in the same way when it is changed", async () => {
    const { event } = await json("icu_create_event", { ...ride, name: "Change me", description: "- 30m 60%" });
    const { event_id } = event;
    upstream.reset();
    const refused = await host.call("icu_update_event", { event_id, description: "- 400m 90%" });
    expect([refused.isError, writes()]).toEqual([true, []]);
    expect(refused.text).toContain("is read as 400 minutes");
    const { changes } = await json("icu_update_event", { event_id, steps: VO2_STEPS });
    expect(changes).toContainEqual({ field: "workout_steps", before: 1, after: 10 });
  });
});

describe("the library", () => {
  it("lists folders and plans, and the workouts of one", async () => {
    expect(await textOf("icu_get_workout_library", {}, librarian)).toMatchInlineSnapshot(`
      "Workout library · today is Wed 2026-05-13 (Pacific/Auckland)

      id|kind|name|workouts|sports|weeks|h/week|starts|description
      3001|folder|«Bike»|11|Ride||||
      3003|folder|«Run»|7|Run||||
      3004|folder|«Swim»|4|Swim||||
      3002|plan|«Olympic triathlon build»|37|Ride Run Swim WeightTraining|4|6-10|2026-04-13|«Four weeks to repeat.»"
    `);
    expect(await textOf("icu_get_workouts_in_folder", { folder_id: 3004 }, librarian)).toMatchInlineSnapshot(`
      "Workouts in folder «Swim» · today is Wed 2026-05-13 (Pacific/Auckland)

      Swim «CSS 10x100» id 5020: 30m, 1.6 km, load 33, intensity 90 %, 22 steps, tags «css»
      Swim «Endurance 3x600» id 5021: 38m, 2.1 km, load 40, intensity 87 %, 8 steps, tags «endurance»
      Swim «Race swim» id 5022: 23m, 1.5 km, load 35, intensity 97 %, 1 step, tags «race»
      Swim «Technique» id 5019: 33m, 1.6 km, load 25, intensity 80 %, 26 steps, tags «technique»

      Together: 4 workouts, load 133, 2h05m."
    `);
    const { text, isError } = await librarian.call("icu_get_workouts_in_folder", { folder_id: 9 });
    expect([isError, text]).toEqual([true, expect.stringContaining("does not know this id")]);
  });

  it("takes a new folder once, and a workout into it, checked like one for the calendar", async () => {
    const { folder } = await json("icu_create_folder", { name: "Winter" }, librarian);
    const again = await json("icu_create_folder", { name: "Winter" }, librarian);
    expect([again.folder.folder_id, again.was_there]).toEqual([folder.folder_id, true]);

    const workout = { folder_id: folder.folder_id, name: "VO2", sport: "Ride", steps: VO2_STEPS, tags: ["vo2"] };
    const refused = await librarian.call("icu_create_workout", {
      ...workout,
      steps: undefined,
      description: "- 5min 60%",
    });
    expect([refused.isError, refused.text]).toEqual([true, expect.stringContaining("Corrected text:\n- 5m 60%")]);
    const made = await librarian.call("icu_create_workout", workout);
    expect(made.text.replace(/id \d+/, "id N")).toMatchInlineSnapshot(`
      "In the library now · today is Wed 2026-05-13 (Pacific/Auckland)

      Ride «VO2» id N: 46m, load 55, intensity 85 %, 10 steps, tags «vo2»
      Text, written by people or apps:
      > Warmup
      > - 10m ramp 50-70% 90rpm
      >
      > Main Set 4x
      > - Hard 4m 105-110% 95rpm
      > - Easy 3m 55%
      >
      > Cooldown
      > - 8m 50%"
    `);
  });

  it("changes a workout with what was and what is, and deletes it with what it takes to add it again", async () => {
    const change = { workout_id: 5001, description: "2x\n- 20m 92%\n- 5m 55%" };
    expect(await textOf("icu_update_workout", change, librarian)).toMatchInlineSnapshot(`
      "Changed in the library · today is Wed 2026-05-13 (Pacific/Auckland)

      moving_time_seconds: 2700 → 3000
      planned_load: 19 → 64
      workout_steps: 3 → 4

      Ride «Recovery spin» id 5001: 50m, load 64, intensity 88 %, 4 steps, tags «easy»
      Text, written by people or apps:
      > 2x
      > - 20m 92%
      > - 5m 55%"
    `);
    const nothing = await librarian.call("icu_update_workout", { workout_id: 5001 });
    expect([nothing.isError, nothing.text]).toEqual([true, expect.stringMatching(/^Give at least one field/)]);
    expect(await textOf("icu_delete_workout", { workout_id: 5001 }, librarian)).toContain("> 2x\n> - 20m 92%");
    const gone = await librarian.callAndConfirm("icu_delete_workout", { workout_id: 5001 });
    expect([gone.isError, gone.text]).toEqual([true, expect.stringContaining("does not know this id")]);
  });

  it("is written once when the connection breaks after it landed", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" } });
    const workout = { folder_id: 3001, name: "Survivor", sport: "Ride", description: "- 30m 60%" };
    const made = await json("icu_create_workout", workout, librarian);
    const { workouts } = await json("icu_get_workouts_in_folder", { folder_id: 3001 }, librarian);
    const survivors = workouts.filter(({ name }: { name: string }) => name === "Survivor");
    expect(survivors.map(({ workout_id }: { workout_id: number }) => workout_id)).toEqual([made.workout.workout_id]);
  });
});

describe("the rules in the tools' descriptions", () => {
  it("are those of the language, with examples that it reads without a problem", async () => {
    const tools = (await host.listTools()) as { name: string; description?: string }[];
    const description = tools.find(({ name }) => name === "icu_create_event")?.description ?? "";
    expect(description).toContain(workoutCheatSheet());
  });
});
