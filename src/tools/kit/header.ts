import { formatDay } from "../../training/dates.ts";
import type { View } from "./define-tool.ts";
import { whoseOf } from "./subject.ts";

/** The first line of every answer: what it is, whose data it is unless it is the user's own, and their local date. */
export function header(title: string, { subject, today }: View): string {
  const whose = whoseOf(subject);
  return `${title}${whose === undefined ? "" : ` of ${whose}`} · today is ${formatDay(today)} (${subject.timeZone})`;
}

/** Joins the paragraphs of an answer without empty ones. */
export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== "").join("\n\n");
}

/** Notes about a result, one per line. */
export function formatNotes(notes: readonly string[]): string {
  return notes.map((note) => `Note: ${note}`).join("\n");
}
