import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { json, call, errorText } = athleteSession();

const VO2 =
  "Warmup\n- 10m ramp 50-70% 90rpm\n\nMain Set 4x\n- Hard 4m 105-110% 95rpm\n- Easy 3m 55%\n\nCooldown\n- 8m 50%";

describe("icu_create_workout", () => {
  it("creates a workout in a folder, checked like one for the calendar", async () => {
    const { folder } = await json("icu_create_folder", { name: "Winter" });
    const workout = { folder_id: folder.folder_id, name: "VO2", sport: "Ride", description: VO2, tags: ["vo2"] };
    expect(await errorText("icu_create_workout", { ...workout, description: "- 5min 60%" })).toContain(
      "Corrected text:\n- 5m 60%",
    );
    const made = await call("icu_create_workout", workout);
    expect(made.text.replace(/id \d+/, "id N")).toMatchInlineSnapshot(`
      "Added to the library · today is Wed 2026-05-13 (Pacific/Auckland)

      Ride «VO2» id N: 46m, load 55, intensity 85%, 10 steps, tags «vo2»
      Description (user-written text):
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

  it("creates the workout once when the response to the write is lost", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" } });
    const workout = { folder_id: 3001, name: "Survivor", sport: "Ride", description: "- 30m 60%" };
    const made = await json("icu_create_workout", workout);
    const { workouts } = await json("icu_get_workouts_in_folder", { folder_id: 3001 });
    const survivors = workouts.filter(({ name }: { name: string }) => name === "Survivor");
    expect(survivors.map(({ workout_id }: { workout_id: number }) => workout_id)).toEqual([made.workout.workout_id]);
  });
});
