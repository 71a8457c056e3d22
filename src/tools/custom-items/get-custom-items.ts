import * as z from "zod";
import { CustomItem, customItemColumns, toCustomItem } from "../../training/custom-items.ts";
import { formatTable } from "../../training/table.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";

export const getCustomItems = defineTool({
  name: "icu_get_custom_items",
  title: "Custom fields and charts",
  description:
    "LISTS the custom items that the athlete added to Intervals.icu: fields with their codes, charts, panels, streams, zones.",
  effect: "read",
  input: z.object({ athlete_id: AthleteId }),
  output: z.object({ items: z.array(CustomItem) }),

  run: async (_, { intervals }) => ({ items: (await intervals.listCustomItems()).map(toCustomItem) }),

  render: ({ items }, view) =>
    paragraphs(
      header("Custom items", view),
      items.length === 0 ? "No custom items." : formatTable(customItemColumns, items),
    ),
});
