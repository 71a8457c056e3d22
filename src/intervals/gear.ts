import * as z from "zod";
import type { Json } from "./change-log.ts";
import { createWithLookup } from "./create-with-lookup.ts";
import { editableFields } from "./editable-fields.ts";
import { failWith } from "./failure.ts";
import { type ApiContext, deleteOne, readRecords, updateOne } from "./journaled-write.ts";
import { type Get, path } from "./request-spec.ts";
import { findInList, type RestoreAdapter, recreateRecord, restoreByPath } from "./restore-adapter.ts";
import { date, flag, id, listOf, number, optionalField, text, word, words } from "./schema.ts";
import { isSameText } from "./untrusted-text.ts";

/** Complete equipment first, then components. The server rejects other types. */
export const GEAR_TYPES = [
  "Bike",
  "Shoes",
  "Wetsuit",
  "RowingMachine",
  "Skis",
  "Snowboard",
  "Boat",
  "Board",
  "Equipment",
  "Accessories",
  "Apparel",
  "Computer",
  "Light",
  "Battery",
  "Brake",
  "BrakePads",
  "Rotor",
  "Drivetrain",
  "BottomBracket",
  "Cassette",
  "Chain",
  "Chainrings",
  "Crankset",
  "Derailleur",
  "Pedals",
  "Lever",
  "Cable",
  "Frame",
  "Fork",
  "Handlebar",
  "Headset",
  "Saddle",
  "Seatpost",
  "Shock",
  "Stem",
  "Axel",
  "Hub",
  "Trainer",
  "Tube",
  "Tyre",
  "Wheel",
  "Wheelset",
  "PowerMeter",
  "Cleats",
  "CyclingShoes",
  "Paddle",
] as const;

/**
 * Due after a distance (m), a time (s), a number of activities or days, whichever comes first. A limit of 0 means none.
 */
export const GearReminder = z.object({
  id: z.number(),
  name: text,
  distance: number,
  time: number,
  activities: number,
  days: number,
  last_reset: date,
  snoozed_until: date,
  percent_used: number,
  /** Since the last reset. */
  distance_used: number,
  time_used: number,
  activities_used: number,
  days_used: number,
});
export type GearReminder = z.output<typeof GearReminder>;

/** A piece of equipment. Totals in m, s and number of activities (docs/intervals-api.md, Q80). */
export const Gear = z.object({
  id,
  type: word,
  name: text,
  notes: text,
  /** Local dates. */
  purchased: date,
  retired: date,
  distance: number,
  time: number,
  activities: number,
  component: flag,
  /** The components mounted on it. */
  component_ids: words,
  reminders: optionalField(listOf(GearReminder)),
});
export type Gear = z.output<typeof Gear>;

export interface GearPatch {
  name?: string;
  type?: string;
  notes?: string;
  /** A local date; the empty string puts the gear back into use, `null` is ignored. */
  retired?: string;
}

/** The request that lists all gear. */
export const listGearRequest = (subject: string) => ({
  path: path`athlete/${subject}/gear.json`,
  response: listOf(Gear),
});

/** There is no operation for one piece of gear. @throws IntervalsError `not_found` */
export async function findGear(get: Get, { subject, gearId }: { subject: string; gearId: string }): Promise<Gear> {
  const gear = await get(listGearRequest(subject));
  return gear.find(({ id }) => id === gearId) ?? failWith({ kind: "not_found" });
}

export const gearOperations = ({ subject, get, journaledWrite }: ApiContext) => {
  const list = (read: Get = get) => read(listGearRequest(subject));
  const readBefore = (gearId: string) => readRecords(listGearRequest(subject), ({ id }) => id === gearId);

  return {
    /** `GET /athlete/{id}/gear`: all gear, components and retired gear included. */
    listGear: () => list(),

    /** @throws IntervalsError `not_found` */
    getGear: (gearId: string) => findGear(get, { subject, gearId }),

    /** `POST /athlete/{id}/gear` */
    createGear: (gear: GearPatch & Required<Pick<GearPatch, "name" | "type">>): Promise<Gear> =>
      createWithLookup<Gear>(journaledWrite, {
        kind: "gear",
        list,
        create: (mutate) => mutate({ method: "POST", path: path`athlete/${subject}/gear`, body: gear, response: Gear }),
        matches: ({ name, type }) => isSameText(name, gear.name) && type === gear.type,
      }),

    /** `PUT /athlete/{id}/gear/{gearId}`: changes the given fields. */
    updateGear: (gearId: string, fields: GearPatch): Promise<Gear> =>
      updateOne(journaledWrite, {
        kind: "gear",
        path: path`athlete/${subject}/gear/${gearId}`,
        body: fields,
        response: Gear,
        readBefore: readBefore(gearId),
      }),

    /** `DELETE /athlete/{id}/gear/{gearId}`: deletes its reminders too. Activities stay. */
    deleteGear: (gearId: string) =>
      deleteOne(journaledWrite, {
        kind: "gear",
        path: path`athlete/${subject}/gear/${gearId}`,
        readBefore: readBefore(gearId),
      }),
  };
};

/** Recreated gear gets its reminders back, but not its activities. */
export const gearRestore = (context: ApiContext): RestoreAdapter => {
  const { subject, journaledWrite } = context;
  const pathOf = (id: string) => path`athlete/${subject}/gear/${id}`;
  return {
    ...restoreByPath(context, {
      kind: "gear",
      pathOf,
      read: (id) => findInList(context, { list: listGearRequest(subject).path, id }),
    }),
    async recreate(before) {
      const { id } = await recreateRecord(journaledWrite, {
        kind: "gear",
        path: path`athlete/${subject}/gear`,
        body: editableFields("gear", before),
      });
      for (const reminder of remindersOf(before)) {
        await recreateRecord(journaledWrite, {
          kind: "reminder",
          path: `${pathOf(id)}/reminder`,
          body: editableFields("reminder", reminder),
          recordsIn: remindersOf,
        });
      }
      return { id, notRestored: "activities that used it are not linked to it again" };
    },
  };
};

/**
 * The reminders of a piece of gear. Their ids are unique only within it, so the change log uses `gearId/reminderId`.
 */
export function remindersOf(gear: Json): Json[] {
  const { reminders } = GearWithReminders.parse(gear);
  return (reminders ?? []).map((reminder) => ({ ...reminder, id: `${gear.id}/${reminder.id}` }));
}

const GearWithReminders = z.object({ reminders: optionalField(listOf(z.record(z.string(), z.unknown()))) });
