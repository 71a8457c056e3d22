import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, errorText } = athleteSession();

describe("icu_get_workouts_in_folder", () => {
  it("lists the workouts of a folder with their total, and rejects an unknown folder", async () => {
    expect(await text("icu_get_workouts_in_folder", { folder_id: 3004 })).toMatchInlineSnapshot(`
      "Workouts in folder «Swim» · today is Wed 2026-05-13 (Pacific/Auckland)

      Swim «CSS 10x100» id 5020: 30m, 1.6 km, load 33, intensity 90%, 22 steps, tags «css»
      Swim «Endurance 3x600» id 5021: 38m, 2.1 km, load 40, intensity 87%, 8 steps, tags «endurance»
      Swim «Race swim» id 5022: 23m, 1.5 km, load 35, intensity 97%, 1 step, tags «race»
      Swim «Technique» id 5019: 33m, 1.6 km, load 25, intensity 80%, 26 steps, tags «technique»

      Total: 4 workouts, load 133, 2h05m."
    `);
    expect(await errorText("icu_get_workouts_in_folder", { folder_id: 9 })).toContain("does not know this id");
  });
});
