import * as z from "zod";
import { CustomItem, toCustomItem } from "../../training/custom-items.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { ItemId } from "./custom-item-fields.ts";
import { renderContent, renderItem } from "./custom-item-view.ts";

export const deleteCustomItem = defineTool({
  name: "icu_delete_custom_item",
  title: "Delete a custom item",
  description: "PERMANENTLY DELETES a custom field, chart or panel.",
  effect: "erase",
  idempotent: true,
  input: z.object({ item_id: ItemId, athlete_id: AthleteId }),
  output: z.object({ deleted: CustomItem, content: z.record(z.string(), z.unknown()).optional() }),

  async plan({ item_id }, { intervals }) {
    const item = await intervals.getCustomItem(item_id);
    return { deleted: toCustomItem(item), content: item.content };
  },

  preview: ({ deleted }) => `This will permanently delete this custom item:\n${renderItem(deleted)}`,

  async run(plan, { intervals }) {
    await intervals.deleteCustomItem(plan.deleted.item_id);
    return plan;
  },

  render: ({ deleted, content }, view) =>
    paragraphs(
      header("Deleted a custom item", view),
      renderItem(deleted),
      renderContent(content),
      "To create it again, use icu_create_custom_item with these values.",
    ),
});
