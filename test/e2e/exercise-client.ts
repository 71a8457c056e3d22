import { expect } from "vitest";

/** What the exercise needs of a client. */
export interface ToolClient {
  listTools(): Promise<string[]>;
  call(name: string, args: Record<string, unknown>): Promise<string>;
}

const PLAN = {
  start_date: "+3d",
  name: "From a real client",
  category: "WORKOUT",
  event_type: "Ride",
  description: "- 10m 60%\n- 20m 75%",
};

/** Lists the tools, reads, and creates and deletes an event. */
export async function exerciseClient(client: ToolClient): Promise<void> {
  expect(await client.listTools()).toEqual(expect.arrayContaining(["icu_get_fitness_summary", "icu_delete_event"]));
  expect(await client.call("icu_get_fitness_summary", {})).toMatch(/fitness \(CTL\): \d/);
  const created = await client.call("icu_create_event", PLAN);
  expect(created).toContain("2 steps");
  const event_id = Number(/ id (\d+)/.exec(created)?.[1]);
  const preview = await client.call("icu_delete_event", { event_id });
  expect(preview).toContain("Nothing has been changed yet");
  const confirm = /confirm: "([^"]+)"/.exec(preview)?.[1] ?? "";
  expect(await client.call("icu_delete_event", { event_id, confirm })).toMatch(/^Deleted/);
  expect(await client.call("icu_get_calendar_events", {})).not.toContain("From a real client");
}

export function textOf(result: unknown): string {
  const { content } = result as { content: { type: string; text?: string }[] };
  return content.map(({ text }) => text ?? "").join("\n");
}
