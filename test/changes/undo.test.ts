import { describe, expect, it } from "vitest";
import { athleteSession } from "../fixtures/athlete-session.ts";

const session = athleteSession();

async function renamedEvent(): Promise<{ path: string; undo: (overwrite?: boolean) => Promise<string> }> {
  const fields = { start_date: "+5d", name: "Planned", category: "NOTE", description: "As planned" };
  const { event_id } = (await session.json("icu_create_event", fields)).event;
  await session.text("icu_update_event", { event_id, name: "Renamed", description: "By the assistant" });
  const { change_id } = (await session.json("icu_list_changes", { limit: 1 })).calls[0];
  return {
    path: `athlete/0/events/${event_id}`,
    undo: (overwrite = false) => session.text("icu_undo_change", { change_id, overwrite }),
  };
}

const edit = (path: string, fields: Record<string, unknown>) =>
  session.onWebsite(path, { method: "PUT", body: fields });

describe("undoing a change of which one field was changed by somebody else since", () => {
  it("changes nothing and names the field", async () => {
    const { path, undo } = await renamedEvent();
    await edit(path, { name: "Renamed by the coach" });
    expect(await undo()).toContain("it was changed afterwards (name)");
    expect(await session.onWebsite(path)).toMatchObject({
      name: "Renamed by the coach",
      description: "By the assistant",
    });
  });

  it("restores all fields when told to overwrite", async () => {
    const { path, undo } = await renamedEvent();
    await edit(path, { name: "Renamed by the coach" });
    expect(await undo(true)).toContain("Restored.");
    expect(await session.onWebsite(path)).toMatchObject({ name: "Planned", description: "As planned" });
  });

  it("restores the rest when somebody has put that field back already", async () => {
    const { path, undo } = await renamedEvent();
    await edit(path, { name: "Planned" });
    expect(await undo()).toContain("Restored.");
    expect(await session.onWebsite(path)).toMatchObject({ name: "Planned", description: "As planned" });
  });
});

it("undoing a change leaves other fields that somebody has changed since", async () => {
  const { path, undo } = await renamedEvent();
  await edit(path, { color: "red" });
  expect(await undo()).toContain("Restored.");
  expect(await session.onWebsite(path)).toMatchObject({ name: "Planned", color: "red" });
});

it("undoing the creation of a record that somebody has changed since deletes it only when told to overwrite", async () => {
  const fields = { start_date: "+6d", name: "Created", category: "NOTE" };
  const { event_id } = (await session.json("icu_create_event", fields)).event;
  const path = `athlete/0/events/${event_id}`;
  const { change_id } = (await session.json("icu_list_changes", { limit: 1 })).calls[0];
  await edit(path, { name: "Changed by the coach" });
  expect(await session.text("icu_undo_change", { change_id })).toContain("it was changed afterwards (name)");
  expect(await session.onWebsite(path)).toMatchObject({ name: "Changed by the coach" });
  expect(await session.text("icu_undo_change", { change_id, overwrite: true })).toContain("Deleted");
  expect(await session.errorText("icu_get_event", { event_id })).toContain("does not know this id");
});
