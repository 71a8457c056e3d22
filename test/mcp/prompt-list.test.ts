import { describe, expect, it } from "vitest";
import { CATALOG } from "../../src/tools/catalog.ts";
import { athleteSession } from "../fixtures/athlete-session.ts";

const stateless = athleteSession();
const session = stateless.connect({ era: "session" });
const limited = stateless.connect({ preset: "read", toolset: "essentials" });

describe.each([
  ["the prompts of a stateless client (2026-07-28)", stateless],
  ["the prompts of a client with a session (2025-11-25)", session],
])("%s", (_, connection) => {
  it("are listed under each of their names", async () => {
    expect(await connection.client.listPrompts()).toMatchInlineSnapshot(`
      [
        "analyze_recent_training",
        "icu_analyze_recent_training",
        "performance_analysis",
        "icu_performance_analysis",
        "activity_deep_dive",
        "icu_activity_deep_dive",
        "recovery_check",
        "icu_recovery_check",
        "training_plan_review",
        "icu_training_plan_review",
        "plan_training_week",
        "icu_plan_training_week",
        "generate_workout",
        "verify_setup",
        "verify_multi_athlete",
      ]
    `);
  });

  it("contain the given arguments, and reject missing, long and unknown ones", async () => {
    expect(await connection.client.getPrompt("icu_analyze_recent_training", { days: "14" })).toBe(
      await connection.client.getPrompt("analyze_recent_training", { days: "14" }),
    );
    expect(await connection.client.getPrompt("plan_training_week")).toContain("Goal: balanced.");
    await expect(connection.client.getPrompt("activity_deep_dive")).rejects.toThrow(
      "activity_id is required: The activity's id",
    );
    await expect(connection.client.getPrompt("plan_training_week", { goal: "x".repeat(201) })).rejects.toThrow(
      "longer than 200",
    );
    await expect(connection.client.getPrompt("unknown")).rejects.toThrow("Unknown prompt: unknown");
  });

  it("complete their arguments", async () => {
    const prompt = { type: "ref/prompt", name: "plan_training_week" } as const;
    expect(await connection.client.complete(prompt, "goal", "B")).toEqual(["balanced", "build"]);
    await expect(connection.client.complete(prompt, "colour", "")).rejects.toThrow(
      "plan_training_week has no argument colour",
    );
    const activity = { type: "ref/prompt", name: "icu_activity_deep_dive" } as const;
    expect((await connection.client.complete(activity, "activity_id", "i")).length).toBeGreaterThan(10);
    const athlete = { type: "ref/prompt", name: "verify_multi_athlete" } as const;
    expect((await connection.client.complete(athlete, "athlete_id", "")).length).toBeGreaterThan(1);
  });
});

describe("the text of a prompt", () => {
  it("names only tools that exist", async () => {
    const { client } = stateless;
    const texts = await Promise.all(
      (await client.listPrompts()).map((name) => client.getPrompt(name, { activity_id: "i1", athlete_id: "i2" })),
    );
    const named = texts.flatMap((text) => [...text.matchAll(/icu_\w+/g)].map(([name]) => name));
    const known = new Set(CATALOG.map(({ name }) => name));
    expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
    expect(texts.every((text) => text.includes("icu_"))).toBe(true);
  });

  it("names the tools that the connection does not have", async () => {
    const { client } = limited;
    const text = await client.getPrompt("plan_training_week");
    expect(text).toContain(
      "This connection does not include icu_validate_workout, icu_bulk_create_events. Continue without them",
    );
    expect(await client.getPrompt("verify_setup")).not.toContain("does not include");
  });
});
