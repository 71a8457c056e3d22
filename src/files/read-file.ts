import type { Intervals } from "../intervals/client.ts";
import { failWith } from "../intervals/failure.ts";
import { openFile, type RemoteFile } from "./remote-file.ts";

/** Our choice: about ten thousand tokens. */
const MAX_CHARACTERS = 40_000;

/** Our choice: five times the size of a 24-hour recording. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Reads a whole file into memory. @throws IntervalsError `unreadable` if it is too large */
export async function readBytes(intervals: Intervals, file: RemoteFile): Promise<Uint8Array> {
  const { body } = await openFile(intervals, file);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > MAX_BYTES) failWith({ kind: "unreadable", detail: "the file is larger than 16 MiB" });
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Reads the beginning of a text file and stops the download after `MAX_CHARACTERS`. @throws IntervalsError */
export async function readBeginning(intervals: Intervals, file: RemoteFile) {
  const { name, body } = await openFile(intervals, file);
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { name, text, is_cut: false };
    text += value;
    if (text.length > MAX_CHARACTERS) {
      await reader.cancel();
      return { name, text: cutAtLineEnd(text.slice(0, MAX_CHARACTERS)), is_cut: true };
    }
  }
}

/** A truncated row could end in a wrong number. */
const cutAtLineEnd = (text: string) => text.slice(0, text.lastIndexOf("\n") + 1) || text;
