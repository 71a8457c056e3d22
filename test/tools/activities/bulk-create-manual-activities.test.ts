import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes } = athleteSession({ preset: "coach" });

const withoutIds = (text: string) => text.replace(/\bi\d{8,}\b/g, "iN");
const namesOn = async (day: string): Promise<string[]> =>
  (await json("icu_get_activities_by_date", { oldest: day, newest: day })).activities.map(
    ({ name }: { name: string }) => name,
  );

describe("icu_bulk_create_manual_activities", () => {
  const NAME = "icu_bulk_create_manual_activities";

  it("creates, updates, skips and rejects item by item", async () => {
    const gym = { type: "WeightTraining", start_date_local: "2026-04-20T18:00", name: "Gym", external_id: "gym-1" };
    await json(NAME, { activities_json: [{ ...gym, moving_time: 3000 }] });
    const activities_json = JSON.stringify([
      { ...gym, moving_time: 3600, feel: 2 },
      { type: "Run", start_date_local: "2026-04-21T07:00:00", name: "Treadmill", distance: 5000, moving_time: 1500 },
      { type: "Run", start_date_local: "2026-04-21T07:00:00", name: "Treadmill", distance: 5000, moving_time: 1500 },
      { type: "Run", start_date_local: "tomorrow", name: "Not yet" },
      { type: "Yoga", start_date_local: "2026-04-22", name: "Stretch", feel: 9, mood: 1 },
    ]);
    expect(withoutIds(await text(NAME, { activities_json }))).toMatchInlineSnapshot(`
      "Manual activities: 2 done, 1 skipped, 2 failed · today is Wed 2026-05-13 (Pacific/Auckland)

      Plan:
      1: change iN, 2026-04-20 18:00 WeightTraining «Gym»: moving_time 3000 → 3600, feel unset → 2
      2: add, 2026-04-21 07:00 Run «Treadmill»

      Results:
      1: done (iN)
      2: done (iN)
      3: skipped, duplicate of an earlier item
      4: failed, start_date_local: 2026-05-14 is in the future. Use icu_create_event for planned workouts.
      5: failed, feel: must be at most 5; mood: unknown parameter. Parameters: start_date_local, type, name, description, external_id, moving_time, elapsed_time, distance, total_elevation_gain, average_heartrate, max_heartrate, calories, icu_training_load, icu_rpe, feel, kg_lifted, carbs_ingested, sub_type, race, trainer, commute, tags, paired_event_id."
    `);
  });

  it("skips activities that exist already, also without external_id", async () => {
    const args = {
      activities_json: [{ type: "Hike", start_date_local: "2026-04-02", name: "Ridge", moving_time: 7200 }],
    };
    const first = await json(NAME, args);
    upstream.reset();
    const again = await json(NAME, args);
    expect(again.results).toEqual([
      {
        item: 1,
        status: "skipped",
        reason: "already there with the same values",
        activity_id: first.results[0].activity_id,
      },
    ]);
    expect(writes()).toEqual([]);
    expect((await namesOn("2026-04-02")).filter((name) => name === "Ridge")).toHaveLength(1);
  });

  it("previews with dry_run and writes nothing", async () => {
    const activities_json = [{ type: "Walk", start_date_local: "2026-04-03T12:00", name: "Lunch" }];
    expect(await text(NAME, { activities_json, dry_run: true })).toMatchInlineSnapshot(`
      "Dry run, nothing was written · today is Wed 2026-05-13 (Pacific/Auckland)

      1: add, 2026-04-03 12:00 Walk «Lunch»"
    `);
    expect([writes(), await namesOn("2026-04-03")]).toEqual([[], expect.not.arrayContaining(["Lunch"])]);
  });

  it("creates the activity once when the response to the write is lost", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" } });
    const activities_json = [{ type: "Walk", start_date_local: "2026-04-04T12:00", name: "Survivor" }];
    expect((await json(NAME, { activities_json })).results).toMatchObject([{ item: 1, status: "done" }]);
    expect(await namesOn("2026-04-04")).toContain("Survivor");
  });

  it("isolates the item that Intervals.icu rejects and creates the others", async () => {
    upstream.fail({ kind: "5xx", status: 422, times: 2, match: { method: "POST" } });
    const session = (name: string) => ({ type: "Walk", start_date_local: "2026-04-05T12:00", name });
    const { results } = await json(NAME, { activities_json: [session("Bad"), session("Good")] });
    expect(results).toMatchObject([
      { item: 1, status: "failed", reason: expect.stringContaining("Intervals.icu rejected it (422)") },
      { item: 2, status: "done" },
    ]);
    expect(await namesOn("2026-04-05")).toEqual(expect.not.arrayContaining(["Bad"]));
    expect(await namesOn("2026-04-05")).toContain("Good");
  });

  it("fails when no item is valid", async () => {
    expect(await errorText(NAME, { activities_json: [{ type: "Run" }] })).toMatch(
      /^Nothing was done\.\n1: failed, start_date_local: /,
    );
    expect(writes()).toEqual([]);
  });
});
