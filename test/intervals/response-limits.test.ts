import { describe, expect, it } from "vitest";
import { createIntervals } from "../../src/intervals/client.ts";

const CHUNK = new TextEncoder().encode(" ".repeat(300 * 1024));

/** A server whose answer to anything is `body`. */
const serverOf = (body: () => BodyInit) =>
  createIntervals({
    origin: "https://intervals.test",
    credential: { kind: "api_key", key: "k" },
    subject: "0",
    acquire: async () => {},
    signal: new AbortController().signal,
    fetch: async () => new Response(body()),
  });

/** Spaces of this many chunks, then an empty list. `wait` is called before each chunk. */
function listOf(chunks: number, wait: (chunk: number) => Promise<void> = async () => {}) {
  let sent = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await wait(sent);
        if (sent++ < chunks) return controller.enqueue(CHUNK);
        controller.enqueue(new TextEncoder().encode("[]"));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

const RANGE = { oldest: "2026-05-01", newest: "2026-05-02" };
const records = (count: number) => JSON.stringify(Array.from({ length: count }, (_, index) => ({ id: `i${index}` })));

describe("a response of Intervals.icu", () => {
  it("A92 is read up to the limit of its operation", async () => {
    let chunks = 0;
    const endless = serverOf(() => listOf(1_000, async () => void chunks++));
    await expect(endless.listActivities(RANGE)).rejects.toMatchObject({
      failure: { kind: "unreadable", detail: expect.stringContaining("larger than 4 MiB; ask for less at once") },
    });
    expect(chunks).toBe(14);
    await expect(endless.listEvents(RANGE)).rejects.toMatchObject({
      failure: { detail: expect.stringContaining("larger than 8 MiB") },
    });
    await expect(endless.listStreams("i1")).rejects.toMatchObject({
      failure: { detail: expect.stringContaining("larger than 16 MiB") },
    });
    expect(await serverOf(() => listOf(50)).listStreams("i1")).toEqual([]);
  });

  it("A92 waits if other large ones fill the memory of the isolate", async () => {
    let [readOn, isOpen] = [0, () => {}];
    const gate = new Promise<void>((resolve) => {
      isOpen = resolve;
    });
    const server = () =>
      serverOf(() =>
        listOf(2, async (chunk) => {
          if (chunk !== 1) return;
          readOn++;
          await gate;
        }),
      );
    const reads = Array.from({ length: 10 }, () => server().listStreams("i1"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    // 48 MiB for three responses of at most 16 MiB.
    expect(readOn).toBe(3);
    isOpen();
    expect(await Promise.all(reads)).toEqual(Array(10).fill([]));
  });

  it("A92 has no more records than were asked for, also if the server ignores the limit", async () => {
    const server = serverOf(() => records(200));
    const limit = 2;
    const search = { minSecs: 1, maxSecs: 2, minIntensity: 1, maxIntensity: 2, limit };
    const lists = [
      server.listActivities({ ...RANGE, limit }),
      server.searchActivities("ride", limit),
      server.searchActivitiesFull("ride", limit),
      server.listActivitiesAround("i1", limit),
      server.searchIntervals(search),
    ];
    expect((await Promise.all(lists)).map(({ length }) => length)).toEqual([2, 2, 2, 2, 2]);
    expect(await server.listActivityMessages("i1")).toHaveLength(100);
    expect(await server.listActivities(RANGE)).toHaveLength(200);
  });
});
