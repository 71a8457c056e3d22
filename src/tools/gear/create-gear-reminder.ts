import * as z from "zod";
import { formatReminder, GearItem, Reminder, toGearItem, toReminder } from "../../training/gear.ts";
import { quote } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";
import { GearId } from "./gear-fields.ts";
import { hasLimit, LIMITS_HELP, ReminderText, reminderLimits, toReminderLimits } from "./reminder-fields.ts";

export const createGearReminder = defineTool({
  name: "icu_create_gear_reminder",
  title: "Add a gear reminder",
  description: "ADDS a maintenance reminder to gear, due after a number of km, hours, activities or days.",
  effect: "write",
  repeat: "replay",
  input: z.object({ gear_id: GearId, text: ReminderText, ...reminderLimits, athlete_id: AthleteId }),
  output: z.object({ gear: GearItem, reminder: Reminder }),

  async run({ gear_id, text, athlete_id: _, ...limits }, { intervals }) {
    const wanted = toReminderLimits(limits);
    if (!hasLimit({ distance: 0, time: 0, activities: 0, days: 0, ...wanted })) throw new ToolInputError(LIMITS_HELP);
    const { gear, reminder } = await intervals.createGearReminder(gear_id, { name: text, ...wanted });
    return { gear: toGearItem(gear), reminder: toReminder(reminder) };
  },

  render: ({ gear, reminder }, view) =>
    paragraphs(
      header(`Added a reminder to ${gear.gear_id} ${quote(gear.name ?? "", 80)}`, view),
      formatReminder(reminder, view.units),
    ),
});
