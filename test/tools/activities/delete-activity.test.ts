import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { upstream } from "../../fixtures/fake-network.ts";
import { latestActivities } from "../../fixtures/latest-activities.ts";

const session = athleteSession();
const { call, text, errorText, writes } = session;
const ids = latestActivities(session);
const planner = session.connect({ preset: "coach", era: "session" });

describe("icu_delete_activity", () => {
  it("deletes an activity, shows it, and says how to restore it", async () => {
    expect(await text("icu_delete_activity", { activity_id: ids.WeightTraining })).toMatchInlineSnapshot(`
      "Deleted · today is Wed 2026-05-13 (Pacific/Auckland)

      2026-05-11 17:11, WeightTraining, «Strength», 40:00, load 18 (i72058401)

      To restore it within 30 days, use icu_undo_change."
    `);
    expect(await errorText("icu_get_activity_details", { activity_id: ids.WeightTraining })).toContain("was deleted");
  });

  it("A71 logs nothing and deletes nothing when the file cannot be stored", async () => {
    const account = env.ACCOUNT.getByName(session.user.uid);
    const execute = (sql: string) => runInDurableObject(account, (_, { storage }) => void storage.sql.exec(sql));
    const before = await session.json("icu_list_changes", {});
    await execute(
      "CREATE TRIGGER full BEFORE INSERT ON change_attachments BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    );
    try {
      expect(await errorText("icu_delete_activity", { activity_id: ids.Run })).toContain("cannot log changes");
    } finally {
      await execute("DROP TRIGGER full");
    }
    expect(writes()).toEqual([]);
    expect(await session.json("icu_list_changes", {})).toEqual(before);
  });

  it("A91 says before it asks that a file is too large to be kept", async () => {
    upstream.fail({ kind: "endless", times: 9, match: { path: "/file$" } });
    const preview = await call("icu_delete_activity", { activity_id: ids.Ride });
    expect(preview.text).toContain("undo will bring back the numbers of the activity, but NOT its file and samples");
    expect(await text("icu_delete_activity", { activity_id: ids.Ride })).toContain("but not its file and samples");
    upstream.reset();
    expect(await text("icu_undo_change", { change_id: "last" })).toContain("Undone");
  });

  it("is not available to a connection that may only delete planned events", async () => {
    expect((await planner.client.listTools()).map(({ name }) => name)).not.toContain("icu_delete_activity");
    await expect(planner.client.callAndConfirm("icu_delete_activity", { activity_id: ids.Run })).rejects.toThrow();
    expect(writes()).toEqual([]);
  });
});
