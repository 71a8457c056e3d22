import * as z from "zod";
import type { Json } from "./change-log.ts";
import { createWithLookup } from "./create-with-lookup.ts";
import { failWith } from "./failure.ts";
import { deleteOne, type JournaledWrite, readRecords, updateOne } from "./journaled-write.ts";
import { path, type Send } from "./request.ts";
import { flag, id, number, optionalField, text, texts } from "./schema.ts";

/** Whole things first, then what they are made of; the server refuses any other word. */
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

/** Due every so many m, s, activities or days, whichever comes first; a limit of 0 is none. */
export const GearReminder = z.object({
  id: z.number(),
  name: text,
  distance: number,
  time: number,
  activities: number,
  days: number,
  last_reset: text,
  snoozed_until: text,
  percent_used: number,
  /** Since it was last reset. */
  distance_used: number,
  time_used: number,
  activities_used: number,
  days_used: number,
});
export type GearReminder = z.output<typeof GearReminder>;

/** A thing that wears out. Totals in m, s and activities. */
export const Gear = z.object({
  id,
  type: text,
  name: text,
  notes: text,
  /** Local dates. */
  purchased: text,
  retired: text,
  distance: number,
  time: number,
  activities: number,
  component: flag,
  /** What is mounted on it. */
  component_ids: texts,
  reminders: optionalField(z.array(GearReminder)),
});
export type Gear = z.output<typeof Gear>;

export interface GearPatch {
  name?: string;
  type?: string;
  notes?: string;
  /** A local date; the empty text takes the gear back into use (null is ignored). */
  retired?: string;
}

export interface ReminderPatch {
  name?: string;
  distance?: number;
  time?: number;
  activities?: number;
  days?: number;
}

/** Gear with one of its reminders: the API answers with the gear alone. */
export interface RemindedGear {
  gear: Gear;
  reminder: GearReminder;
}

export const gearOperations = (send: Send, journaledWrite: JournaledWrite, subject: string) => {
  const all = { path: path`athlete/${subject}/gear.json`, answer: z.array(Gear) };
  const list = (ask = send) => ask(all);

  /** There is no operation for one piece of gear. @throws IntervalsError `not_found` */
  const get = async (gearId: string, ask = send): Promise<Gear> =>
    (await list(ask)).find(({ id }) => id === gearId) ?? failWith({ kind: "not_found" });

  const look = (gearId: string) => readRecords(all, ({ id }) => id === gearId);

  return {
    /** `GET /athlete/{id}/gear`: all of it, retired and components included. */
    listGear: () => list(),
    getGear: (gearId: string) => get(gearId),

    /** `POST /athlete/{id}/gear` */
    createGear: (gear: GearPatch & Required<Pick<GearPatch, "name" | "type">>): Promise<Gear> =>
      createWithLookup<Gear>(journaledWrite, {
        kind: "gear",
        list,
        create: (write) => write({ method: "POST", path: path`athlete/${subject}/gear`, body: gear, answer: Gear }),
        fits: ({ name, type }) => name === gear.name && type === gear.type,
      }),

    /** `PUT /athlete/{id}/gear/{gearId}`: changes the fields that are given. */
    updateGear: (gearId: string, fields: GearPatch): Promise<Gear> =>
      updateOne(
        journaledWrite,
        "gear",
        { path: path`athlete/${subject}/gear/${gearId}`, body: fields, answer: Gear },
        look(gearId),
      ),

    /** `DELETE /athlete/{id}/gear/{gearId}`: with its reminders. Activities stay. */
    deleteGear: (gearId: string) =>
      deleteOne(journaledWrite, "gear", path`athlete/${subject}/gear/${gearId}`, look(gearId)),

    /** `POST /athlete/{id}/gear/{gearId}/reminder`: answers with the gear, of which one reminder is new. */
    async createGearReminder(
      gearId: string,
      reminder: ReminderPatch & Required<Pick<ReminderPatch, "name">>,
    ): Promise<RemindedGear> {
      let gear: Gear | undefined;
      const created = await createWithLookup<GearReminder>(journaledWrite, {
        kind: "reminder",
        inner: { idOf: ({ id }) => `${gearId}/${id}`, within: remindersOf },
        async list(ask) {
          gear = await get(gearId, ask);
          return gear.reminders ?? [];
        },
        async create(write, isNew) {
          gear = await write({
            method: "POST",
            path: path`athlete/${subject}/gear/${gearId}/reminder`,
            body: reminder,
            answer: Gear,
          });
          const lacking = { kind: "unreadable", detail: "the answer lacks the new reminder" } as const;
          return gear.reminders?.find(isNew) ?? failWith(lacking);
        },
        fits: ({ name }) => name === reminder.name,
      });
      return { gear: gear ?? (await get(gearId)), reminder: created };
    },

    /**
     * `PUT /athlete/{id}/gear/{gearId}/reminder/{reminderId}`: `reset` begins to count anew, `snoozeDays` puts it off.
     * Both are required by the server, whatever else changes.
     */
    updateGearReminder(
      gearId: string,
      reminderId: number,
      { reset, snoozeDays, ...reminder }: ReminderPatch & { reset: boolean; snoozeDays: number },
    ): Promise<Gear> {
      const id = `${gearId}/${reminderId}`;
      const lookAtReminder = async (ask: Send) =>
        (await look(gearId)(ask)).flatMap(remindersOf).filter((one) => one.id === id);
      return journaledWrite(
        { kind: "reminder", readBefore: lookAtReminder, recordsIn: remindersOf, resultIds: () => [id] },
        (write) =>
          write({
            method: "PUT",
            path: path`athlete/${subject}/gear/${gearId}/reminder/${reminderId}`,
            query: { reset, snoozeDays },
            body: reminder,
            repeatable: true,
            answer: Gear,
          }),
      );
    },
  };
};

/** A reminder is known by its gear's id and its own. */
export function remindersOf(gear: Json): Json[] {
  const { reminders } = GearWithReminders.parse(gear);
  return (reminders ?? []).map((one) => ({ ...one, id: `${gear.id}/${one.id}` }));
}

const GearWithReminders = z.object({ reminders: optionalField(z.array(z.record(z.string(), z.unknown()))) });
