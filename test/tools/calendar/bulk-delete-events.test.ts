import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { json, errorText, connect } = athleteSession();
const planner = connect({ preset: "coach", era: "session" });

describe("icu_bulk_delete_events", () => {
  const entryOn = async (start_date: string): Promise<number> =>
    (await json("icu_create_event", { start_date, name: `Unwanted ${start_date}`, category: "NOTE" })).event.event_id;

  it("continues after unknown ids, and skips past entries without the erase scope", async () => {
    const [today, past] = [await entryOn("today"), await entryOn("yesterday")];
    const answer = await planner.text("icu_bulk_delete_events", { event_ids: `[${today}, 1, ${past}]` });
    expect(answer.replaceAll(String(today), "TODAY").replaceAll(String(past), "PAST")).toMatchInlineSnapshot(`
      "Deleting events: 1 done, 1 failed, 1 skipped · today is Wed 2026-05-13 (Pacific/Auckland)

      TODAY: deleted, Wed 2026-05-13 NOTE «Unwanted today» id TODAY: form -12
      1: failed, there is no record with this id, or it was deleted
      PAST: skipped, in the past (2026-05-12): needs the permission intervals:erase"
    `);
    const left = await json("icu_get_calendar_events", { days_ahead: 0, days_back: 1 });
    const ids = left.events.map(({ event_id }: { event_id: number }) => event_id);
    expect([ids.includes(today), ids.includes(past)]).toEqual([false, true]);
    expect(await planner.errorText("icu_bulk_delete_events", { event_ids: [past] })).toContain(
      "needs the permission intervals:erase",
    );
    const { results } = await json("icu_bulk_delete_events", { event_ids: [past] });
    expect(results[0].status).toBe("done");
  });

  it("rejects more ids than it accepts before any request", async () => {
    expect(
      await errorText("icu_bulk_delete_events", { event_ids: Array.from({ length: 51 }, (_, i) => i + 1) }),
    ).toMatch(/event_ids: .*50/);
    expect(upstream.requests).toEqual([]);
  });
});
