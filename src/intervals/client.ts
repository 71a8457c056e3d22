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
import { createJournaledWrite } from "./journaled-write.ts";
import { libraryOperations } from "./library.ts";
import { messageOperations } from "./messages.ts";
import { createOpen, createSend, type Send } from "./request.ts";
import { recordOperations } from "./restore.ts";
import { sportSettingsOperations } from "./sport-settings.ts";
import { wellnessOperations } from "./wellness.ts";

/** All operations of the API that the product uses, for one credential and one athlete. Every one may throw IntervalsError. */
export function createIntervals(connection: Connection) {
  const write = createSend(connection);
  const send: Send = write;
  const open = createOpen(connection);
  const journaledWrite = createJournaledWrite(write, connection.changeLog);
  const { subject } = connection;
  return {
    ...athleteOperations(send, subject),
    ...athletesOperations(send, subject),
    ...sportSettingsOperations(send, journaledWrite, subject),
    ...activityOperations(send, subject),
    ...activitySearchOperations(send, subject),
    ...activityAnalysisOperations(send),
    ...activityWriteOperations(send, journaledWrite, open, subject),
    ...messageOperations(send, journaledWrite),
    ...wellnessOperations(send, journaledWrite, subject),
    ...curveOperations(send, subject),
    ...eventOperations(send, subject),
    ...eventWriteOperations(journaledWrite, subject),
    ...libraryOperations(send, journaledWrite, subject),
    ...gearOperations(send, journaledWrite, subject),
    ...customItemOperations(send, journaledWrite, subject),
    ...fileOperations(open, subject),
    records: recordOperations(send, journaledWrite, subject),
  };
}

export type Intervals = ReturnType<typeof createIntervals>;
