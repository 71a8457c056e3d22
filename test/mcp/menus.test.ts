import { beforeAll, describe, expect, it } from "vitest";
import { CATALOG } from "../../src/tools/catalog.ts";
import { connectSession, connectStateless, type McpClient } from "../fixtures/mcp-client.ts";
import { type SignedInUser, signIn } from "../fixtures/oauth-client.ts";

let person: SignedInUser;
beforeAll(async () => {
  person = await signIn();
});

describe.each([
  ["2026-07-28, stateless", connectStateless],
  ["2025-11-25, in a session", connectSession],
])("%s", (_, connect) => {
  let host: McpClient;
  beforeAll(async () => {
    host = await connect(person.access_token);
  });

  it("lists resources and families of resources", async () => {
    expect(await host.listResources()).toMatchInlineSnapshot(`
      [
        "intervals-icu://athlete/profile",
        "intervals-icu://workout-syntax",
        "intervals-icu://event-categories",
        "intervals-icu://custom-item-schemas",
        "intervals-icu://activity/{activity_id}",
        "intervals-icu://event/{event_id}",
        "intervals-icu://wellness/{date}",
        "intervals-icu://library/{folder_id}",
      ]
    `);
  });

  it("opens a resource that needs the athlete, and one that does not", async () => {
    expect(await host.readResource("intervals-icu://athlete/profile")).toContain("threshold heart rate: 168 bpm");
    expect(await host.readResource("intervals-icu://event-categories")).toContain("RACE_A: the race of the season");
  });

  it("opens one activity by its address, and says what is wrong with an address", async () => {
    const [id = ""] = await host.complete(
      { type: "ref/resource", uri: "intervals-icu://activity/{activity_id}" },
      "activity_id",
      "i",
    );
    expect(await host.readResource(`intervals-icu://activity/${id}`)).toContain(id);
    await expect(host.readResource("intervals-icu://activity/nonsense%20%ff")).rejects.toThrow("activity_id");
    await expect(host.readResource("intervals-icu://activity/i1")).rejects.toThrow("does not know this id");
    await expect(host.readResource("intervals-icu://nothing")).rejects.toThrow(
      "Resource not found: intervals-icu://nothing",
    );
  });

  it.each([
    ["intervals-icu://event/{event_id}", "event_id", "Calendar entry"],
    ["intervals-icu://wellness/{date}", "date", "Wellness of"],
    ["intervals-icu://library/{folder_id}", "folder_id", "Workouts in"],
  ])("offers addresses in %s and opens them", async (uri, variable, says) => {
    const [value = ""] = await host.complete({ type: "ref/resource", uri }, variable, "");
    expect(await host.readResource(uri.replace(`{${variable}}`, value))).toContain(says);
  });

  it("lists every prompt under every name it is known by", async () => {
    expect(await host.listPrompts()).toMatchInlineSnapshot(`
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

  it("writes a prompt out with what was given, and asks for what is missing", async () => {
    expect(await host.getPrompt("icu_analyze_recent_training", { days: "14" })).toBe(
      await host.getPrompt("analyze_recent_training", { days: "14" }),
    );
    expect(await host.getPrompt("plan_training_week")).toContain("Goal: balanced.");
    await expect(host.getPrompt("activity_deep_dive")).rejects.toThrow("Say activity_id: Which activity");
    await expect(host.getPrompt("plan_training_week", { goal: "x".repeat(201) })).rejects.toThrow("longer than 200");
    await expect(host.getPrompt("unknown")).rejects.toThrow("Unknown prompt: unknown");
  });

  it("completes what is typed so far", async () => {
    const prompt = { type: "ref/prompt", name: "plan_training_week" } as const;
    expect(await host.complete(prompt, "goal", "B")).toEqual(["balanced", "build"]);
    await expect(host.complete(prompt, "colour", "")).rejects.toThrow("plan_training_week has no argument colour");
    const activity = { type: "ref/prompt", name: "icu_activity_deep_dive" } as const;
    expect((await host.complete(activity, "activity_id", "i")).length).toBeGreaterThan(10);
    const athlete = { type: "ref/prompt", name: "verify_multi_athlete" } as const;
    expect((await host.complete(athlete, "athlete_id", "")).length).toBeGreaterThan(1);
  });
});

it("prompts name only tools that exist", async () => {
  const host = await connectStateless(person.access_token);
  const texts = await Promise.all(
    (await host.listPrompts()).map((name) => host.getPrompt(name, { activity_id: "i1", athlete_id: "i2" })),
  );
  const named = texts.flatMap((text) => [...text.matchAll(/icu_\w+/g)].map(([name]) => name));
  const known = new Set(CATALOG.map(({ name }) => name));
  expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
  expect(texts.every((text) => text.includes("icu_"))).toBe(true);
});

it("prompts say which of their tools a connection does not offer", async () => {
  const { access_token } = await signIn({ preset: "read", toolset: "essentials" });
  const host = await connectStateless(access_token);
  const text = await host.getPrompt("plan_training_week");
  expect(text).toContain("This connection does not offer icu_validate_workout, icu_bulk_create_events: do without");
  expect(await host.getPrompt("verify_setup")).not.toContain("does not offer");
});

it("resources with an athlete's data need the permission to read, and so do the values that complete their addresses", async () => {
  const { access_token } = await signIn({ scope: ["intervals:write"] });
  const host = await connectStateless(access_token);
  const refusal = "This needs the permission intervals:read";
  await expect(host.readResource("intervals-icu://athlete/profile")).rejects.toThrow(refusal);
  const ref = { type: "ref/resource", uri: "intervals-icu://activity/{activity_id}" } as const;
  await expect(host.complete(ref, "activity_id", "i")).rejects.toThrow(refusal);
  expect(await host.readResource("intervals-icu://event-categories")).toContain("RACE_A");
});
