import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";
import { advanceClock } from "../fixtures/clock.ts";

const session = athleteSession();

async function deletedGear(name: string): Promise<string> {
  await session.text("icu_create_gear", { name, gear_type: "Shoes" });
  const [created] = (await session.json("icu_list_changes", { limit: 1 })).calls;
  await session.text("icu_delete_gear", { gear_id: created.changes[0].record_id });
  return (await session.json("icu_list_changes", { limit: 1 })).calls[0].change_id;
}

const undoTwice = (change_id: string) =>
  Promise.all([session.text("icu_undo_change", { change_id }), session.text("icu_undo_change", { change_id })]);

describe("two undos of the same deletion at the same time", () => {
  it("recreate the record only once", async () => {
    const results = await undoTwice(await deletedGear("Recreated once"));
    expect(results.filter((text) => text.includes("Recreated. The new id is"))).toHaveLength(1);
    expect(results.filter((text) => text.includes("Already undone"))).toHaveLength(1);
  });

  it("recreate the record only once after an earlier undo died while it held the lock", async () => {
    const change_id = await deletedGear("Recreated once more");
    const account = env.ACCOUNT.getByName(session.user.uid);
    expect(await account.acquireLock(`undo ${change_id}`)).toBeDefined();
    await evictDurableObject(account);
    advanceClock(31);
    const results = await undoTwice(change_id);
    expect(results.filter((text) => text.includes("Recreated. The new id is"))).toHaveLength(1);
    expect(results.filter((text) => text.includes("Already undone"))).toHaveLength(1);
  });
});
