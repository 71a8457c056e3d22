import { formatDay } from "../../training/dates.ts";
import { quote } from "../../training/quote.ts";
import type { View } from "./define-tool.ts";

/** First line of every answer: what it is, whose it is when that is not obvious, and what day it is there. */
export function header(title: string, { subject, today }: View): string {
  const whose = subject.isDefault ? "" : ` of ${quote(subject.name, 60)} (${subject.id})`;
  return `${title}${whose} · today is ${formatDay(today)} (${subject.timeZone})`;
}

/** Paragraphs of an answer, empty ones left out. */
export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== "").join("\n\n");
}

/** What the reader must not miss, one line each. */
export function formatNotes(notes: readonly string[]): string {
  return notes.map((note) => `Attention: ${note}`).join("\n");
}
