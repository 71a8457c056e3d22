import { type BodyLimit, countBytes, readWhole } from "../bounded-body.ts";
import { failWith } from "./failure.ts";
import { reserveMemory } from "./response.ts";

/** Most bytes of a file that is read into memory, decompressed. Our choice: five times the size of a recording of 24 hours. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Time for the body of such a file. Our choice. */
const READ_MILLISECONDS = 30_000;

/**
 * Reads a whole file into memory.
 * @throws IntervalsError `unreadable` if it is too large, `unavailable` if it breaks off or takes too long
 */
export async function readWholeFile(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await inTime((limit) => readWhole(body, limit));
  return bytes ?? failWith({ kind: "unreadable", detail: "the file is larger than 16 MiB" });
}

/**
 * Whether `readWholeFile` could read a file, of which nothing is kept here.
 * @throws IntervalsError `unavailable` if it breaks off or takes too long
 */
export const isReadableFile = async (body: ReadableStream<Uint8Array>): Promise<boolean> =>
  (await inTime((limit) => countBytes(body, limit))) <= MAX_FILE_BYTES;

async function inTime<Result>(read: (limit: BodyLimit) => Promise<Result>): Promise<Result> {
  try {
    const signal = AbortSignal.timeout(READ_MILLISECONDS);
    return await read({ maxBytes: MAX_FILE_BYTES, signal, reserve: reserveMemory });
  } catch (cause) {
    return failWith({ kind: "unavailable" }, cause);
  }
}

/** Reads the first bytes of a body. `stream` is the whole body, including those bytes. */
export async function peek(body: ReadableStream<Uint8Array>, bytes: number) {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < bytes) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.byteLength;
  }
  const head = new Uint8Array(await new Blob(chunks).arrayBuffer()).subarray(0, bytes);
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const buffered = chunks.shift();
        if (buffered) return controller.enqueue(buffered);
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Read nothing ahead of the consumer.
    { highWaterMark: 0 },
  );
  return { head, stream };
}

/** RFC 1952 §2.3.1. File names and headers are not reliable (docs/intervals-api.md, Q45). */
const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

/** Decompresses a stream if it is gzip. */
export async function decompress(body: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const { head, stream } = await peek(body, 2);
  return isGzip(head) ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
}

/** Format of a recording by its first bytes. The FIT signature is in bytes 8 to 11 of the header. */
export function detectFormat(head: Uint8Array): string | undefined {
  const text = new TextDecoder("latin1").decode(head);
  if (text.slice(8, 12) === ".FIT") return "fit";
  if (text.includes("<TrainingCenterDatabase")) return "tcx";
  return text.includes("<gpx") ? "gpx" : undefined;
}
