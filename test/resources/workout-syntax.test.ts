import { describe, expect, it } from "vitest";
import { workoutSyntaxText } from "../../src/workout/guide/guide.ts";
import { athleteSession } from "../fixtures/athlete-session.ts";

const session = athleteSession();

describe("the workout syntax", () => {
  it("is described alike by the resource and by the prompt, from the tables of the parser", async () => {
    expect(await session.client.readResource("intervals-icu://workout-syntax")).toBe(workoutSyntaxText());
    expect(await session.client.getPrompt("generate_workout", { sport: "Run" })).toContain(workoutSyntaxText());
  });
});
