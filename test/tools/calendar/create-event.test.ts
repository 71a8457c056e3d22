import { describe, expect, it } from "vitest";
import { workoutCheatSheet } from "../../../src/workout/guide/guide.ts";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const session = athleteSession();
const { json, call, errorText, writes } = session;

describe("icu_create_event", () => {
  it("creates a workout and says how many steps were recognized", async () => {
    const args = {
      start_date: "friday",
      name: "VO2 4x4",
      category: "WORKOUT",
      event_type: "Ride",
      description: "Warmup\n- 15m 60%\n\n4x\n- Hard 4m 106%\n- Easy 3m 55%\n\n- 8m 50%",
    };
    const { text } = await call("icu_create_event", args);
    expect(text.replace(/id \d+/, "id N")).toMatchInlineSnapshot(`
      "Added to the calendar · today is Wed 2026-05-13 (Pacific/Auckland)

      Fri 2026-05-15, in 2 days
      WORKOUT Ride «VO2 4x4» id N: 51m, load 57, intensity 82%, form -15, 10 steps
      Description (user-written text):
      > Warmup
      > - 15m 60%
      >
      > 4x
      > - Hard 4m 106%
      > - Easy 3m 55%
      >
      > - 8m 50%"
    `);
  });

  it("rejects a workout without steps, explains how to write them, and stores it with force", async () => {
    const args = {
      start_date: "+4d",
      name: "Tempo",
      category: "WORKOUT",
      event_type: "Run",
      description: "run 20 minutes comfortably hard",
    };
    const refused = await call("icu_create_event", args);
    expect([refused.isError, writes()]).toEqual([true, []]);
    expect(refused.text).toContain("would find no steps in this text");
    expect(refused.text).toContain("- 45m Z2 HR");
    const forced = await call("icu_create_event", { ...args, force: true });
    expect([forced.isError, forced.text]).toEqual([false, expect.stringContaining("NO steps parsed")]);
  });

  it("creates one entry when the client repeats the call", async () => {
    const args = { start_date: "2026-05-20", name: "Once", category: "NOTE" };
    const [first, second] = [await json("icu_create_event", args), await json("icu_create_event", args)];
    expect(second.event.event_id).toBe(first.event.event_id);
  });

  it("treats end_date as the last day of a holiday", async () => {
    const args = { start_date: "2026-06-01", end_date: "2026-06-07", name: "Beach", category: "holiday" };
    const { event } = await json("icu_create_event", args);
    expect([event.date, event.last_date]).toEqual(["2026-06-01", "2026-06-07"]);
    const during = await json("icu_get_calendar_events", { days_ahead: 60 });
    expect(during.events.find((one: { name: string }) => one.name === "Beach").last_date).toBe("2026-06-07");
  });

  it("accepts the categories RACE and GOAL, and stores the amounts of a target as targets", async () => {
    const race = await json("icu_create_event", {
      start_date: "2026-07-05T08:30",
      name: "Half",
      category: "race",
      event_type: "Run",
      distance_meters: 21097.5,
    });
    expect(race.event).toMatchObject({ category: "RACE_A", time: "08:30", distance_meters: 21097.5 });
    const goal = await json("icu_create_event", {
      start_date: "2026-05-18",
      name: "Week",
      category: "GOAL",
      event_type: "Ride",
      training_load: 400,
    });
    expect(goal.event).toMatchObject({ category: "TARGET", load_target: 400 });
  });

  it.each([
    [{ category: "RACE_B", name: "x", start_date: "today" }, /^event_type: a race needs a sport/],
    [{ category: "NOTE", name: "x".repeat(81), start_date: "today" }, /^name: must be at most 80 characters/],
    [{ category: "NOTE", name: "x", start_date: "2026-02-31" }, /^start_date: must be a date such as/],
    [{ category: "NOTE", name: "x", start_date: "today", end_date: "yesterday" }, /^end_date: 2026-05-12 is before/],
  ])("rejects %o before any write", async (args, message) => {
    expect(await errorText("icu_create_event", args)).toMatch(message);
    expect(writes()).toEqual([]);
  });

  it("creates the entry once when the response to the write is lost", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" } });
    await json("icu_create_event", { start_date: "2026-05-22", name: "Survivor", category: "NOTE" });
    const { events } = await json("icu_get_calendar_events", { days_ahead: 14 });
    expect(events.filter((event: { name: string }) => event.name === "Survivor")).toHaveLength(1);
  });

  it("describes the workout language with the cheat sheet", async () => {
    const tools = (await session.client.listTools()) as { name: string; description?: string }[];
    const description = tools.find(({ name }) => name === "icu_create_event")?.description ?? "";
    expect(description).toContain(workoutCheatSheet());
  });
});
