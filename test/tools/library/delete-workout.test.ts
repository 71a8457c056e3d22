import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";

const { text, json, errorText } = athleteSession();

describe("icu_delete_workout", () => {
  it("shows the deleted workout, and rejects an id that does not exist", async () => {
    const workout = { folder_id: 3001, name: "Over-unders", sport: "Ride", description: "2x\n- 20m 92%\n- 5m 55%" };
    const { workout_id } = (await json("icu_create_workout", workout)).workout;
    expect(await text("icu_delete_workout", { workout_id })).toContain("> 2x\n> - 20m 92%");
    expect(await errorText("icu_delete_workout", { workout_id })).toContain("does not know this id");
  });
});
