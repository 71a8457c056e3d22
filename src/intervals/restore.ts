import { activityRestore } from "./activity-writes.ts";
import type { RecordKind } from "./change-log.ts";
import { customItemRestore } from "./custom-items.ts";
import { eventRestore } from "./event-writes.ts";
import { gearRestore } from "./gear.ts";
import { reminderRestore } from "./gear-reminders.ts";
import type { ApiContext } from "./journaled-write.ts";
import { folderRestore, workoutRestore } from "./library.ts";
import { messageRestore } from "./messages.ts";
import type { RestoreAdapter } from "./restore-adapter.ts";
import { sportSettingsRestore } from "./sport-settings.ts";
import { streamRestore } from "./stream-writes.ts";
import { wellnessRestore } from "./wellness.ts";

/** How undo restores records, for every kind in the change log. */
export const restoreAdapters = (context: ApiContext): Record<RecordKind, RestoreAdapter> => ({
  event: eventRestore(context),
  wellness: wellnessRestore(context),
  activity: activityRestore(context),
  streams: streamRestore(context),
  message: messageRestore(),
  gear: gearRestore(context),
  reminder: reminderRestore(context),
  "sport-settings": sportSettingsRestore(context),
  "custom-item": customItemRestore(context),
  workout: workoutRestore(context),
  folder: folderRestore(context),
});
