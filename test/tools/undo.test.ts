import { env } from "cloudflare:workers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { advanceClock, NOW, resetClock, setClock } from "../fixtures/clock.ts";
import { upstream } from "../fixtures/fake-network.ts";
import { connectStateless, type McpClient, withRefilledBudget } from "../fixtures/mcp-client.ts";
import { signIn } from "../fixtures/oauth-client.ts";

const KEY = "undoing00key0000000000000";

let host: McpClient;
let planner: McpClient;
let reader: McpClient;
beforeAll(async () => {
  upstream.reset();
  await upstream.addAthlete({ key: KEY, id: "i7930001", now: NOW });
  host = withRefilledBudget(await connectStateless((await signIn({ key: KEY, preset: "everything" })).access_token));
  planner = withRefilledBudget(await connectStateless((await signIn({ key: KEY, preset: "coach" })).access_token));
  reader = withRefilledBudget(await connectStateless((await signIn({ key: KEY, preset: "read" })).access_token));
  setClock();
});
afterAll(resetClock);
beforeEach(() => {
  upstream.reset();
  advanceClock(20);
});

async function text(name: string, args: Record<string, unknown> = {}, by = host): Promise<string> {
  const answer = await by.callAndConfirm(name, args);
  expect(answer.isError, answer.text).toBe(false);
  return answer.text;
}
async function json(name: string, args: Record<string, unknown> = {}, by = host) {
  const answer = await by.callAndConfirm(name, args, { "intervals/format": "json" });
  expect(answer.isError, answer.text).toBe(false);
  return JSON.parse(answer.text);
}
const undo = (args: Record<string, unknown> = {}) => text("icu_undo_change", args);
const create = async (fields: Record<string, unknown> = {}) =>
  (await json("icu_create_event", { start_date: "+5d", name: "Tempo", category: "NOTE", ...fields })).event;
/** As the athlete or their coach does it in Intervals.icu itself. */
async function there(path: string, change?: Record<string, unknown>) {
  const headers = { Authorization: `Basic ${btoa(`API_KEY:${KEY}`)}`, "Content-Type": "application/json" };
  const init = change && { method: "PUT", body: JSON.stringify(change) };
  const response = await upstream.fetch(new Request(`https://intervals.test/api/v1/${path}`, { headers, ...init }));
  // Whatever the API sends; each test looks at what it asked for.
  return (await response.json()) as ReturnType<typeof JSON.parse>;
}

describe("a new entry", () => {
  it("is listed with who made it, and is taken back", async () => {
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
            what: "made",
            undone: false,
          },
        ],
      },
    ]);
    expect(await undo({ change_id: calls[0].change_id })).toContain("Deleted again.");
    expect((await host.call("icu_get_event", { event_id })).isError).toBe(true);
    expect(await undo({ change_id: calls[0].change_id })).toContain("Undone before.");
  });

  it("is left where somebody has changed it since, until told otherwise", async () => {
    const { event_id } = await create({ name: "Theirs by now" });
    await there(`athlete/0/events/${event_id}`, { name: "Changed by the coach" });
    expect(await undo()).toContain("Left as it is: somebody changed it since (name)");
    expect((await there(`athlete/0/events/${event_id}`)).name).toBe("Changed by the coach");
    expect(await undo({ overwrite: true })).toContain("Deleted again.");
  });
});

describe("a change", () => {
  it("goes back field by field, and leaves what others changed", async () => {
    const { event_id } = await create({ name: "Before", description: "Old text" });
    await text("icu_update_event", { event_id, name: "After", description: "New text" });
    await there(`athlete/0/events/${event_id}`, { color: "red" });
    expect(await text("icu_list_changes", { limit: 1 })).toContain(
      "name «Before» → «After», description «Old text» → «New text»",
    );
    expect(await undo()).toContain("Put back as it was.");
    expect(await there(`athlete/0/events/${event_id}`)).toMatchObject({
      name: "Before",
      description: "Old text",
      color: "red",
    });
  });

  it("of a field that was not set is unset again", async () => {
    const before = await there("athlete/0/wellness/2026-05-12");
    await text("icu_update_wellness", { date: "2026-05-12", steps: 4321, comments: "written by mistake" });
    expect(await undo()).toContain("Put back as it was.");
    const after = await there("athlete/0/wellness/2026-05-12");
    expect([after.steps ?? null, after.comments || null]).toEqual([before.steps ?? null, before.comments ?? null]);
  });

  it("can be undone twice: back, and forth again", async () => {
    const { event_id } = await create({ name: "One" });
    await text("icu_update_event", { event_id, name: "Two" });
    await undo();
    const { calls } = await json("icu_list_changes", { limit: 1 });
    expect(calls[0]).toMatchObject({ tool: "icu_undo_change", undoes: expect.any(String) });
    await undo({ change_id: calls[0].change_id });
    expect((await there(`athlete/0/events/${event_id}`)).name).toBe("Two");
  });

  it("of samples puts the samples back", async () => {
    const { activities } = await json("icu_get_recent_activities", { limit: 10 });
    const { id } = activities.find(({ type }: { type: string }) => type === "Ride");
    const before = await there(`activity/${id}/streams.json?types=heartrate`);
    const payload_string = JSON.stringify([{ type: "heartrate", data: before[0].data.map(() => 100) }]);
    await text("icu_update_activity_streams", { activity_id: id, payload_string });
    expect((await there(`activity/${id}/streams.json?types=heartrate`))[0].data[9]).toBe(100);
    expect(await undo()).toContain("Put back as it was.");
    expect(await there(`activity/${id}/streams.json?types=heartrate`)).toEqual(before);
  });
});

describe("what was deleted", () => {
  it("comes back as the same entry, with its text and steps", async () => {
    const fields = { category: "WORKOUT", event_type: "Ride", description: "- 10m 60%\n- 20m 75%", name: "Gone soon" };
    const { event_id } = await create(fields);
    const before = await there(`athlete/0/events/${event_id}`);
    await text("icu_delete_event", { event_id });
    expect(await undo()).toMatch(/Made again; its id is now \d+\./);
    const { events } = await json("icu_get_calendar_events", { days_ahead: 7 });
    const { event_id: again } = events.find(({ name }: { name: string }) => name === "Gone soon");
    const { id: _, updated: __, icu_training_load, ...rest } = before;
    expect(await there(`athlete/0/events/${again}`)).toMatchObject({
      uid: rest.uid,
      description: rest.description,
      workout_doc: { steps: rest.workout_doc.steps },
      icu_training_load,
    });
  });

  it("comes back all at once when it went all at once, after the person has agreed", async () => {
    const names = ["a", "b", "c", "d", "e", "f"].map((letter) => `Bulk ${letter}`);
    const events = names.map((name) => ({ start_date: "+6d", name, category: "NOTE" }));
    const { results } = await json("icu_bulk_create_events", { events });
    const event_ids = results.map(({ event }: { event: { event_id: number } }) => event.event_id);
    advanceClock(10);
    await text("icu_bulk_delete_events", { event_ids });
    advanceClock(20);
    const asked = await host.call("icu_undo_change", {});
    expect(asked.text).toContain("Nothing has been changed yet.\n\nThis undoes 6 changes\nevent");
    const overwriting = await host.call("icu_undo_change", { overwrite: true });
    expect(overwriting.text).toMatch(/This undoes 6 changes\n.*\(overwrite: true\)\.\nevent/);
    const { results: undone } = await json("icu_undo_change");
    expect(undone.map(({ status }: { status: string }) => status)).toEqual(names.map(() => "done"));
    const { events: now } = await json("icu_get_calendar_events", { days_ahead: 7 });
    expect(now.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(names));
  });

  it("comes back from its file, with what was written on it", async () => {
    const { activities } = await json("icu_get_recent_activities", { limit: 20 });
    const { id } = activities.find(({ type }: { type: string }) => type === "Run");
    await text("icu_update_activity", { activity_id: id, name: "My long one", perceived_exertion: 7 });
    const before = await there(`activity/${id}`);
    await text("icu_delete_activity", { activity_id: id });
    const [, again] = /its id is now (i\d+)/.exec(await undo()) ?? [];
    const after = await there(`activity/${again}`);
    for (const field of ["name", "icu_rpe", "type", "start_date_local", "distance", "moving_time"]) {
      expect([field, after[field]]).toEqual([field, before[field]]);
    }
  });

  it("comes back whole where it is settings, gear or a field", async () => {
    const { sports } = await json("icu_get_sport_settings");
    const swim = sports.find(({ types }: { types: string[] }) => types.includes("Swim"));
    const before = await there(`athlete/0/sport-settings/${swim.sport_id}`);
    await text("icu_delete_sport_settings", { sport_id: swim.sport_id });
    const [, sportId] = /its id is now (\d+)/.exec(await undo()) ?? [];
    const { id: _, ...settings } = before;
    expect(await there(`athlete/0/sport-settings/${sportId}`)).toMatchObject({
      types: settings.types,
      threshold_pace: settings.threshold_pace,
      pace_zones: settings.pace_zones,
    });
    advanceClock(20);

    const gear = (await there("athlete/0/gear.json")).find(({ reminders }: { reminders: [] }) => reminders.length > 0);
    await text("icu_delete_gear", { gear_id: gear.id });
    const undone = await undo();
    expect(undone).toContain("What did not come back: activities that used it");
    const [, gearId] = /its id is now (\w+)/.exec(undone) ?? [];
    const again = (await there("athlete/0/gear.json")).find(({ id }: { id: string }) => id === gearId);
    expect([again.name, again.reminders.length]).toEqual([gear.name, gear.reminders.length]);
  });
});

describe("undoing", () => {
  it("does not go on to the change before when a host repeats the call, and undoes once what is undone twice at once", async () => {
    await create({ name: "Stays" });
    await text("icu_create_gear", { name: "Undone once", gear_type: "Shoes" });
    const { calls } = await json("icu_list_changes", { limit: 1 });
    await text("icu_delete_gear", { gear_id: calls[0].changes[0].record_id });
    const [deletion] = (await json("icu_list_changes", { limit: 1 })).calls;
    const change_id = deletion.change_id;
    const both = await Promise.all([undo({ change_id }), undo({ change_id })]);
    expect(both.filter((says) => says.includes("Made again"))).toHaveLength(1);
    expect(both.filter((says) => says.includes("Undone before"))).toHaveLength(1);
    const repeated = await host.call("icu_undo_change", {});
    expect([repeated.isError, repeated.text]).toEqual([true, expect.stringContaining("was undone just now")]);
    advanceClock(61);
    expect(await undo()).toContain("«Undone once»");
  });
});

describe("what cannot be undone", () => {
  it("says so: comments, and zones of past activities", async () => {
    const { activities } = await json("icu_get_recent_activities", { limit: 5 });
    await text("icu_add_activity_message", { activity_id: activities[0].id, content: "Well done" });
    expect(await undo()).toContain("It cannot be undone: Intervals.icu has no way to take a comment");
  });

  it("is refused to a connection that could not have made the change", async () => {
    const { event_id } = await create({ name: "Not theirs to undo" });
    await text("icu_delete_event", { event_id });
    const { calls } = await json("icu_list_changes", { limit: 1 });
    await expect(reader.call("icu_undo_change", {})).rejects.toThrow();
    expect(await text("icu_list_changes", { limit: 1 }, reader)).toContain("Not theirs to undo");
    const { activities } = await json("icu_get_recent_activities", { limit: 30 });
    await text("icu_delete_activity", { activity_id: activities.at(-1).id });
    const { isError, text: says } = await planner.call("icu_undo_change", {});
    expect([isError, says]).toEqual([true, expect.stringContaining("needs the permission intervals:erase")]);
    expect((await planner.call("icu_undo_change", { change_id: calls[0].change_id })).isError).toBe(false);
  });

  it("is nothing that anybody else made, and nothing older than the journal", async () => {
    const { isError, text: says } = await host.call("icu_undo_change", { change_id: "aaaaaaaaaaaa" });
    expect([isError, says]).toEqual([true, expect.stringContaining("there is no such change")]);
    expect((await host.call("icu_undo_change", { change_id: "the last one" })).text).toContain(
      "change_id: must be last",
    );
  });
});

describe("the journal", () => {
  it("holds nothing in clear", async () => {
    await create({ name: "CanaryInTheJournal" });
    const { results } = await env.DB.prepare("SELECT * FROM changes").all();
    expect(results.length).toBeGreaterThan(5);
    for (const secret of ["CanaryInTheJournal", "i7930001", KEY, "icu_create_event"]) {
      expect(JSON.stringify(results)).not.toContain(secret);
    }
  });

  it("comes before the change: what cannot be written down is not done", async () => {
    await env.DB.exec("ALTER TABLE changes RENAME TO changes_away");
    try {
      const { isError, text: says } = await host.call("icu_create_event", {
        start_date: "+5d",
        name: "Never",
        category: "NOTE",
      });
      expect([isError, says]).toEqual([true, expect.stringContaining("changes nothing that could not be undone")]);
      expect(upstream.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    } finally {
      await env.DB.exec("ALTER TABLE changes_away RENAME TO changes");
    }
  });

  it("forgets what Intervals.icu refused", async () => {
    const { event_id } = await create({ name: "Refused change" });
    const before = await json("icu_list_changes", { limit: 50 });
    upstream.fail({ kind: "429", retryAfter: 60, match: { method: "PUT" } });
    expect((await host.call("icu_update_event", { event_id, name: "x" })).text).toContain("Nothing was done");
    expect(await json("icu_list_changes", { limit: 50 })).toEqual(before);
  });

  it("keeps open what nobody knows, and can still put it back", async () => {
    const { event_id } = await create({ name: "Half known" });
    upstream.fail({ kind: "drop_after", times: 4, match: { method: "PUT" } });
    expect((await host.call("icu_update_event", { event_id, name: "Landed" })).text).toContain("may or may not");
    expect(await text("icu_list_changes", { limit: 1 })).toContain("what came of it is not known");
    expect(await undo()).toContain("Put back as it was.");
    expect((await there(`athlete/0/events/${event_id}`)).name).toBe("Half known");
  });
});
