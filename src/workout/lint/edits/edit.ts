/** What should stand in place of a line. */

export interface Edit {
  /** Null where only the writer knows. */
  lines: readonly string[] | null;
  /** A blank line is missing before or after them. */
  blankBefore?: boolean;
  blankAfter?: boolean;
  /** Index of the last line that they replace, where that is more than one. */
  last?: number;
}

/** The text to put in place of the line; null where nothing changes. */
export function textOfEdit({ lines, blankBefore, blankAfter, last }: Edit, source: string): string | null {
  if (lines === null) return null;
  const text = `${blankBefore ? "\n" : ""}${lines.join("\n")}${blankAfter ? "\n" : ""}`;
  return text === source && last === undefined ? null : text;
}
