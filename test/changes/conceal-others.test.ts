import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { ChangeLog } from "../../src/account/change-log.ts";
import { isShown } from "../../src/account/logged-change.ts";
import { configOf } from "../../src/config.ts";
import { athleteSession } from "../fixtures/athlete-session.ts";
import { openAccountPage } from "../fixtures/browser.ts";
import { upstream } from "../fixtures/fake-network.ts";

const coach = athleteSession();

async function pupilId(): Promise<string> {
  return /i2\d{6}/.exec(await coach.text("icu_list_athletes", {}))?.[0] ?? "";
}

async function commentOnPupil(comments: string): Promise<string> {
  const athlete_id = await pupilId();
  await coach.text("icu_update_wellness", { athlete_id, date: "2026-05-10", comments });
  return athlete_id;
}

const withdrawAccess = (athlete: string) =>
  upstream.fail({ kind: "5xx", status: 403, times: 99, match: { path: `/athlete/${athlete}` } });

const firstCall = async () => (await coach.json("icu_list_changes", { limit: 1 })).calls[0];

it("A78 of another athlete's record, only the changed fields stay in the change log", async () => {
  const athlete = await commentOnPupil("Slept badly");
  const { uid } = coach.user;
  const log = new ChangeLog(env.ACCOUNT.getByName(uid), configOf(env).vault, uid);
  const change = (await log.listLatestCalls(1)).changes.find(isShown);
  expect(change).toMatchObject({ athlete, kind: "wellness", after: { comments: "Slept badly" } });
  expect(Object.keys({ ...change?.before, ...change?.after }).sort()).toEqual(["comments", "id"]);
  expect(await coach.text("icu_undo_change", {})).toContain("Restored.");
});

it("A78 changes of another athlete's records are hidden once access to the athlete is withdrawn, everywhere", async () => {
  const athlete = await commentOnPupil("Canary of the pupil");
  await coach.text("icu_update_wellness", { date: "2026-05-10", comments: "My own note" });
  expect(await coach.text("icu_list_changes", {})).toContain("Canary of the pupil");
  const page = await openAccountPage(coach.key);
  expect((await page.go("/account/changes")).html).toContain("Canary of the pupil");

  withdrawAccess(athlete);
  const list = await coach.text("icu_list_changes", {});
  expect(list).not.toContain("Canary of the pupil");
  expect(list).toContain("My own note");
  expect(list).toContain("hidden, because the connected account has no access to this athlete any more");
  for (const path of ["/account/changes", "/account/export"]) {
    const { html } = await page.go(path);
    expect(html).not.toContain("Canary of the pupil");
    expect(html).toContain("My own note");
  }
  const { calls } = await coach.json("icu_list_changes", {});
  const hidden = calls.find(({ athlete_id }: { athlete_id?: string }) => athlete_id === athlete);
  const undo = await coach.text("icu_undo_change", { change_id: hidden.change_id });
  expect(undo).toContain("Cannot be undone, because its contents cannot be shown.");
  expect(undo).not.toContain("Canary of the pupil");
});

it("A78 changes of another athlete's records are hidden while access cannot be checked", async () => {
  const athlete = await commentOnPupil("Canary behind an outage");
  upstream.fail({ kind: "5xx", times: 99, match: { path: `/athlete/${athlete}` } });
  const list = await coach.text("icu_list_changes", { limit: 1 });
  expect(list).toContain("access to this athlete could not be checked");
  expect(list).not.toContain("Canary behind an outage");
});

it("A72 an entry that cannot be decrypted hides no other entry from the list, the page, the export or undo", async () => {
  await coach.text("icu_create_gear", { name: "Broken entry", gear_type: "Shoes" });
  const { change_id } = await firstCall();
  await coach.text("icu_create_gear", { name: "Whole entry", gear_type: "Shoes" });
  await runInDurableObject(env.ACCOUNT.getByName(coach.user.uid), (_, { storage }) =>
    storage.sql.exec("UPDATE changes SET before = before || 'A' WHERE call_id = ?", change_id),
  );
  const list = await coach.text("icu_list_changes", {});
  expect(list).toContain("cannot be decrypted");
  expect(list).toContain("Whole entry");
  const page = await openAccountPage(coach.key);
  expect((await page.go("/account/changes")).html).toContain("Whole entry");
  expect((await page.go("/account/export")).html).toContain("Whole entry");
  expect(await coach.text("icu_undo_change", { change_id })).toContain("Cannot be undone");
  expect(await coach.text("icu_undo_change", {})).toContain("Deleted.");
});

it("A79 a write whose entry could not be completed says so in its answer, and is listed with an unknown outcome", async () => {
  const account = env.ACCOUNT.getByName(coach.user.uid);
  const execute = (sql: string) => runInDurableObject(account, (_, { storage }) => void storage.sql.exec(sql));
  await execute(
    "CREATE TRIGGER full BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
  );
  try {
    const fields = { name: "Half recorded", gear_type: "Shoes" };
    const note = "could not complete its entry in the change log";
    expect(await coach.text("icu_create_gear", fields)).toContain(note);
    expect((await coach.json("icu_create_gear", { ...fields, name: "Half recorded too" })).note).toContain(note);
    expect((await firstCall()).changes[0].action).toBe("unknown");
  } finally {
    await execute("DROP TRIGGER full");
  }
});
