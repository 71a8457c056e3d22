import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { athleteSession } from "../../fixtures/athlete-session.ts";
import { openAccountPage } from "../../fixtures/browser.ts";
import { advanceClock } from "../../fixtures/clock.ts";
import { upstream } from "../../fixtures/fake-network.ts";

const session = athleteSession({ athlete: { id: "i7930001" } });
const { key, text, json, call, errorText, onWebsite, connect } = session;
const planner = connect({ preset: "coach" });
const reader = connect({ preset: "read" });

beforeEach(() => advanceClock(20));

const undo = (args: Record<string, unknown> = {}) => text("icu_undo_change", args);
const sql = (statement: string) =>
  runInDurableObject(env.ACCOUNT.getByName(session.user.uid), (_, { storage }) =>
    storage.sql.exec(statement).toArray(),
  );
const create = async (fields: Record<string, unknown> = {}) =>
  (await json("icu_create_event", { start_date: "+5d", name: "Tempo", category: "NOTE", ...fields })).event;

describe("undoing a new event", () => {
  it("deletes the event, and the change log names the tool and the app", async () => {
    const { event_id } = await create({ name: "To take back" });
    const { calls } = await json("icu_list_changes", { limit: 1 });
    expect(calls).toEqual([
      {
        change_id: expect.stringMatching(/^[a-z0-9]{12}$/),
        at: expect.stringMatching(/^2026-05-13 \d\d:\d\d$/),
        tool: "icu_create_event",
        app: "A test app",
        changes: [
          {
            change_id: `${calls[0].change_id}.1`,
            record: "event",
            record_id: String(event_id),
            name: "To take back",
            date: "2026-05-18",
            action: "created",
            undone: false,
          },
        ],
      },
    ]);
    expect(await undo({ change_id: calls[0].change_id })).toContain("Deleted.");
    expect((await call("icu_get_event", { event_id })).isError).toBe(true);
    expect(await undo({ change_id: calls[0].change_id })).toContain("Already undone.");
  });

  it("leaves an event that somebody else changed since, unless overwrite is set", async () => {
    const { event_id } = await create({ name: "Theirs by now" });
    await onWebsite(`athlete/0/events/${event_id}`, { method: "PUT", body: { name: "Changed by the coach" } });
    expect(await undo()).toContain("Not undone, because it was changed afterwards (name)");
    expect((await onWebsite(`athlete/0/events/${event_id}`)).name).toBe("Changed by the coach");
    expect(await undo({ overwrite: true })).toContain("Deleted.");
  });
});

describe("undoing an update", () => {
  it("restores each changed field and keeps fields that others changed", async () => {
    const { event_id } = await create({ name: "Before", description: "Old text" });
    await text("icu_update_event", { event_id, name: "After", description: "New text" });
    await onWebsite(`athlete/0/events/${event_id}`, { method: "PUT", body: { color: "red" } });
    expect(await text("icu_list_changes", { limit: 1 })).toContain(
      "name «Before» → «After», description «Old text» → «New text»",
    );
    expect(await undo()).toContain("Restored.");
    expect(await onWebsite(`athlete/0/events/${event_id}`)).toMatchObject({
      name: "Before",
      description: "Old text",
      color: "red",
    });
  });

  it("clears a field that was not set before", async () => {
    const before = await onWebsite("athlete/0/wellness/2026-05-12");
    await text("icu_update_wellness", { date: "2026-05-12", steps: 4321, comments: "written by mistake" });
    expect(await undo()).toContain("Restored.");
    const after = await onWebsite("athlete/0/wellness/2026-05-12");
    expect([after.steps ?? null, after.comments || null]).toEqual([before.steps ?? null, before.comments ?? null]);
  });

  it("can itself be undone", async () => {
    const { event_id } = await create({ name: "One" });
    await text("icu_update_event", { event_id, name: "Two" });
    await undo();
    const { calls } = await json("icu_list_changes", { limit: 1 });
    expect(calls[0]).toMatchObject({ tool: "icu_undo_change", undoes: expect.any(String) });
    await undo({ change_id: calls[0].change_id });
    expect((await onWebsite(`athlete/0/events/${event_id}`)).name).toBe("Two");
  });

  it("restores the samples of a stream", async () => {
    const { activities } = await json("icu_get_recent_activities", { limit: 10 });
    const { id } = activities.find(({ type }: { type: string }) => type === "Ride");
    const before = await onWebsite(`activity/${id}/streams.json?types=heartrate`);
    const payload_string = JSON.stringify([{ type: "heartrate", data: before[0].data.map(() => 100) }]);
    await text("icu_update_activity_streams", { activity_id: id, payload_string });
    expect((await onWebsite(`activity/${id}/streams.json?types=heartrate`))[0].data[9]).toBe(100);
    expect(await undo()).toContain("Restored.");
    expect(await onWebsite(`activity/${id}/streams.json?types=heartrate`)).toEqual(before);
  });
});

describe("undoing a deletion", () => {
  it("recreates the event with its text and steps", async () => {
    const fields = { category: "WORKOUT", event_type: "Ride", description: "- 10m 60%\n- 20m 75%", name: "Gone soon" };
    const { event_id } = await create(fields);
    const before = await onWebsite(`athlete/0/events/${event_id}`);
    await text("icu_delete_event", { event_id });
    expect(await undo()).toMatch(/Recreated. The new id is \d+\./);
    const { events } = await json("icu_get_calendar_events", { days_ahead: 7 });
    const { event_id: again } = events.find(({ name }: { name: string }) => name === "Gone soon");
    const { id: _, updated: __, icu_training_load, ...rest } = before;
    expect(await onWebsite(`athlete/0/events/${again}`)).toMatchObject({
      uid: rest.uid,
      description: rest.description,
      workout_doc: { steps: rest.workout_doc.steps },
      icu_training_load,
    });
  });

  it("restores all records of a bulk deletion, after a confirmation", async () => {
    const names = ["a", "b", "c", "d", "e", "f"].map((letter) => `Bulk ${letter}`);
    const events = names.map((name) => ({ start_date: "+6d", name, category: "NOTE" }));
    const { results } = await json("icu_bulk_create_events", { events });
    const event_ids = results.map(({ event }: { event: { event_id: number } }) => event.event_id);
    advanceClock(10);
    await text("icu_bulk_delete_events", { event_ids });
    advanceClock(20);
    const asked = await call("icu_undo_change", {});
    expect(asked.text).toContain("Nothing has been changed yet.\n\nThis will undo 6 changes:\nevent");
    const overwriting = await call("icu_undo_change", { overwrite: true });
    expect(overwriting.text).toMatch(/This will undo 6 changes:\n.*\(overwrite: true\)\.\nevent/);
    const { results: undone } = await json("icu_undo_change");
    expect(undone.map(({ status }: { status: string }) => status)).toEqual(names.map(() => "done"));
    const { events: now } = await json("icu_get_calendar_events", { days_ahead: 7 });
    expect(now.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(names));
  });

  it("recreates an activity from its file, with the edited fields", async () => {
    const { activities } = await json("icu_get_recent_activities", { limit: 20 });
    const { id } = activities.find(({ type }: { type: string }) => type === "Run");
    await text("icu_update_activity", { activity_id: id, name: "My long one", perceived_exertion: 7 });
    const before = await onWebsite(`activity/${id}`);
    await text("icu_delete_activity", { activity_id: id });
    const [, again] = /The new id is (i\d+)/.exec(await undo()) ?? [];
    const after = await onWebsite(`activity/${again}`);
    for (const field of ["name", "icu_rpe", "type", "start_date_local", "distance", "moving_time"]) {
      expect([field, after[field]]).toEqual([field, before[field]]);
    }
  });

  it("recreates sport settings and gear, and says what cannot be restored", async () => {
    const { sports } = await json("icu_get_sport_settings");
    const swim = sports.find(({ types }: { types: string[] }) => types.includes("Swim"));
    const before = await onWebsite(`athlete/0/sport-settings/${swim.sport_id}`);
    await text("icu_delete_sport_settings", { sport_id: swim.sport_id });
    const [, sportId] = /The new id is (\d+)/.exec(await undo()) ?? [];
    const { id: _, ...settings } = before;
    expect(await onWebsite(`athlete/0/sport-settings/${sportId}`)).toMatchObject({
      types: settings.types,
      threshold_pace: settings.threshold_pace,
      pace_zones: settings.pace_zones,
    });
    advanceClock(20);

    const gear = (await onWebsite("athlete/0/gear.json")).find(
      ({ reminders }: { reminders: [] }) => reminders.length > 0,
    );
    await text("icu_delete_gear", { gear_id: gear.id });
    const undone = await undo();
    expect(undone).toContain("Not restored: activities that used it");
    const [, gearId] = /The new id is (\w+)/.exec(undone) ?? [];
    const again = (await onWebsite("athlete/0/gear.json")).find(({ id }: { id: string }) => id === gearId);
    expect([again.name, again.reminders.length]).toEqual([gear.name, gear.reminders.length]);
  });
});

describe("undoing repeatedly", () => {
  it("undoes a change once when two calls arrive at the same time, and does not continue with the change before", async () => {
    await create({ name: "Stays" });
    await text("icu_create_gear", { name: "Undone once", gear_type: "Shoes" });
    const { calls } = await json("icu_list_changes", { limit: 1 });
    await text("icu_delete_gear", { gear_id: calls[0].changes[0].record_id });
    const [deletion] = (await json("icu_list_changes", { limit: 1 })).calls;
    const change_id = deletion.change_id;
    const both = await Promise.all([undo({ change_id }), undo({ change_id })]);
    expect(both.filter((says) => says.includes("Recreated"))).toHaveLength(1);
    expect(both.filter((says) => says.includes("Already undone"))).toHaveLength(1);
    expect(await errorText("icu_undo_change", {})).toContain("was just undone");
    advanceClock(61);
    expect(await undo()).toContain("«Undone once»");
  });
});

describe("a change that cannot be undone", () => {
  it("is reported with the reason: a comment", async () => {
    const { activities } = await json("icu_get_recent_activities", { limit: 5 });
    await text("icu_add_activity_message", { activity_id: activities[0].id, content: "Well done" });
    expect(await undo()).toContain("Cannot be undone: the API of Intervals.icu cannot delete comments");
  });

  it("is one that the connection has no scope for", async () => {
    const { event_id } = await create({ name: "Not theirs to undo" });
    await text("icu_delete_event", { event_id });
    const { calls } = await json("icu_list_changes", { limit: 1 });
    await expect(reader.call("icu_undo_change", {})).rejects.toThrow();
    expect(await reader.text("icu_list_changes", { limit: 1 })).toContain("Not theirs to undo");
    const { activities } = await json("icu_get_recent_activities", { limit: 30 });
    await text("icu_delete_activity", { activity_id: activities.at(-1).id });
    expect(await planner.errorText("icu_undo_change", {})).toContain("needs the permission intervals:erase");
    expect((await planner.call("icu_undo_change", { change_id: calls[0].change_id })).isError).toBe(false);
  });

  it("is one that does not exist in the change log", async () => {
    expect(await errorText("icu_undo_change", { change_id: "aaaaaaaaaaaa" })).toContain("change_id: not found");
    expect((await call("icu_undo_change", { change_id: "the last one" })).text).toContain("change_id: must be last");
  });
});

describe("the change log", () => {
  it("stores nothing in plain text", async () => {
    await create({ name: "CanaryInTheJournal" });
    const results = await sql("SELECT * FROM changes");
    expect(results.length).toBeGreaterThan(5);
    for (const secret of ["CanaryInTheJournal", "i7930001", key, "icu_create_event"]) {
      expect(JSON.stringify(results)).not.toContain(secret);
    }
  });

  it("is written before the change: without an entry, nothing is changed", async () => {
    await sql("ALTER TABLE changes RENAME TO changes_away");
    try {
      expect(
        await errorText("icu_create_event", {
          start_date: "+5d",
          name: "Never",
          category: "NOTE",
        }),
      ).toContain("The change was not made: this server cannot log changes");
      expect(upstream.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    } finally {
      await sql("ALTER TABLE changes_away RENAME TO changes");
    }
  });

  it("says in the list, on the account page and in the export until when changes were dropped because it was full", async () => {
    const browser = await openAccountPage(key);
    await sql("INSERT INTO dropped_changes VALUES (1778544000000)");
    const note = "The change log was full: changes up to 2026-05-12 were dropped and cannot be undone.";
    expect(await text("icu_list_changes", { limit: 1 })).toContain(note);
    expect((await browser.go("/account/changes")).html).toContain(note);
    const exported = JSON.parse((await browser.go("/account/export")).html);
    expect(exported.changesDroppedUntil).toBe("2026-05-12T00:00:00.000Z");
    await sql("DELETE FROM dropped_changes");
    expect(await text("icu_list_changes", { limit: 1 })).not.toContain("The change log was full");
  });

  it("keeps no entry of a write that Intervals.icu rejected", async () => {
    const { event_id } = await create({ name: "Refused change" });
    const before = await json("icu_list_changes", { limit: 50 });
    upstream.fail({ kind: "429", retryAfter: 60, match: { method: "PUT" } });
    expect((await call("icu_update_event", { event_id, name: "x" })).text).toContain("Nothing was done");
    expect(await json("icu_list_changes", { limit: 50 })).toEqual(before);
  });

  it("keeps an entry with an unknown outcome, which can be undone", async () => {
    const { event_id } = await create({ name: "Half known" });
    upstream.fail({ kind: "drop_after", times: 4, match: { method: "PUT" } });
    expect((await call("icu_update_event", { event_id, name: "Landed" })).text).toContain("may or may not");
    expect(await text("icu_list_changes", { limit: 1 })).toContain("outcome unknown");
    expect(await undo()).toContain("Restored.");
    expect((await onWebsite(`athlete/0/events/${event_id}`)).name).toBe("Half known");
  });
});
