import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, call, errorText, writes } = athleteSession({ athlete: { strictEventRange: true } });

/** Replaces ids of events created by the test, which differ from run to run. */
const withoutIds = (text: string) => text.replace(/id 4[3-9]\d{6}/g, "id N");

describe("icu_apply_training_plan", () => {
  it("previews the plan, applies it once, and rejects a folder that is not a plan", async () => {
    const args = { folder_id: 3002, start_date_local: "2026-09-07" };
    const preview = (await text("icu_apply_training_plan", args)).split("\n").slice(0, 9).join("\n");
    expect(withoutIds(preview)).toMatchInlineSnapshot(`
      "Plan «Olympic triathlon build» · today is Wed 2026-05-13 (Pacific/Auckland)

      37 workouts from Mon 2026-09-07 to Sun 2026-10-04. Other events on these days, unchanged: 10.

      Added: 37
      Mon 2026-09-07, in 117 days
      - WORKOUT Swim «CSS 10x100» id N: 30m, 1.6 km, load 33, intensity 90%, form 17, 22 steps, tags «css»
      - WORKOUT WeightTraining «Strength» id N: 40m, form 17, tags «strength»
      Tue 2026-09-08, in 118 days"
    `);
    upstream.reset();
    const again = await json("icu_apply_training_plan", args);
    expect([again.added, again.existing.length, writes()]).toEqual([[], again.workouts, []]);
    expect(await errorText("icu_apply_training_plan", { ...args, folder_id: 3001 })).toContain(
      "is a folder, not a training plan",
    );
  });

  it("applies the plan once when the response to the write is lost", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" } });
    const extra = [{ name: "Test", type: "Ride", day: 2, description: "- 20m 100%" }];
    const args = { folder_id: 3002, start_date_local: "2026-11-02", extra_workouts_json: JSON.stringify(extra) };
    const { added, workouts } = await json("icu_apply_training_plan", args);
    expect([added.length, writes().length]).toEqual([workouts, 1]);
    expect(added.some(({ name }: { name: string }) => name === "Test")).toBe(true);
  });

  it("lists every workout in the preview, including extra workouts", async () => {
    const extra = [
      { name: "Test on day two", type: "Ride", day: 1, description: "- 20m 100%" },
      { name: "Test on day nine", type: "Ride", day: 8, description: "- 20m 100%" },
    ];
    const args = { folder_id: 3002, start_date_local: "2027-01-04", extra_workouts_json: extra };
    const preview = (await call("icu_apply_training_plan", args)).text;
    expect(preview).toContain("37 workouts and 2 extra workouts from Mon 2027-01-04");
    expect(preview).toContain("Extra workouts:\nTue 2027-01-05 «Test on day two»\nTue 2027-01-12 «Test on day nine»");
  });

  it("applies the plan once when the same call is made twice at the same time", async () => {
    const args = { folder_id: 3002, start_date_local: "2027-03-01" };
    const preview = (await call("icu_apply_training_plan", args)).text;
    const confirm = /confirm: "([^"]+)"/.exec(preview)?.[1];
    const answers = await Promise.all([1, 2].map(() => call("icu_apply_training_plan", { ...args, confirm })));
    expect(answers.map((answer) => answer.isError)).toEqual([false, false]);
    expect(writes().length).toBe(1);
  });
});
