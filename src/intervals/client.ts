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
import { createChange } from "./journaled-write.ts";
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
  const change = createChange(write, connection.journal);
  const { subject } = connection;
  return {
    ...athleteOperations(send, subject),
    ...athletesOperations(send, subject),
    ...sportSettingsOperations(send, change, subject),
    ...activityOperations(send, subject),
    ...activitySearchOperations(send, subject),
    ...activityAnalysisOperations(send),
    ...activityWriteOperations(send, change, open, subject),
    ...messageOperations(send, change),
    ...wellnessOperations(send, change, subject),
    ...curveOperations(send, subject),
    ...eventOperations(send, subject),
    ...eventWriteOperations(change, subject),
    ...libraryOperations(send, change, subject),
    ...gearOperations(send, change, subject),
    ...customItemOperations(send, change, subject),
    ...fileOperations(open, subject),
    records: recordOperations(send, change, subject),
  };
}

export type Intervals = ReturnType<typeof createIntervals>;
