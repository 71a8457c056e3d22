/** Repeats in repeats, which the language does not have: the inner one is written out. */
import { type Correction, type Document, kindAt } from "./document.ts";

/** More lines nobody wants to read. */
const MOST_LINES = 50;

/** The lines as often as they are done; null where there are none or too many. */
export function writtenOut(lines: readonly string[], reps: number): string[] | null {
  return lines.length === 0 || reps * lines.length > MOST_LINES
    ? null
    : Array.from({ length: reps }, () => lines).flat();
}

/** In place of the header of an inner repeat and the steps indented beneath it: these steps, as often as it says. */
export function nestedAt(document: Document, header: number, reps: number): Correction | null {
  const depth = depthOf(document, header);
  let last = header;
  while (last - header <= MOST_LINES && kindAt(document, last + 1) === "step" && depthOf(document, last + 1) > depth)
    last++;
  const lines = writtenOut(
    document.source.slice(header + 1, last + 1).map((line) => line.trim()),
    reps,
  );
  return lines === null ? null : { lines, last };
}

/** How far a line is indented. */
export function depthOf({ source }: Document, i: number): number {
  const line = source[i] ?? "";
  return line.length - line.trimStart().length;
}
