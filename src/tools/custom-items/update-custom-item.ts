import * as z from "zod";
import { CustomItem, toCustomItem } from "../../training/custom-items.ts";
import { quote } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { changesBetween, FieldChange, formatChanges } from "../kit/field-changes.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";
import { checkContent, ItemId, ItemName, ItemType, itemFields } from "./custom-item-fields.ts";
import { renderContent, renderItem } from "./custom-item-view.ts";

export const updateCustomItem = defineTool({
  name: "icu_update_custom_item",
  title: "Change or rename a custom item",
  description:
    "CHANGES one custom field, chart or other item: only the fields you give. content is merged key by key; null removes a key.",
  effect: "write",
  idempotent: true,
  input: z.object({
    item_id: ItemId,
    name: ItemName.optional(),
    item_type: ItemType.optional(),
    ...itemFields,
    content: itemFields.content.optional(),
    athlete_id: AthleteId,
  }),
  output: z.object({
    item: CustomItem,
    changes: z.array(FieldChange),
    content: z.record(z.string(), z.unknown()).optional(),
    /** Keys of the content that were not given and stay unchanged. */
    unchanged_content: z.array(z.string()),
  }),

  async run({ item_id, athlete_id: _, item_type, content, ...fields }, { intervals }) {
    if ([item_type, content, ...Object.values(fields)].every((value) => value === undefined)) {
      throw new ToolInputError("Give at least one field to change, such as name or content.");
    }
    const before = await intervals.getCustomItem(item_id);
    const merged = content && mergedContent(before.content, content);
    checkContent(item_type ?? before.type, merged ?? before.content);
    const { name, description, visibility } = fields;
    const after = await intervals.updateCustomItem(item_id, {
      ...(name !== undefined && { name }),
      ...(item_type && { type: item_type }),
      ...(description !== undefined && { description }),
      ...(visibility && { visibility }),
      ...(merged && { content: merged }),
    });
    return {
      item: toCustomItem(after),
      changes: changesBetween(quoted(toCustomItem(before)), quoted(toCustomItem(after))).filter(
        ({ before, after }) => before !== after,
      ),
      content: content && after.content,
      unchanged_content: content ? Object.keys(before.content ?? {}).filter((key) => !(key in content)) : [],
    };
  },

  render: ({ item, changes, content, unchanged_content }, view) =>
    paragraphs(
      header("Changed a custom item", view),
      changes.length > 0 && formatChanges(changes),
      unchanged_content.length > 0 &&
        `Content keys that you did not give are unchanged: ${unchanged_content.map((key) => quote(key, 40)).join(", ")}.`,
      renderItem(item),
      renderContent(content),
    ),
});

/** The server replaces the content as a whole, so the keys that stay must be sent too. */
function mergedContent(before: Record<string, unknown> = {}, wanted: Record<string, unknown>) {
  return Object.fromEntries(Object.entries({ ...before, ...wanted }).filter(([, value]) => value !== null));
}

/** The item with user-written text in quotes. */
function quoted({ name, description, code, value_type, aggregate, ...item }: CustomItem) {
  return {
    name: name && quote(name, 80),
    ...item,
    code: code && quote(code, 60),
    value_type: value_type && quote(value_type, 30),
    aggregate: aggregate && quote(aggregate, 30),
    description: description && quote(description, 200),
  };
}
