import * as z from "zod";
import type { UntrustedText } from "../../intervals/untrusted-text.ts";
import { quote } from "../../training/quote.ts";

/** A field of a written record: its value before, and the value that Intervals.icu returned. */
export const FieldChange = z.object({
  field: z.string(),
  before: z.union([z.string(), z.number(), z.boolean()]).optional(),
  after: z.union([z.string(), z.number(), z.boolean()]).optional(),
});
export type FieldChange = z.output<typeof FieldChange>;

/** Fields as they are shown: text that people wrote is in quotation marks. Lists are left out. */
type ShownFields = Record<string, string | number | boolean | readonly unknown[] | undefined>;

/** One entry per field of either record, including unchanged ones. */
export function changesBetween(before: ShownFields, after: ShownFields): FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields.map((field) => ({ field, before: toScalar(before[field]), after: toScalar(after[field]) }));
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
export function withNameQuoted<Named extends { name?: UntrustedText | undefined }>({
  name,
  ...record
}: Named): Omit<Named, "name"> & { name: string | undefined } {
  return { ...record, name: name === undefined ? undefined : quote(name, 80) };
}

export function toScalar(value: unknown): string | number | boolean | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
}
