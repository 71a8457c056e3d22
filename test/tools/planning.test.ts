import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectSession, connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "planning0key000000000000";
const WEST_KEY = "westward0key000000000000";
const BULK_KEY = "bulkplan0key000000000000";

let host: McpClient;
let bulk: McpClient;
let planner: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7330001", now: NOW });
  await upstream.addAthlete({ key: BULK_KEY, id: "i7300002", now: NOW, strictEventRange: true });
  host = withRefilledBudget(await connectStateless((await signIn({ key: KEY, preset: "everything" })).access_token));
  bulk = withRefilledBudget(
    await connectStateless((await signIn({ key: BULK_KEY, preset: "everything" })).access_token),
  );
  planner = withRefilledBudget(await connectSession((await signIn({ key: BULK_KEY, preset: "coach" })).access_token));
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
/** Ids of what was made in the test, which differ from run to run. */
const steady = (text: string) => text.replace(/id 4[3-9]\d{6}/g, "id N");
const writes = () => upstream.requests.filter(({ method }) => method !== "GET");

describe("icu_get_upcoming_workouts", () => {
  it("lists the next ones from the athlete's own today on, with their sum and what is left out", async () => {
    expect(await textOf("icu_get_upcoming_workouts", { limit: 3 })).toMatchInlineSnapshot(`
      "Next workouts · today is Wed 2026-05-13 (Pacific/Auckland)

      Wed 2026-05-13, today
      - WORKOUT Run «Tempo 2x15» id 42058600: 1h01m, 11.64 km, load 69, intensity 83 %, form -12, 6 steps, tags «tempo»
      Thu 2026-05-14, tomorrow
      - WORKOUT Swim «Endurance 3x600» id 42058700: 38m, 2.1 km, load 40, intensity 87 %, form -14, 8 steps, tags «endurance»
      - WORKOUT VirtualRide «Endurance» id 42058701: 1h25m, load 60, intensity 65 %, form -14, 3 steps, tags «easy»

      Together: load 169, 3h04m. Those of today are listed whether done or not.

      71 more in these 60 days: ask with a higher limit."
    `);
  });
});

describe("the day on which a plan begins", () => {
  it("is that of the athlete's wall, where it is still yesterday by UTC's clock", async () => {
    const evening = "2026-05-13T04:00:00Z"; // In Los Angeles it is 21:00 on the 12th.
    await upstream.addAthlete({ key: WEST_KEY, id: "i7300003", timezone: "America/Los_Angeles", now: evening });
    resetClock();
    const west = withRefilledBudget(
      await connectStateless((await signIn({ key: WEST_KEY, preset: "coach" })).access_token),
    );
    setClock(evening);
    const { event } = await json("icu_create_event", { start_date: "today", name: "Late", category: "WORKOUT" }, west);
    const { workouts } = await json("icu_get_upcoming_workouts", {}, west);
    const { results } = await json("icu_bulk_delete_events", { event_ids: [event.event_id] }, west);
    setClock();
    expect([event.date, workouts[0].date, results[0].status]).toEqual(["2026-05-12", "2026-05-12", "done"]);
  });
});

describe("icu_get_event", () => {
  it("shows the steps that Intervals.icu reads, and form as fitness − fatigue with its band", async () => {
    const { workouts } = await json("icu_get_upcoming_workouts", { limit: 1 });
    const event = await json("icu_get_event", { event_id: workouts[0].event_id });
    expect(event.form).toBeCloseTo(event.fitness - event.fatigue_load, 6);
    expect(await textOf("icu_get_event", { event_id: workouts[0].event_id })).toMatchInlineSnapshot(`
      "Calendar entry · today is Wed 2026-05-13 (Pacific/Auckland)

      Wed 2026-05-13, today
      WORKOUT Run «Tempo 2x15» id 42058600: 1h01m, 11.64 km, load 69, intensity 83 %, form -12, 6 steps, tags «tempo»
      Text, written by people or apps:
      > - 15m 72-76% Pace
      >
      > 2x
      > - 15m 92-95% Pace
      > - Jog 3m 68% Pace
      >
      > - 10m 72% Pace

      Steps as Intervals.icu reads them:
      15:00 72-76% Pace
      2× (15:00 92-95% Pace, Jog: 3:00 68% Pace)
      10:00 72% Pace

      zones: Z1 31m, Z3 30m
      projected for the day: fitness 68.1, fatigue 80.1, form (fitness − fatigue) -12 (optimal)
      target on devices: AUTO
      changed: 2026-04-29T07:30:00.000+00:00"
    `);
  });

  it("says that an entry is not there", async () => {
    const { text, isError } = await host.call("icu_get_event", { event_id: 1 });
    expect([isError, text]).toEqual([true, expect.stringContaining("does not know this id")]);
  });
});

describe("icu_get_annual_training_plan", () => {
  it("finds the phase that began weeks ago and this week's targets of Monday, on a server that looks at starts alone", async () => {
    expect(await textOf("icu_get_annual_training_plan", { days_ahead: 40 }, bulk)).toMatchInlineSnapshot(`
      "Season plan · today is Wed 2026-05-13 (Pacific/Auckland)

      Phases
      phase|plan|from|to|weeks|id
      «Build»|«Build phase»|2026-04-13|2026-06-21|10|42055662
      «Peak»|«Peak phase»|2026-06-22|2026-07-12|3|42062662

      Weeks, Monday to Sunday
      week of|phase|load|time|distance|by sport|note
      2026-05-11 (this week)|«Build»|400|5h00m|32 km|Ride load 259 5h00m, Run load 141 32 km|
      2026-05-18|«Build»|220|5h00m|32 km|Ride load 142 5h00m, Run load 78 32 km|«Recovery week: Back off»
      2026-05-25|«Build»|400|5h00m|32 km|Ride load 259 5h00m, Run load 141 32 km|
      2026-06-01|«Build»|400|5h00m|32 km|Ride load 259 5h00m, Run load 141 32 km|
      2026-06-08|«Build»|400|5h00m|32 km|Ride load 259 5h00m, Run load 141 32 km|
      2026-06-15|«Build»|220|5h00m|32 km|Ride load 142 5h00m, Run load 78 32 km|«Recovery week: Back off»
      2026-06-22|«Peak»|357|5h00m|32 km|Ride load 231 5h00m, Run load 126 32 km|"
    `);
  });
});

describe("icu_bulk_create_events", () => {
  const RIDE = { start_date: "2026-05-30", name: "Two by twenty", category: "WORKOUT", event_type: "Ride" };
  const list = [
    { ...RIDE, description: "- 10m 60%\n\n2x\n- 20m 92%\n- 5m 55%" },
    { ...RIDE, description: "- 10min 60%\n2x\n- 20m 92%, 5m 55%" },
    // As the API names them, and as a string.
    {
      start_date_local: "2026-05-31T00:00:00",
      name: "Long run",
      category: "workout",
      type: "Run",
      moving_time: "5400",
    },
    { ...RIDE, description: "- 10m 60%\n\n2x\n- 20m 92%\n- 5m 55%" },
    { start_date: "2026-05-31", name: "Race", category: "RACE" },
    { start_date: "2026-05-31", name: "Odd", category: "NOTE", workout_doc: { steps: [] } },
    { start_date: "2026-05-31", name: "Odder", category: "NOTE", colour: "red" },
  ];

  it("does what can be done, says of the rest why not, and adds nothing twice", async () => {
    const before = await json("icu_get_upcoming_workouts", { limit: 100 }, bulk);
    upstream.reset();
    const text = await textOf("icu_bulk_create_events", { events: JSON.stringify(list) }, bulk);
    expect(steady(text)).toMatchInlineSnapshot(`
      "Calendar entries: 2 done, 4 failed, 1 skipped · today is Wed 2026-05-13 (Pacific/Auckland)

      1: done, Sat 2026-05-30 WORKOUT Ride «Two by twenty» id N: 1h00m, load 72, intensity 85 %, form -14, 5 steps
      2: failed, description: nothing was written, because Intervals.icu would silently read this workout otherwise than meant.
      line 1: "10min" is not read as a duration or distance: the step is dropped. Only \`h m s\` are times and only \`mtr km mi yrd\` are distances; \`min\`, \`sec\`, \`meters\`, \`yd\` are not read.
      line 2: "2x" has no empty line before it: its steps run once. An empty line stands before a repeat, or its steps run once.
      line 3: "5m" takes the place of the duration before it: one step, not two. One line is one step: of two durations the last one counts.
      Corrected text:
      - 10m 60%

      2x
      - 20m 92%
      - 5m 55%
      Call again with the corrected text, or with force: true to store it as it is.
      3: done, Sun 2026-05-31 WORKOUT Run «Long run» id N: 1h30m, form -15
      4: skipped, says the same as an earlier one of this list
      5: failed, event_type: a race needs its sport, for example Run or Ride.
      6: failed, workout_doc: Intervals.icu makes it itself. Give description or steps.
      7: failed, colour: no such parameter. Parameters are: start_date, name, category, description, steps, force, event_type, duration_seconds, distance_meters, training_load, end_date, training_availability, color, indoor, show_as_note, not_on_fitness_chart, show_on_ctl_line, uid, external_id, end_date_local, tags, target, sub_type, carbs_per_hour, for_week, max_training_time, can_train_sports, hide_from_athlete, athlete_cannot_edit."
    `);
    expect(upstream.requests.map(({ method, path }) => `${method} ${path.split("/").slice(5).join("/")}`)).toEqual([
      "GET sport-settings",
      "GET events.json",
      "POST events/bulk",
    ]);
    await json("icu_bulk_create_events", { events: list }, bulk);
    const after = await json("icu_get_upcoming_workouts", { limit: 100 }, bulk);
    expect(after.workouts.length + after.left_out - before.workouts.length - before.left_out).toBe(2);
  });

  it("finds the one that the server refuses, and stores the others", async () => {
    const notes = ["a", "b", "c"].map((name) => ({ start_date: "2026-06-20", name, category: "NOTE" }));
    // The whole, its first half, and the first of that.
    upstream.fail({ kind: "5xx", status: 422, match: { method: "POST" }, times: 3 });
    const { results } = await json("icu_bulk_create_events", { events: notes }, bulk);
    expect(results.map(({ status }: { status: string }) => status)).toEqual(["failed", "done", "done"]);
    expect(results[0].reason).toContain("Intervals.icu refused it (422)");
  });

  it("is an error when nothing could be done", async () => {
    const { text, isError } = await bulk.callAndConfirm("icu_bulk_create_events", { events: [{ name: "x" }] });
    expect([isError, writes()]).toEqual([true, []]);
    expect(text).toMatchInlineSnapshot(`
      "Nothing was done.
      1: failed, start_date: is missing, give a text
      category: must be one of WORKOUT, RACE_A, RACE_B, RACE_C, NOTE, PLAN, HOLIDAY, SICK, INJURED, SET_EFTP, FITNESS_DAYS, SEASON_START, TARGET, SET_FITNESS"
    `);
  });
});

describe("icu_bulk_delete_events", () => {
  const entryOn = async (start_date: string, by = bulk): Promise<number> =>
    (await json("icu_create_event", { start_date, name: `Doomed ${start_date}`, category: "NOTE" }, by)).event.event_id;

  it("goes on after ids that are not there, and leaves the past alone without the permission to erase", async () => {
    const [today, past] = [await entryOn("today"), await entryOn("yesterday")];
    const { text, isError } = await planner.callAndConfirm("icu_bulk_delete_events", {
      event_ids: `[${today}, 1, ${past}]`,
    });
    expect([isError, text.replaceAll(String(today), "TODAY").replaceAll(String(past), "PAST")]).toMatchInlineSnapshot(`
      [
        false,
        "Deletion: 1 done, 1 failed, 1 skipped · today is Wed 2026-05-13 (Pacific/Auckland)

      TODAY: deleted, Wed 2026-05-13 NOTE «Doomed today» id TODAY: form -12
      1: failed, there is no entry with this id, or it was deleted
      PAST: skipped, from 2026-05-12, before today: needs the permission intervals:erase",
      ]
    `);
    const left = await json("icu_get_calendar_events", { days_ahead: 0, days_back: 1 }, bulk);
    const ids = left.events.map(({ event_id }: { event_id: number }) => event_id);
    expect([ids.includes(today), ids.includes(past)]).toEqual([false, true]);
    const barred = await planner.callAndConfirm("icu_bulk_delete_events", { event_ids: [past] });
    expect([barred.isError, barred.text]).toEqual([
      true,
      expect.stringContaining("needs the permission intervals:erase"),
    ]);
    const { results } = await json("icu_bulk_delete_events", { event_ids: [past] }, bulk);
    expect(results[0].status).toBe("done");
  });
});

describe("icu_duplicate_events", () => {
  it("says what it will copy and what it copied, and adds nothing twice", async () => {
    const note = {
      start_date: "2026-05-14T07:30",
      name: "Track",
      category: "NOTE",
      end_date: "2026-05-15",
      color: "red",
    };
    const { event } = await json("icu_create_event", note, bulk);
    const args = { event_ids: [event.event_id, 1], num_copies: 2, weeks_between: 2 };
    const { text } = await bulk.callAndConfirm("icu_duplicate_events", args);
    expect(steady(text).replaceAll(String(event.event_id), "SOURCE")).toMatchInlineSnapshot(`
      "Copies: 1 failed, 2 done · today is Wed 2026-05-13 (Pacific/Auckland)

      To copy
      Thu 2026-05-14 NOTE «Track» id N: at 07:30, until 2026-05-15, form -14

      1: failed, there is no entry with this id, or it was deleted
      SOURCE to Thu 2026-05-28: done, id N
      SOURCE to Thu 2026-06-11: done, id N"
    `);
    const again = await json("icu_duplicate_events", { ...args, num_copies: 3 }, bulk);
    expect(again.results.map(({ status }: { status: string }) => status)).toEqual([
      "failed",
      "skipped",
      "skipped",
      "done",
    ]);
    const copy = again.results[3].event;
    expect(copy).toMatchObject({ date: "2026-06-25", time: "07:30", last_date: "2026-06-26", name: "Track" });
  });

  it("does not write a target over the one that is there", async () => {
    const { events } = await json("icu_get_calendar_events", { days_back: 2, days_ahead: 0 }, bulk);
    const target = events.find(({ category }: { category: string }) => category === "TARGET");
    const { results } = await json("icu_duplicate_events", { event_ids: [target.event_id] }, bulk);
    expect([results[0].status, writes()]).toEqual(["skipped", []]);
  });
});

describe("icu_apply_training_plan", () => {
  it("says what the plan holds, adds it once, and tells a folder from a plan", async () => {
    const args = { folder_id: 3002, start_date_local: "2026-09-07" };
    const { text } = await bulk.callAndConfirm("icu_apply_training_plan", args);
    expect(steady(text.split("\n").slice(0, 9).join("\n"))).toMatchInlineSnapshot(`
      "Plan «Olympic triathlon build» · today is Wed 2026-05-13 (Pacific/Auckland)

      37 workouts from Mon 2026-09-07 to Sun 2026-10-04. Other entries on these days stay: 10.

      Added: 37
      Mon 2026-09-07, in 117 days
      - WORKOUT Swim «CSS 10x100» id N: 30m, 1.6 km, load 33, intensity 90 %, form 17, 22 steps, tags «css»
      - WORKOUT WeightTraining «Strength» id N: 40m, form 17, tags «strength»
      Tue 2026-09-08, in 118 days"
    `);
    upstream.reset();
    const again = await json("icu_apply_training_plan", args, bulk);
    expect([again.added, again.there_already.length, writes()]).toEqual([[], again.workouts, []]);
    const folder = await bulk.callAndConfirm("icu_apply_training_plan", { ...args, folder_id: 3001 });
    expect([folder.isError, folder.text]).toEqual([true, expect.stringContaining("is a folder, not a plan")]);
  });

  it("names every workout in its preview, also those that come on top of the plan", async () => {
    const extra = [
      { name: "Test on day two", type: "Ride", day: 1, description: "- 20m 100%" },
      { name: "Test on day nine", type: "Ride", day: 8, description: "- 20m 100%" },
    ];
    const args = { folder_id: 3002, start_date_local: "2027-01-04", extra_workouts_json: extra };
    const { text } = await bulk.call("icu_apply_training_plan", args);
    expect(text).toContain("37 workouts and 2 of your own from Mon 2027-01-04");
    expect(text).toContain("Your own:\nTue 2027-01-05 «Test on day two»\nTue 2027-01-12 «Test on day nine»");
  });

  it("adds it once when the same call is made twice at once", async () => {
    const args = { folder_id: 3002, start_date_local: "2027-03-01" };
    const { text } = await bulk.call("icu_apply_training_plan", args);
    const confirm = /confirm: "([^"]+)"/.exec(text)?.[1];
    const answers = await Promise.all([1, 2].map(() => bulk.call("icu_apply_training_plan", { ...args, confirm })));
    expect(answers.map((answer) => answer.isError)).toEqual([false, false]);
    expect(writes().length).toBe(1);
  });

  it("adds it once when the connection breaks after it landed", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" } });
    const extra = [{ name: "Test", type: "Ride", day: 2, description: "- 20m 100%" }];
    const args = { folder_id: 3002, start_date_local: "2026-11-02", extra_workouts_json: JSON.stringify(extra) };
    const { added, workouts } = await json("icu_apply_training_plan", args, bulk);
    expect([added.length, writes().length]).toEqual([workouts, 1]);
    expect(added.some(({ name }: { name: string }) => name === "Test")).toBe(true);
  });
});
