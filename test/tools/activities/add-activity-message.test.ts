import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession();
const { text, json, errorText, writes } = session;
const ids = latestActivities(session);

describe("icu_add_activity_message", () => {
  it("adds the comment once when the response to the write is lost", async () => {
    upstream.fail({ kind: "drop_after", match: { method: "POST" } });
    const args = { activity_id: ids.Swim, content: "Good water feel today" };
    expect(await text("icu_add_activity_message", args)).toMatchInlineSnapshot(`
      "Added a comment to i72058400 · today is Wed 2026-05-13 (Pacific/Auckland)

      > Good water feel today"
    `);
    const { messages } = await json("icu_get_activity_messages", { activity_id: ids.Swim });
    const own = messages.filter(({ from }: { from: string }) => from === "Demo Athlete");
    expect(own).toEqual([expect.objectContaining({ text: "Good water feel today", at: "2026-05-13 09:00" })]);
  });

  it("rejects an empty comment before any write", async () => {
    expect(await errorText("icu_add_activity_message", { activity_id: ids.Swim, content: " " })).toMatch(/^content: /);
    expect(writes()).toEqual([]);
  });
});
