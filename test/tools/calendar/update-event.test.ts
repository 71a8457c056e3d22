import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { advanceClock } from "../../fixtures/clock.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { json, call, writes } = athleteSession();
const shared = athleteSession({ runsUpstreamClock: true });

describe("icu_update_event", () => {
  it("moves an entry, keeps its length, and shows what changed", async () => {
    const args = { start_date: "2026-08-01", end_date: "2026-08-03", name: "Camp", category: "NOTE" };
    const { event } = await json("icu_create_event", args);
    const moved = await json("icu_update_event", { event_id: event.event_id, start_date: "2026-08-10" });
    expect([moved.event.date, moved.event.last_date]).toEqual(["2026-08-10", "2026-08-12"]);
    expect(moved.changes).toContainEqual({ field: "date", before: "2026-08-01", after: "2026-08-10" });
  });

  it("replaces the text of a workout and shows how many steps were recognized", async () => {
    const made = await json("icu_create_event", {
      start_date: "+9d",
      name: "Change me",
      category: "WORKOUT",
      event_type: "Ride",
      description: "- 30m 60%",
    });
    const { text } = await call("icu_update_event", {
      event_id: made.event.event_id,
      description: "2x\n- 10m 90%\n- 5m 50%",
    });
    expect(text).toContain("workout_steps: 1 → 4");
  });

  it("rejects a call that changes nothing", async () => {
    const { text, isError } = await call("icu_update_event", { event_id: 1_000_000 });
    expect([isError, writes()]).toEqual([true, []]);
    expect(text).toMatch(/does not know this id|at least one field/);
  });

  it("shows an entry that somebody else changed instead of overwriting it, then overwrites it on request", async () => {
    const { json, call, onWebsite } = shared;
    const note = { start_date: "+8d", name: "Shared", category: "NOTE" };
    const { event_id } = (await json("icu_create_event", note)).event;
    advanceClock(60);
    await onWebsite(`athlete/0/events/${event_id}`, { method: "PUT", body: { description: "The coach was here" } });
    upstream.reset();

    const first = await call("icu_update_event", { event_id, description: "Mine" });
    expect(first.isError).toBe(true);
    expect(first.text).toMatch(/^Nothing was changed: this event was changed elsewhere/);
    expect(first.text).toContain("> The coach was here");
    expect(upstream.requests.filter(({ method }) => method === "PUT")).toEqual([]);
    expect((await call("icu_update_event", { event_id, description: "Mine" })).isError).toBe(false);
    expect((await call("icu_update_event", { event_id, name: "Mine too" })).isError).toBe(false);
  });
});
