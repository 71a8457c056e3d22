import type { Intervals } from "../intervals/client.ts";
import { failWith } from "../intervals/failure.ts";
import { openFile, type RemoteFile } from "./remote-file.ts";

/** What fits into an answer besides everything else: about ten thousand tokens. */
const MOST_CHARACTERS = 40_000;

/** A recording of a day's length is a fifth of this. */
const MOST_BYTES = 16 * 1024 * 1024;

/** A whole file, for what must be seen as a whole. @throws IntervalsError `unreadable` when it is too large */
export async function readBytes(intervals: Intervals, file: RemoteFile): Promise<Uint8Array> {
  const { body } = await openFile(intervals, file);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > MOST_BYTES) failWith({ kind: "unreadable", detail: "the file is larger than 16 MiB" });
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** The beginning of a text file. What goes beyond `MOST_CHARACTERS` is not even fetched. @throws IntervalsError */
export async function readBeginning(intervals: Intervals, file: RemoteFile) {
  const { name, body } = await openFile(intervals, file);
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { name, text, is_cut: false };
    text += value;
    if (text.length > MOST_CHARACTERS) {
      await reader.cancel();
      return { name, text: wholeLines(text.slice(0, MOST_CHARACTERS)), is_cut: true };
    }
  }
}

/** Half a row of a table would be a wrong number. */
const wholeLines = (text: string) => text.slice(0, text.lastIndexOf("\n") + 1) || text;
