import * as z from "zod";
import { CustomItem, toCustomItem } from "../../training/custom-items.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { ItemId } from "./custom-item-fields.ts";
import { renderContent, renderItem } from "./custom-item-view.ts";

export const getCustomItem = defineTool({
  name: "icu_get_custom_item",
  title: "One custom item",
  description: "ONE custom item with its full content: the definition of a field or chart.",
  effect: "read",
  input: z.object({ item_id: ItemId, athlete_id: AthleteId }),
  output: z.object({ item: CustomItem, content: z.record(z.string(), z.unknown()).optional() }),

  async run({ item_id }, { intervals }) {
    const item = await intervals.getCustomItem(item_id);
    return { item: toCustomItem(item), content: item.content };
  },

  render: ({ item, content }, view) =>
    paragraphs(header("Custom item", view), renderItem(item), renderContent(content)),
});
