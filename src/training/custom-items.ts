import * as z from "zod";
import type { CustomItem as Raw } from "../intervals/custom-items.ts";
import { UntrustedText, untrustedText } from "../intervals/untrusted-text.ts";
import { quote } from "./quote.ts";
import type { Column } from "./table.ts";

/** A field, chart, panel or set of zones that the athlete added to Intervals.icu (docs/intervals-api.md, Q81). */
export const CustomItem = z.object({
  item_id: z.number(),
  type: z.string(),
  name: UntrustedText.optional(),
  description: UntrustedText.optional(),
  /** The key that holds a custom field's value in a record. */
  code: UntrustedText.optional(),
  value_type: UntrustedText.optional(),
  aggregate: UntrustedText.optional(),
  visibility: z.string().optional(),
  usage_count: z.number().optional(),
});
export type CustomItem = z.output<typeof CustomItem>;

/** `code`, `value_type` and `aggregate` are only set for custom fields. */
export function toCustomItem({ id, type, name, description, content, visibility, usage_count }: Raw): CustomItem {
  const text = (value: unknown) => (typeof value === "string" ? untrustedText(value) : undefined);
  return {
    item_id: id,
    type,
    name,
    description: description || undefined,
    code: text(content?.code),
    value_type: text(content?.type),
    aggregate: text(content?.aggregate),
    visibility,
    usage_count,
  };
}

export const customItemColumns: Column<CustomItem>[] = [
  { header: "item_id", cell: (item) => item.item_id },
  { header: "type", cell: (item) => item.type },
  { header: "name", cell: (item) => item.name && quote(item.name, 80) },
  { header: "code", cell: (item) => item.code && quote(item.code, 60) },
  { header: "value type", cell: (item) => item.value_type && quote(item.value_type, 30) },
  { header: "aggregate", cell: (item) => item.aggregate && quote(item.aggregate, 30) },
  { header: "visible to", cell: (item) => item.visibility },
  { header: "usage count", cell: (item) => item.usage_count },
  { header: "description", cell: (item) => item.description && quote(item.description, 200) },
];
