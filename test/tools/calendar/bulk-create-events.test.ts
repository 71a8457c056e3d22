import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes } = athleteSession();

/** Replaces ids of events created by the test, which differ from run to run. */
const withoutIds = (text: string) => text.replace(/id 4[3-9]\d{6}/g, "id N");

describe("icu_bulk_create_events", () => {
  const RIDE = { start_date: "2026-05-30", name: "Two by twenty", category: "WORKOUT", event_type: "Ride" };
  const list = [
    { ...RIDE, description: "- 10m 60%\n\n2x\n- 20m 92%\n- 5m 55%" },
    { ...RIDE, description: "- 10min 60%\n2x\n- 20m 92%, 5m 55%" },
    // With the field names of the API, and as a string.
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

  it("creates the valid entries, explains why the others failed, and creates none twice", async () => {
    const before = await json("icu_get_upcoming_workouts", { limit: 100 });
    upstream.reset();
    expect(withoutIds(await text("icu_bulk_create_events", { events: JSON.stringify(list) }))).toMatchInlineSnapshot(`
      "Calendar events: 2 done, 4 failed, 1 skipped · today is Wed 2026-05-13 (Pacific/Auckland)

      1: done, Sat 2026-05-30 WORKOUT Ride «Two by twenty» id N: 1h00m, load 72, intensity 85%, form -14, 5 steps
      2: failed, description: nothing was written, because Intervals.icu would silently misread this workout.
      line 1: "10min" is not recognized as a duration or distance: the step is dropped. Time units are \`h\`, \`m\` and \`s\`; distance units are \`mtr\`, \`km\`, \`mi\` and \`yrd\`. \`min\`, \`sec\`, \`meters\` and \`yd\` are not recognized.
      line 2: "2x" has no blank line before it: its steps run once. Leave a blank line before a repeat. Without it the steps run once.
      line 3: "5m" replaces the duration or distance before it: the line is one step, not two. One line is one step. If it has two durations, the last one counts.
      Corrected text:
      - 10m 60%

      2x
      - 20m 92%
      - 5m 55%
      Call again with the corrected text, or with force: true to store the workout unchanged.
      3: done, Sun 2026-05-31 WORKOUT Run «Long run» id N: 1h30m, form -15
      4: skipped, duplicate of an earlier item
      5: failed, event_type: a race needs a sport, such as Run or Ride.
      6: failed, workout_doc: Intervals.icu generates it. Give description or steps instead.
      7: failed, colour: unknown parameter. Parameters: start_date, name, category, description, steps, force, event_type, duration_seconds, distance_meters, training_load, end_date, training_availability, color, indoor, show_as_note, not_on_fitness_chart, show_on_ctl_line, uid, external_id, end_date_local, tags, target, sub_type, carbs_per_hour, for_week, max_training_time, can_train_sports, hide_from_athlete, athlete_cannot_edit."
    `);
    expect(upstream.requests.map(({ method, path }) => `${method} ${path.split("/").slice(5).join("/")}`)).toEqual([
      "GET sport-settings",
      "GET events.json",
      "POST events/bulk",
    ]);
    await json("icu_bulk_create_events", { events: list });
    const after = await json("icu_get_upcoming_workouts", { limit: 100 });
    expect(after.workouts.length + after.left_out - before.workouts.length - before.left_out).toBe(2);
  });

  it("isolates the entry that Intervals.icu rejects and creates the others", async () => {
    const notes = ["a", "b", "c"].map((name) => ({ start_date: "2026-06-20", name, category: "NOTE" }));
    // All entries, then halves of them.
    upstream.fail({ kind: "5xx", status: 422, match: { method: "POST" }, times: 3 });
    const { results } = await json("icu_bulk_create_events", { events: notes });
    expect(results.map(({ status }: { status: string }) => status)).toEqual(["failed", "done", "done"]);
    expect(results[0].reason).toContain("Intervals.icu rejected it (422)");
  });

  it("fails when no entry is valid", async () => {
    expect(await errorText("icu_bulk_create_events", { events: [{ name: "x" }] })).toMatchInlineSnapshot(`
      "Nothing was done.
      1: failed, start_date: is required, give text
      category: must be one of WORKOUT, RACE_A, RACE_B, RACE_C, NOTE, PLAN, HOLIDAY, SICK, INJURED, SET_EFTP, FITNESS_DAYS, SEASON_START, TARGET, SET_FITNESS"
    `);
    expect(writes()).toEqual([]);
  });

  it("rejects more entries than it accepts before any request", async () => {
    expect(await errorText("icu_bulk_create_events", { events: Array.from({ length: 101 }, () => ({})) })).toMatch(
      /events: .*100/,
    );
    expect(upstream.requests).toEqual([]);
  });
});
