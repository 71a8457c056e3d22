import * as z from "zod";
import { formatGear, formatReminder, GearItem, toGearItem } from "../../training/gear.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { GearId } from "./gear-fields.ts";

export const deleteGear = defineTool({
  name: "icu_delete_gear",
  title: "Delete gear",
  description: "DELETES one piece of gear with its reminders; to keep its history, retire it with icu_update_gear.",
  effect: "delete",
  idempotent: true,
  input: z.object({ gear_id: GearId, athlete_id: AthleteId }),
  output: z.object({ deleted: GearItem }),

  async preview({ gear_id }, { intervals, units }) {
    const gear = toGearItem(await intervals.getGear(gear_id));
    return `This deletes the gear ${formatGear(gear, units)}, with ${gear.reminders.length} reminders.`;
  },

  async run({ gear_id }, { intervals }) {
    const gear = await intervals.getGear(gear_id);
    await intervals.deleteGear(gear_id);
    return { deleted: toGearItem(gear) };
  },

  render: ({ deleted }, view) =>
    paragraphs(
      header("Deleted gear", view),
      formatGear(deleted, view.units),
      deleted.reminders.map((reminder) => formatReminder(reminder, view.units)).join("\n"),
      "Added again with icu_create_gear it would begin at zero.",
    ),
});
