import * as z from "zod";
import { formatGear, formatReminder, GearItem, toGearItem } from "../../training/gear.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { GearId } from "./gear-fields.ts";

export const deleteGear = defineTool({
  name: "icu_delete_gear",
  title: "Delete gear",
  description: "DELETES one piece of gear and its reminders. To keep its history, retire it with icu_update_gear.",
  effect: "delete",
  idempotent: true,
  input: z.object({ gear_id: GearId, athlete_id: AthleteId }),
  output: z.object({ deleted: GearItem }),

  plan: async ({ gear_id }, { intervals }) => ({ deleted: toGearItem(await intervals.getGear(gear_id)) }),

  preview: ({ deleted }, { units }) =>
    `This will delete this gear and its ${deleted.reminders.length} reminders:\n${formatGear(deleted, units)}`,

  async run(plan, { intervals }) {
    await intervals.deleteGear(plan.deleted.gear_id);
    return plan;
  },

  render: ({ deleted }, view) =>
    paragraphs(
      header("Deleted gear", view),
      formatGear(deleted, view.units),
      deleted.reminders.map((reminder) => formatReminder(reminder, view.units)).join("\n"),
      "It can be added again with icu_create_gear, but distance and time start at zero.",
    ),
});
