import * as z from "zod";
import { failWith } from "../../intervals/failure.ts";
import type { Gear } from "../../intervals/gear.ts";
import { formatReminder, GearItem, Reminder, toGearItem, toReminder } from "../../training/gear.ts";
import { quote } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";
import { GearId } from "./gear-fields.ts";
import { hasLimit, LIMITS_HELP, ReminderText, reminderLimits, toReminderLimits } from "./reminder-fields.ts";

export const updateGearReminder = defineTool({
  name: "icu_update_gear_reminder",
  title: "Change a gear reminder",
  description:
    "CHANGES a gear reminder: text, limits (0 removes one), reset=true once the work is done, snooze_days to postpone it.",
  effect: "write",
  idempotent: true,
  input: z.object({
    gear_id: GearId,
    reminder_id: z.int().min(1).max(2_147_483_647),
    text: ReminderText.optional(),
    ...reminderLimits,
    reset: z.boolean().optional(),
    snooze_days: z.int().min(0).max(3650).optional(),
    athlete_id: AthleteId,
  }),
  output: z.object({ gear: GearItem, before: Reminder, reminder: Reminder }),

  async run({ gear_id, reminder_id, text, reset = false, snooze_days = 0, athlete_id: _, ...limits }, { intervals }) {
    const given = { ...(text !== undefined && { name: text }), ...toReminderLimits(limits) };
    if (Object.keys(given).length === 0 && !reset && snooze_days === 0) {
      throw new ToolInputError("Give at least one of text, a limit, reset and snooze_days.");
    }
    const before = reminderIn(await intervals.getGear(gear_id), reminder_id);
    const { name = "", distance = 0, time = 0, activities = 0, days = 0 } = before;
    // Send all fields: it is not known whether the server keeps those that are missing.
    const wanted = { name, distance, time, activities, days, ...given };
    if (!hasLimit(wanted)) throw new ToolInputError(LIMITS_HELP);
    const gear = await intervals.updateGearReminder(
      { gearId: gear_id, reminderId: reminder_id },
      {
        ...wanted,
        reset,
        snoozeDays: snooze_days,
      },
    );
    const after = reminderIn(gear, reminder_id);
    return { gear: toGearItem(gear), before: toReminder(before), reminder: toReminder(after) };
  },

  render: ({ gear, before, reminder }, view) =>
    paragraphs(
      header(`Changed a reminder of ${gear.gear_id} ${quote(gear.name ?? "", 80)}`, view),
      `before: ${formatReminder(before, view.units)}\nafter: ${formatReminder(reminder, view.units)}`,
    ),
});

const reminderIn = ({ reminders }: Gear, reminderId: number) =>
  reminders?.find(({ id }) => id === reminderId) ?? failWith({ kind: "not_found" });
