/** The replacement of a line. */
export interface Edit {
  /** Null if only the author can correct the line. */
  lines: readonly string[] | null;
  /** A blank line must be inserted before the lines. */
  blankBefore?: boolean;
  /** A blank line must be inserted after the lines. */
  blankAfter?: boolean;
  /** The index of the last replaced line, if more than one line is replaced. */
  last?: number;
}

/** The text that replaces the line; null if nothing changes. */
export function textOfEdit({ lines, blankBefore, blankAfter, last }: Edit, source: string): string | null {
  if (lines === null) return null;
  const text = `${blankBefore ? "\n" : ""}${lines.join("\n")}${blankAfter ? "\n" : ""}`;
  return text === source && last === undefined ? null : text;
}
