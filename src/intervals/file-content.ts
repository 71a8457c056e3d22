/** The first bytes of a stream, and the whole stream still to be read. */
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
  const whole = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const seen = chunks.shift();
        if (seen) return controller.enqueue(seen);
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is read before somebody asks for it.
    { highWaterMark: 0 },
  );
  return { head, whole };
}

/** RFC 1952 §2.3.1. The bytes themselves say it; names and headers cannot be relied on. */
const isGzip = (head: Uint8Array) => head[0] === 0x1f && head[1] === 0x8b;

/** The stream without the gzip around it, if there is any. */
export async function unwrap(body: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const { head, whole } = await peek(body, 2);
  return isGzip(head) ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}

/** What a recording begins with. FIT: its signature stands behind twelve bytes of header, or behind eight. */
export function formatOf(head: Uint8Array): string | undefined {
  const text = new TextDecoder("latin1").decode(head);
  if (text.slice(8, 12) === ".FIT") return "fit";
  if (text.includes("<TrainingCenterDatabase")) return "tcx";
  return text.includes("<gpx") ? "gpx" : undefined;
}
