/*
 * The only way to read a body that comes from outside. The bytes are counted as they arrive, so after decompression:
 * Content-Length may be missing or wrong, and a gzip file of a megabyte may hold a gigabyte.
 */

export interface BodyLimit {
  maxBytes: number;
  /** Ends the read. */
  signal?: AbortSignal;
  /** Called before the rest of a body that turns out to be large is read into memory. The result is called at the end. */
  reserve?: (bytes: number, signal?: AbortSignal) => Promise<() => void>;
}

/** Bytes up to which nothing is reserved: most responses are smaller. Our choice. */
export const SMALL_BODY_BYTES = 256 * 1024;

/** Reads a whole body; `undefined` if it is larger than the limit. */
export async function readWhole(
  body: ReadableStream<Uint8Array>,
  limit: BodyLimit,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { bytes, isCut } = await readStart(body, limit);
  return isCut ? undefined : bytes;
}

/** Reads a body up to the limit and cancels the rest. */
export async function readStart(
  body: ReadableStream<Uint8Array>,
  limit: BodyLimit,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; isCut: boolean }> {
  const { maxBytes, signal, reserve } = limit;
  const chunks: Uint8Array[] = [];
  let release: (() => void) | undefined;
  try {
    const length = await readChunks(body, limit, async (chunk, lengthSoFar) => {
      chunks.push(chunk);
      if (reserve && !release && lengthSoFar > SMALL_BODY_BYTES) release = await reserve(maxBytes, signal);
    });
    return { bytes: joined(chunks, Math.min(length, maxBytes)), isCut: length > maxBytes };
  } finally {
    release?.();
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk.subarray(0, length - end), end);
    end = Math.min(end + chunk.length, length);
  }
  return bytes;
}

/** The length of a body, of which nothing is kept. Above the limit the count ends. */
export const countBytes = (body: ReadableStream<Uint8Array>, limit: BodyLimit): Promise<number> =>
  readChunks(body, limit, async () => {});

async function readChunks(
  body: ReadableStream<Uint8Array>,
  { maxBytes, signal }: BodyLimit,
  take: (chunk: Uint8Array, lengthSoFar: number) => Promise<void>,
): Promise<number> {
  const reader = body.getReader();
  let length = 0;
  try {
    while (length <= maxBytes) {
      const { done, value } = await (signal ? withSignal(reader.read(), signal) : reader.read());
      if (done) return length;
      length += value.byteLength;
      await take(value, length);
    }
    return length;
  } finally {
    // Not awaited: a body that hangs may hang here, too. Has no effect on one that has ended.
    reader.cancel().catch(() => {});
  }
}

/** The same stream, which fails above the limit: for a body that is passed on. */
export function limitStream(body: ReadableStream<Uint8Array>, maxBytes: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let length = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        length += value.byteLength;
        if (length <= maxBytes) return controller.enqueue(value);
        controller.error(new Error(`the body is larger than ${maxBytes} bytes`));
        await reader.cancel();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Read nothing ahead of the consumer.
    { highWaterMark: 0 },
  );
}

/** Rejects when the signal aborts: the `fetch` of a Durable Object (the demo athlete) does not do so itself. */
export function withSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
