import { describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";
import { upstream } from "../fixtures/fake-network.ts";

const stateless = athleteSession();
const session = stateless.connect({ era: "session" });

describe.each([
  ["stateless", stateless],
  ["session", session],
])("an error message says (%s)", (_, connection) => {
  it("that Intervals.icu cannot be reached", async () => {
    upstream.fail({ kind: "drop_before", times: 99 });
    expect(await connection.errorText("icu_get_fitness_summary")).toContain("Intervals.icu cannot be reached");
  });

  it("that Intervals.icu rejects the stored key, and where to reconnect", async () => {
    await connection.text("icu_get_fitness_summary");
    upstream.fail({ kind: "5xx", status: 401, times: 99 });
    const message = await connection.errorText("icu_get_fitness_summary");
    expect(message).toContain("no longer accepts the stored API key");
    expect(message).toContain("http://localhost:8787/mcp");
  });

  it("when to try again after too many requests", async () => {
    upstream.fail({ kind: "429", retryAfter: 120, times: 9 });
    expect(await connection.errorText("icu_get_fitness_summary")).toContain("Try again in 120 s");
  });

  it("for each wrong argument what to send instead", async () => {
    const args = { name: "", category: "PARTY", start_date: "soon", x: 1 };
    const message = await connection.errorText("icu_create_event", args);
    const fields = message.split("\n").map((line) => line.split(":")[0]);
    expect(fields.sort()).toEqual(["category", "name", "start_date", "x"]);
  });

  it("that an id does not exist", async () => {
    const args = { activity_id: "i1" };
    expect(await connection.errorText("icu_get_activity_details", args)).toContain("does not know this id");
  });

  it("how many activities are hidden by Strava", async () => {
    const range = { oldest: "-400d", newest: "today", limit: 500 };
    expect(await connection.text("icu_get_activities_by_date", range)).toMatch(/\d+ more came from Strava/);
  });

  it("that a tool does not exist", async () => {
    await expect(connection.call("icu_make_coffee")).rejects.toThrow("Unknown tool: icu_make_coffee");
    await expect(connection.call("__proto__")).rejects.toThrow("Unknown tool");
  });
});
