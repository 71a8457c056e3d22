import { readStart } from "../bounded-body.ts";
import type { Intervals } from "../intervals/client.ts";
import { readWholeFile } from "../intervals/file-content.ts";
import { visibleText } from "../intervals/visible-text.ts";
import { openFile, type RemoteFile } from "./remote-file.ts";

/** Our choice: about ten thousand tokens. */
const MAX_CHARACTERS = 40_000;

/** UTF-8 has at most 4 bytes per character. */
const MAX_BYTES = 4 * MAX_CHARACTERS;

/** Reads a whole file into memory. @throws IntervalsError `unreadable` if it is too large */
export async function readBytes(intervals: Intervals, file: RemoteFile): Promise<Uint8Array> {
  const { body } = await openFile(intervals, file);
  return readWholeFile(body);
}

/**
 * Reads the beginning of a text file, without invisible characters, and stops the download after `MAX_CHARACTERS`.
 * @throws IntervalsError
 */
export async function readBeginning(intervals: Intervals, file: RemoteFile) {
  const { name, body } = await openFile(intervals, file);
  const { bytes, isCut } = await readStart(body, { maxBytes: MAX_BYTES });
  const text = visibleText(new TextDecoder().decode(bytes));
  const is_cut = isCut || text.length > MAX_CHARACTERS;
  return { name, text: is_cut ? cutAtLineEnd(text.slice(0, MAX_CHARACTERS)) : text, is_cut };
}

/** A truncated row could end in a wrong number. */
const cutAtLineEnd = (text: string) => text.slice(0, text.lastIndexOf("\n") + 1) || text;
