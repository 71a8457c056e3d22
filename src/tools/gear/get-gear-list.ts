import * as z from "zod";
import { formatReminder, GearItem, gearColumns, toGearItem } from "../../training/gear.ts";
import { formatTable } from "../../training/table.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";

export const getGearList = defineTool({
  name: "icu_get_gear_list",
  title: "Gear",
  description:
    "All GEAR (bikes, shoes, components): distance, time, activities, whether it is retired, and maintenance reminders with their progress.",
  effect: "read",
  input: z.object({ athlete_id: AthleteId }),
  output: z.object({ gear: z.array(GearItem) }),

  async run(_, { intervals }) {
    const all = await intervals.listGear();
    const gear = all.map((one) => toGearItem(one, all));
    return { gear: [...gear.filter(({ retired }) => !retired), ...gear.filter(({ retired }) => retired)] };
  },

  render: ({ gear }, view) =>
    paragraphs(
      header("Gear", view),
      gear.length === 0 ? "No gear." : formatTable(gearColumns(view.units), gear),
      gear
        .flatMap(({ gear_id, reminders }) => reminders.map((one) => `${gear_id}, ${formatReminder(one, view.units)}`))
        .join("\n"),
    ),
});
