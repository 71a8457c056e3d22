import * as z from "zod";
import type { Gear, GearReminder } from "../intervals/gear.ts";
import { UntrustedText } from "../intervals/untrusted-text.ts";
import { quote } from "./quote.ts";
import { type Column, formatFacts } from "./table.ts";
import { distanceIn, formatHours, round, type Units } from "./units.ts";

const optional = z.number().optional();

/**
 * A maintenance reminder: the interval after which it is due, and how much of it has been used since the last reset.
 */
export const Reminder = z.object({
  reminder_id: z.number(),
  text: UntrustedText.optional(),
  every_meters: optional,
  every_seconds: optional,
  every_activities: optional,
  every_days: optional,
  used_meters: optional,
  used_seconds: optional,
  used_activities: optional,
  used_days: optional,
  used_percent: optional,
  snoozed_until: z.string().optional(),
});
export type Reminder = z.output<typeof Reminder>;

/** A bike, shoes or a component, with its total use. Dates are local. */
export const GearItem = z.object({
  gear_id: z.string(),
  type: z.string().optional(),
  name: UntrustedText.optional(),
  /** The gear that this is a component of. */
  part_of: z.string().optional(),
  distance_meters: optional,
  time_seconds: optional,
  activities: optional,
  purchased: z.string().optional(),
  /** The day it was taken out of use. */
  retired: z.string().optional(),
  notes: UntrustedText.optional(),
  reminders: z.array(Reminder),
});
export type GearItem = z.output<typeof GearItem>;

/**
 * `all` is the athlete's whole gear, searched for the item that this is a component of. Units: docs/intervals-api.md,
 * Q80.
 */
export function toGearItem(gear: Gear, all: readonly Gear[] = []): GearItem {
  return {
    gear_id: gear.id,
    type: gear.type,
    name: gear.name,
    part_of: all.find(({ component_ids }) => component_ids?.includes(gear.id))?.id,
    distance_meters: gear.distance,
    time_seconds: gear.time,
    activities: gear.activities,
    purchased: gear.purchased?.slice(0, 10),
    retired: gear.retired?.slice(0, 10) || undefined,
    notes: gear.notes || undefined,
    reminders: (gear.reminders ?? []).map(toReminder),
  };
}

/** Distances in m, times in s. */
export function toReminder(reminder: GearReminder): Reminder {
  // The API sends 0 for a limit that is not set, and an amount used of it nevertheless.
  const limit = (every: number | undefined) => every || undefined;
  const used = (every: number | undefined, sinceReset: number | undefined) => (every ? sinceReset : undefined);
  return {
    reminder_id: reminder.id,
    text: reminder.name,
    every_meters: limit(reminder.distance),
    every_seconds: limit(reminder.time),
    every_activities: limit(reminder.activities),
    every_days: limit(reminder.days),
    used_meters: used(reminder.distance, reminder.distance_used),
    used_seconds: used(reminder.time, reminder.time_used),
    used_activities: used(reminder.activities, reminder.activities_used),
    used_days: used(reminder.days, reminder.days_used),
    used_percent: reminder.percent_used,
    snoozed_until: reminder.snoozed_until?.slice(0, 10),
  };
}

/** Distances in the athlete's units. */
export function gearColumns(units: Units): Column<GearItem>[] {
  return [
    { header: "gear_id", cell: (gear) => gear.gear_id },
    { header: "type", cell: (gear) => gear.type },
    { header: "name", cell: (gear) => gear.name && quote(gear.name, 80) },
    { header: "part of", cell: (gear) => gear.part_of },
    {
      header: `distance ${units.distance}`,
      cell: (gear) => (gear.distance_meters === undefined ? undefined : round(distanceIn(units, gear.distance_meters))),
    },
    { header: "time", cell: (gear) => (gear.time_seconds === undefined ? undefined : formatHours(gear.time_seconds)) },
    { header: "activities", cell: (gear) => gear.activities },
    { header: "purchased", cell: (gear) => gear.purchased },
    { header: "retired", cell: (gear) => gear.retired },
    { header: "notes", cell: (gear) => gear.notes && quote(gear.notes, 120) },
  ];
}

/** One piece of gear as `name: value` lines. */
export function formatGear(gear: GearItem, units: Units): string {
  return formatFacts(gearColumns(units).map(({ header, cell }) => [header, cell(gear)] as const));
}

/** `reminder 12 «Overhaul»: 81% used, 16123 of 20000 km` */
export function formatReminder(reminder: Reminder, units: Units): string {
  const distance = (meters: number) => round(distanceIn(units, meters));
  const hours = (seconds: number) => round(seconds / 3600, 1);
  const count = (value: number) => value;
  const amounts = [
    formatUse({ used: reminder.used_meters, every: reminder.every_meters, toUnit: distance, unit: units.distance }),
    formatUse({ used: reminder.used_seconds, every: reminder.every_seconds, toUnit: hours, unit: "h" }),
    formatUse({ used: reminder.used_activities, every: reminder.every_activities, toUnit: count, unit: "activities" }),
    formatUse({ used: reminder.used_days, every: reminder.every_days, toUnit: count, unit: "days" }),
  ];
  const percent = reminder.used_percent;
  const state = [
    percent !== undefined && (percent >= 100 ? `DUE, ${round(percent)}% used` : `${round(percent)}% used`),
    ...amounts,
    reminder.snoozed_until && `snoozed until ${reminder.snoozed_until}`,
  ].filter(Boolean);
  return `reminder ${reminder.reminder_id} ${quote(reminder.text ?? "", 80)}: ${state.join(", ") || "no limit set"}`;
}

interface Use {
  used: number | undefined;
  every: number | undefined;
  toUnit: (value: number) => number;
  unit: string;
}

function formatUse({ used, every, toUnit, unit }: Use): string | undefined {
  if (every === undefined) return undefined;
  return used === undefined ? `every ${toUnit(every)} ${unit}` : `${toUnit(used)} of ${toUnit(every)} ${unit}`;
}
