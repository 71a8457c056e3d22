import { describe, expect, it } from "vitest";
import { readBeginning } from "../../src/files/read-file.ts";
import { openFile } from "../../src/files/remote-file.ts";
import { createIntervals } from "../../src/intervals/client.ts";
import { IntervalsError } from "../../src/intervals/failure.ts";

const PIECE = new TextEncoder().encode(`${"a,".repeat(32_000)}\n`);

/** Far more than any real file has. */
const PIECES = 500;

/** A server with a large file that counts how much is read. */
function largeFile(through: (body: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array> = (body) => body) {
  const seen = { taken: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.taken += 1;
        controller.enqueue(PIECE);
        if (seen.taken === PIECES) controller.close();
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const intervals = createIntervals({
    origin: "https://intervals.test",
    credential: { kind: "api_key", key: "k" },
    subject: "0",
    fetch: async () => new Response(through(body)),
    acquire: async () => {},
    signal: new AbortController().signal,
    timeouts: { attempt: 50 },
  });
  return { seen, intervals };
}

describe("a large file", () => {
  it("is streamed, and read only as far as the client reads", async () => {
    const { seen, intervals } = largeFile();
    const { body, name } = await openFile(intervals, { kind: "activities" });
    expect([name, seen.taken]).toEqual(["activities.csv", 1]);
    const reader = body.getReader();
    for (let pieces = 0; pieces < 20; pieces++) expect((await reader.read()).value?.length).toBe(PIECE.length);
    expect(seen.taken).toBe(20);
    await reader.cancel();
    expect(seen.cancelled).toBe(true);
  });

  it("is decompressed while streaming", async () => {
    const { intervals } = largeFile((body) => body.pipeThrough(new CompressionStream("gzip")));
    const { body } = await openFile(intervals, { kind: "activities" });
    const whole = await new Response(body).bytes();
    expect(whole.length).toBe(PIECES * PIECE.length);
    expect(whole.slice(-PIECE.length)).toEqual(PIECE);
  });

  it("may take longer than the timeout for its headers", async () => {
    const { intervals } = largeFile();
    const { body } = await openFile(intervals, { kind: "activities" });
    const reader = body.getReader();
    await scheduler.wait(120);
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
  });

  it("is read only as far as an inline answer needs", async () => {
    const { seen, intervals } = largeFile();
    const { text, is_cut } = await readBeginning(intervals, { kind: "activities" });
    expect([text.length <= 40_000, is_cut, seen.cancelled]).toEqual([true, true, true]);
    expect(seen.taken).toBeLessThan(4);
  });

  it("is an error when it is empty", async () => {
    const { intervals } = largeFile(() => new Blob([]).stream());
    const opening = openFile(intervals, { kind: "activities" });
    await expect(opening).rejects.toThrow(IntervalsError);
  });
});
