import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes, connect } = athleteSession();
const planner = connect({ preset: "coach", era: "session" });

describe("icu_delete_event", () => {
  const entryOn = async (start_date: string) =>
    (await json("icu_create_event", { start_date, name: `Unwanted ${start_date}`, category: "NOTE" })).event.event_id;

  it("deletes a future entry and shows it", async () => {
    const answer = await planner.text("icu_delete_event", { event_id: await entryOn("+3d") });
    expect(answer).toContain("NOTE «Unwanted +3d»");
  });

  it("deletes an entry of the athlete's today, which is tomorrow in UTC", async () => {
    expect(await planner.text("icu_delete_event", { event_id: await entryOn("2026-05-13") })).toMatch(/^Deleted/);
  });

  it("does not delete a past entry without the erase scope", async () => {
    const event_id = await entryOn("yesterday");
    upstream.reset();
    const answer = await planner.errorText("icu_delete_event", { event_id });
    expect(writes()).toEqual([]);
    expect(answer).toContain("needs the permission intervals:erase");
    expect(await text("icu_delete_event", { event_id })).toMatch(/^Deleted/);
  });

  it("rejects an id that does not exist", async () => {
    expect(await errorText("icu_delete_event", { event_id: 1 })).toContain("does not know this id");
  });
});
