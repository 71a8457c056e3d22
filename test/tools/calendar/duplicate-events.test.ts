import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const { text, json, errorText, writes } = athleteSession();

/** Replaces ids of events created by the test, which differ from run to run. */
const withoutIds = (text: string) => text.replace(/id 4[3-9]\d{6}/g, "id N");

describe("icu_duplicate_events", () => {
  it("previews the copies, reports what was copied, and creates no copy twice", async () => {
    const note = {
      start_date: "2026-05-14T07:30",
      name: "Track",
      category: "NOTE",
      end_date: "2026-05-15",
      color: "red",
    };
    const { event } = await json("icu_create_event", note);
    const args = { event_ids: [event.event_id, 1], num_copies: 2, weeks_between: 2 };
    const answer = await text("icu_duplicate_events", args);
    expect(withoutIds(answer).replaceAll(String(event.event_id), "SOURCE")).toMatchInlineSnapshot(`
      "Copies: 1 failed, 2 done · today is Wed 2026-05-13 (Pacific/Auckland)

      Originals:
      Thu 2026-05-14 NOTE «Track» id N: at 07:30, until 2026-05-15, form -14

      1: failed, there is no record with this id, or it was deleted
      SOURCE to Thu 2026-05-28: done, id N
      SOURCE to Thu 2026-06-11: done, id N"
    `);
    const again = await json("icu_duplicate_events", { ...args, num_copies: 3 });
    expect(again.results.map(({ status }: { status: string }) => status)).toEqual([
      "failed",
      "skipped",
      "skipped",
      "done",
    ]);
    const copy = again.results[3].event;
    expect(copy).toMatchObject({ date: "2026-06-25", time: "07:30", last_date: "2026-06-26", name: "Track" });
  });

  it("skips a target where the week has one already", async () => {
    const { events } = await json("icu_get_calendar_events", { days_back: 2, days_ahead: 0 });
    const target = events.find(({ category }: { category: string }) => category === "TARGET");
    const { results } = await json("icu_duplicate_events", { event_ids: [target.event_id] });
    expect([results[0].status, writes()]).toEqual(["skipped", []]);
  });

  it("rejects more ids than it accepts before any request", async () => {
    expect(await errorText("icu_duplicate_events", { event_ids: Array.from({ length: 51 }, (_, i) => i + 1) })).toMatch(
      /event_ids: .*50/,
    );
    expect(upstream.requests).toEqual([]);
  });

  it("rejects more than 200 copies before any request", async () => {
    const args = { event_ids: [1, 2, 3, 4], num_copies: 52 };
    expect(await errorText("icu_duplicate_events", args)).toMatch(
      /^num_copies: one call can create at most 200 copies, not 208/,
    );
    expect(upstream.requests).toEqual([]);
  });
});
