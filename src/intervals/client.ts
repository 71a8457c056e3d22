import { activityOperations } from "./activities.ts";
import { activityAnalysisOperations } from "./activity-analysis.ts";
import { activitySearchOperations } from "./activity-search.ts";
import { activityWriteOperations } from "./activity-writes.ts";
import { athleteOperations } from "./athlete.ts";
import { athletesOperations } from "./athletes.ts";
import type { Connection } from "./connection.ts";
import { curveOperations } from "./curves.ts";
import { customItemOperations } from "./custom-items.ts";
import { eventWriteOperations } from "./event-writes.ts";
import { eventOperations } from "./events.ts";
import { fileOperations } from "./files.ts";
import { gearOperations } from "./gear.ts";
import { reminderOperations } from "./gear-reminders.ts";
import { type ApiContext, createJournaledWrite } from "./journaled-write.ts";
import { libraryOperations } from "./library.ts";
import { manualActivityOperations } from "./manual-activities.ts";
import { messageOperations } from "./messages.ts";
import { restoreAdapters } from "./restore.ts";
import { sportSettingsOperations } from "./sport-settings.ts";
import { streamWriteOperations } from "./stream-writes.ts";
import { createTransport } from "./transport.ts";
import { wellnessOperations } from "./wellness.ts";

/**
 * The operations of the API that this project uses, for one credential and one athlete. All may throw IntervalsError.
 */
export function createIntervals(connection: Connection) {
  const transport = createTransport(connection);
  const context: ApiContext = {
    subject: connection.subject,
    ownerId: connection.ownerId,
    get: transport.get,
    download: transport.download,
    journaledWrite: createJournaledWrite(transport, connection.changeLog),
  };
  return {
    ...athleteOperations(context),
    ...athletesOperations(context),
    ...sportSettingsOperations(context),
    ...activityOperations(context),
    ...activitySearchOperations(context),
    ...activityAnalysisOperations(context),
    ...activityWriteOperations(context),
    ...manualActivityOperations(context),
    ...streamWriteOperations(context),
    ...messageOperations(context),
    ...wellnessOperations(context),
    ...curveOperations(context),
    ...eventOperations(context),
    ...eventWriteOperations(context),
    ...libraryOperations(context),
    ...gearOperations(context),
    ...reminderOperations(context),
    ...customItemOperations(context),
    ...fileOperations(context),
    restoreAdapters: restoreAdapters(context),
  };
}

export type Intervals = ReturnType<typeof createIntervals>;
