/** Control, format, private-use and lone surrogate characters: nothing a person meant to write is among them. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Emoji are joined and coloured by two of them. */
const JOINERS = /[\u200d\ufe0f]/;
const KEPT_IN_FILES = /[\t\r\n]|\u200d|\ufe0f/;

/**
 * Text that people wrote (names, notes, messages), as it may stand in an answer: on one line, without invisible
 * characters, capped, in quotation marks that it cannot close. A model reads it as data, whoever wrote it.
 */
export function quote(text: string, longest = 200): string {
  const plain = clean(text).replaceAll("»", "›").replaceAll("«", "‹");
  const short = [...plain].length > longest ? `${[...plain].slice(0, longest).join("")}…` : plain;
  return `«${short}»`;
}

/** The same for text that must keep its lines, such as a workout's description. */
export function quoteLines(text: string, longest = 2000): string {
  return text
    .slice(0, longest * 4)
    .split(/\r?\n/)
    .map((line) => clean(line))
    .join("\n")
    .slice(0, longest)
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

/** A file as it is but for invisible characters, between marks that it does not contain itself. */
export function quoteFile(text: string): string {
  const plain = text.replace(INVISIBLE, (character) => (KEPT_IN_FILES.test(character) ? character : ""));
  const longest = Math.max(2, ...(plain.match(/`+/g) ?? []).map(({ length }) => length));
  const mark = "`".repeat(longest + 1);
  return `${mark}\n${plain.replace(/\n$/, "")}\n${mark}`;
}

/** Without invisible characters, on one line. */
export function clean(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, " ")
    .replace(INVISIBLE, (character) => (JOINERS.test(character) ? character : ""))
    .trim();
}
