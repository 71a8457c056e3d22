import type { Intervals } from "../intervals/client.ts";
import { openFile, type RemoteFile } from "./file.ts";

/** What fits into an answer besides everything else: about ten thousand tokens. */
const MOST_CHARACTERS = 40_000;

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
