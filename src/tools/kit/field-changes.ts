import * as z from "zod";
import { quote } from "../../training/quote.ts";

/** A field of a written record: its value before, and the value that Intervals.icu returned. */
export const FieldChange = z.object({
  field: z.string(),
  before: z.union([z.string(), z.number(), z.boolean()]).optional(),
  after: z.union([z.string(), z.number(), z.boolean()]).optional(),
});
export type FieldChange = z.output<typeof FieldChange>;

/** One entry per field of either record, including unchanged ones. */
export function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.map((field) => ({ field, before: scalar(before[field]), after: scalar(after[field]) }));
}

export function formatChanges(changes: readonly FieldChange[]): string {
  const shown = (value: FieldChange["before"]) => (value === undefined ? "unset" : String(value));
  return changes
    .map(({ field, before, after }) =>
      before === after ? `${field}: ${shown(after)} (unchanged)` : `${field}: ${shown(before)} → ${shown(after)}`,
    )
    .join("\n");
}

/** Quotes the name, which is user-written text. */
export function withNameQuoted<Named extends { name?: string | undefined }>(record: Named): Named {
  return record.name === undefined ? record : { ...record, name: quote(record.name, 80) };
}

function scalar(value: unknown): string | number | boolean | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
}
