import { createWithLookup } from "./create-with-lookup.ts";
import { failWith } from "./failure.ts";
import { findGear, Gear, type GearReminder, listGearRequest, remindersOf } from "./gear.ts";
import { type ApiContext, type ReadRecords, readRecords } from "./journaled-write.ts";
import { path } from "./request-spec.ts";
import { findInList, type RestoreAdapter, restoreByPath } from "./restore-adapter.ts";
import { isSameText, type UntrustedText } from "./untrusted-text.ts";

/** Limits as in `GearReminder`. */
export interface ReminderPatch {
  name?: string | UntrustedText;
  /** m */
  distance?: number;
  /** s */
  time?: number;
  activities?: number;
  days?: number;
}

/** A reminder with its gear: the API returns only the gear. */
export interface RemindedGear {
  gear: Gear;
  reminder: GearReminder;
}

export const reminderOperations = ({ subject, get, journaledWrite }: ApiContext) => ({
  /** `POST /athlete/{id}/gear/{gearId}/reminder` (docs/intervals-api.md, Q80) */
  async createGearReminder(
    gearId: string,
    reminder: ReminderPatch & Required<Pick<ReminderPatch, "name">>,
  ): Promise<RemindedGear> {
    let gear: Gear | undefined;
    const created = await createWithLookup<GearReminder>(journaledWrite, {
      kind: "reminder",
      nested: { idOf: ({ id }) => `${gearId}/${id}`, recordsIn: remindersOf },
      async list(read) {
        gear = await findGear(read, { subject, gearId });
        return gear.reminders ?? [];
      },
      async create(mutate, isNew) {
        gear = await mutate({
          method: "POST",
          path: path`athlete/${subject}/gear/${gearId}/reminder`,
          body: reminder,
          response: Gear,
        });
        return (
          gear.reminders?.find(isNew) ?? failWith({ kind: "unreadable", detail: "the response lacks the new reminder" })
        );
      },
      matches: ({ name }) => isSameText(name, reminder.name),
    });
    return { gear: gear ?? (await findGear(get, { subject, gearId })), reminder: created };
  },

  /**
   * `PUT /athlete/{id}/gear/{gearId}/reminder/{reminderId}`: `reset` restarts its counters, `snoozeDays` postpones it.
   * The server requires both (docs/intervals-api.md, Q80).
   */
  updateGearReminder(
    { gearId, reminderId }: { gearId: string; reminderId: number },
    { reset, snoozeDays, ...reminder }: ReminderPatch & { reset: boolean; snoozeDays: number },
  ): Promise<Gear> {
    const id = `${gearId}/${reminderId}`;
    const readGear = readRecords(listGearRequest(subject), (gear) => gear.id === gearId);
    const readBefore: ReadRecords = async (read) =>
      (await readGear(read)).flatMap(remindersOf).filter((one) => one.id === id);
    return journaledWrite(
      { kind: "reminder", readBefore, recordsIn: remindersOf, resultIds: () => [id] },
      ({ mutate }) =>
        mutate({
          method: "PUT",
          path: path`athlete/${subject}/gear/${gearId}/reminder/${reminderId}`,
          query: { reset, snoozeDays },
          body: reminder,
          repeatable: true,
          response: Gear,
        }),
    );
  },
});

export const reminderRestore = (context: ApiContext): RestoreAdapter =>
  restoreByPath(context, {
    kind: "reminder",
    pathOf(id) {
      const [gearId = "", reminderId = ""] = id.split("/");
      return path`athlete/${context.subject}/gear/${gearId}/reminder/${reminderId}`;
    },
    read: (id) => findInList(context, { list: listGearRequest(context.subject).path, id, recordsIn: remindersOf }),
    query: { reset: false, snoozeDays: 0 },
    recordsIn: remindersOf,
  });
