/** Control, format, private-use and lone surrogate characters, which can hide text from the reader. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Zero-width joiner and variation selector, which are part of emoji. */
const JOINERS = /[\u200d\ufe0f]/;
const ALLOWED_IN_FILES = /[\t\r\n]|\u200d|\ufe0f/;

/**
 * Quotes text that people wrote (names, notes, messages), so that a model treats it as data: one line, without
 * invisible characters, at most `maxLength` characters, in quotation marks that the text cannot close.
 */
export function quote(text: string, maxLength = 200): string {
  const plain = clean(text).replaceAll("»", "›").replaceAll("«", "‹");
  const short = [...plain].length > maxLength ? `${[...plain].slice(0, maxLength).join("")}…` : plain;
  return `«${short}»`;
}

/** Like `quote`, for text that must keep its lines, such as a workout's description: each line begins with `> `. */
export function quoteLines(text: string, maxLength = 2000): string {
  return text
    .slice(0, maxLength * 4)
    .split(/\r?\n/)
    .map((line) => clean(line))
    .join("\n")
    .slice(0, maxLength)
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

/** Puts a file without invisible characters into a code fence that is longer than any run of backticks in it. */
export function quoteFile(text: string): string {
  const plain = text.replace(INVISIBLE, (character) => (ALLOWED_IN_FILES.test(character) ? character : ""));
  const longestRun = Math.max(2, ...(plain.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longestRun + 1);
  return `${fence}\n${plain.replace(/\n$/, "")}\n${fence}`;
}

/** Removes invisible characters and joins lines. */
export function clean(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, " ")
    .replace(INVISIBLE, (character) => (JOINERS.test(character) ? character : ""))
    .trim();
}
