import * as z from "zod";
import { CustomItem, toCustomItem } from "../../training/custom-items.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";
import { checkContent, ItemName, ItemType, itemFields } from "./custom-item-fields.ts";
import { renderItem } from "./custom-item-view.ts";

export const createCustomItem = defineTool({
  name: "icu_create_custom_item",
  title: "Add a custom item",
  description:
    'ADDS a custom item. INPUT_FIELD (wellness), ACTIVITY_FIELD and INTERVAL_FIELD need content {"code":"AlcoholUnits","type":"numeric|text|select","aggregate":"MIN|SUM|MAX|AVERAGE"}; charts and panels (FITNESS_CHART, ACTIVITY_PANEL …) do not.',
  effect: "write",
  repeat: "replay",
  input: z.object({
    name: ItemName,
    item_type: ItemType,
    ...itemFields,
    content: itemFields.content.optional(),
    athlete_id: AthleteId,
  }),
  output: z.object({ item: CustomItem }),

  async run({ name, item_type: type, description, content, visibility }, { intervals }) {
    checkContent(type, content);
    const isTaken = (await intervals.listCustomItems()).find(
      (item) => item.type === type && content?.code !== undefined && item.content?.code === content.code,
    );
    if (isTaken) {
      throw new ToolInputError(
        `content.code: item ${isTaken.id} already has this code. Use another code, or change that item with icu_update_custom_item.`,
      );
    }
    const item = await intervals.createCustomItem({
      name,
      type,
      ...(description !== undefined && { description }),
      ...(content && { content }),
      ...(visibility && { visibility }),
    });
    return { item: toCustomItem(item) };
  },

  render: ({ item }, view) => paragraphs(header("Added a custom item", view), renderItem(item)),
});
