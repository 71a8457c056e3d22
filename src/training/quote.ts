import { charactersOf, type UntrustedText } from "../intervals/untrusted-text.ts";
import { visibleText } from "../intervals/visible-text.ts";

/**
 * Quotes text that people wrote (names, notes, messages), so that a model treats it as data: one line, without
 * invisible characters, at most `maxLength` characters, in quotation marks that the text cannot close.
 */
export function quote(text: string | UntrustedText, maxLength = 200): string {
  const plain = clean(text).replaceAll("»", "›").replaceAll("«", "‹");
  const short = [...plain].length > maxLength ? `${[...plain].slice(0, maxLength).join("")}…` : plain;
  return `«${short}»`;
}

/** Like `quote`, for text that must keep its lines, such as a workout's description: each line begins with `> `. */
export function quoteLines(text: string | UntrustedText, maxLength = 2000): string {
  const visible = visibleText(plain(text).slice(0, maxLength * 4)).slice(0, maxLength);
  // The cut may have halved a character.
  return visibleText(visible)
    .split("\n")
    .map((line) => `> ${line.trim()}`.trimEnd())
    .join("\n");
}

/** Puts a file without invisible characters into a code fence that is longer than any run of backticks in it. */
export function quoteFile(text: string): string {
  const plain = visibleText(text);
  const longestRun = Math.max(2, ...(plain.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longestRun + 1);
  return `${fence}\n${plain.replace(/\n$/, "")}\n${fence}`;
}

/** A single word as it is, any other text in quotation marks: for names of fields, of which some are text that people wrote. */
export const quoteUnlessWord = (text: string): string => (/^\w{1,40}$/.test(text) ? text : quote(text, 40));

/** Removes invisible characters and joins lines. */
export function clean(text: string | UntrustedText): string {
  return visibleText(plain(text))
    .replace(/[\n\t]+/g, " ")
    .trim();
}

const plain = (text: string | UntrustedText): string => (typeof text === "string" ? text : charactersOf(text));
