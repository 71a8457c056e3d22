import { beforeEach, expect, it } from "vitest";
import type { Keyring } from "../../src/config.ts";
import { SealedEventStore } from "../../src/mcp/event-store.ts";

const vault: Keyring = { active: "k", keys: new Map([["k", new Uint8Array(32)]]) };
const ANSWER = { jsonrpc: "2.0", id: 1, result: { text: "resting heart rate 41" } } as const;

let rows: Map<string, unknown>;
let isConnected: boolean;
let deletedLater: string[];
let store: SealedEventStore;

beforeEach(() => {
  [rows, isConnected, deletedLater] = [new Map(), false, []];
  const storage = {
    put: async (key: string, value: unknown) => void rows.set(key, value),
    delete: async (keys: string[]) => keys.forEach((key) => void rows.delete(key)),
    list: async ({ prefix = "", start = "" }: DurableObjectListOptions) =>
      new Map([...rows].filter(([key]) => key.startsWith(prefix) && key >= start)),
  } as unknown as DurableObjectStorage; // all that an event store uses of it
  store = new SealedEventStore({
    storage,
    vault: () => vault,
    uid: "u1",
    isConnected: () => isConnected,
    deleteLater: async (streamId) => deletedLater.push(streamId),
  });
});

async function replay(after: string) {
  const sent: unknown[] = [];
  await store.replayEventsAfter(after, { send: async (_, message) => void sent.push(message) });
  return sent;
}

it("the event store encrypts events", async () => {
  await store.storeEvent("stream", ANSWER);
  expect(JSON.stringify([...rows])).not.toContain("heart");
});

it("the event store replays an answer that no client received, until it is deleted", async () => {
  await store.storeEvent("stream", ANSWER);
  await store.clearStream("stream");
  expect(await replay(`stream:${"0".repeat(16)}`)).toEqual([ANSWER]);
  expect(deletedLater).toEqual(["stream"]);
  await store.deleteStream("stream");
  expect(rows.size).toBe(0);
});

it("the event store keeps the latest 100 messages of the standing stream, which never ends", async () => {
  for (let id = 1; id <= 103; id++) await store.storeEvent("_GET_stream", { ...ANSWER, id });
  const kept = (await replay(`_GET_stream:${"0".repeat(16)}`)) as { id: number }[]; // stored above
  expect(kept.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, index) => index + 4));
});

it("the event store deletes an answer that was received", async () => {
  isConnected = true;
  await store.storeEvent("stream", ANSWER);
  await store.clearStream("stream");
  expect(rows.size).toBe(0);
});
