import { describe, expect, it } from "vitest";
import { countBytes, limitStream, readStart, readWhole } from "../src/bounded-body.ts";

/** A body of pieces of 1,000 bytes, numbered from 0, and how many of them were read. */
function bodyOf(pieces: number) {
  const seen = { taken: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.taken === pieces) return controller.close();
        controller.enqueue(new Uint8Array(1_000).fill(seen.taken++));
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

const hangingBody = () => new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) });

describe("a bounded body", () => {
  it("A90 is read whole up to the limit, and not at all above it", async () => {
    expect((await readWhole(bodyOf(3).body, { maxBytes: 3_000 }))?.length).toBe(3_000);
    const { body, seen } = bodyOf(1_000);
    expect(await readWhole(body, { maxBytes: 2_999 })).toBeUndefined();
    expect(seen).toEqual({ taken: 3, cancelled: true });
  });

  it("A90 counts what a gzip stream holds, not its own length", async () => {
    const packed = await new Response(
      new Blob([new Uint8Array(5_000_000)]).stream().pipeThrough(new CompressionStream("gzip")),
    ).blob();
    expect(packed.size).toBeLessThan(10_000);
    const unpacked = packed.stream().pipeThrough(new DecompressionStream("gzip"));
    expect(await readWhole(unpacked, { maxBytes: 1_000_000 })).toBeUndefined();
  });

  it("has its beginning in the order of its chunks", async () => {
    const { bytes, isCut } = await readStart(bodyOf(5).body, { maxBytes: 2_500 });
    expect([bytes.length, bytes[0], bytes[1_000], bytes[2_499], isCut]).toEqual([2_500, 0, 1, 2, true]);
    expect(await readStart(bodyOf(0).body, { maxBytes: 10 })).toEqual({ bytes: new Uint8Array(), isCut: false });
  });

  it("is counted without going on above the limit", async () => {
    expect(await countBytes(bodyOf(3).body, { maxBytes: 5_000 })).toBe(3_000);
    const { body, seen } = bodyOf(1_000);
    expect(await countBytes(body, { maxBytes: 5_000 })).toBe(6_000);
    expect(seen).toEqual({ taken: 6, cancelled: true });
  });

  it("A90 ends with its signal, also if it hangs", async () => {
    const signal = AbortSignal.timeout(20);
    await expect(readWhole(hangingBody(), { maxBytes: 1, signal })).rejects.toThrow();
    await expect(readWhole(hangingBody(), { maxBytes: 1, signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it("A90 fails above the limit while it is passed on, and reads nothing ahead", async () => {
    const { body, seen } = bodyOf(1_000);
    const reader = limitStream(body, 2_000).getReader();
    expect((await reader.read()).value?.length).toBe(1_000);
    expect(seen.taken).toBe(1);
    await reader.read();
    await expect(reader.read()).rejects.toThrow("larger than 2000 bytes");
    expect(seen).toEqual({ taken: 3, cancelled: true });
  });

  it("is passed on unchanged below the limit", async () => {
    const { body } = bodyOf(3);
    expect((await readWhole(limitStream(body, 3_000), { maxBytes: 9_999 }))?.length).toBe(3_000);
  });
});
