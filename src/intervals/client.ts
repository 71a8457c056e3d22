import { activityOperations } from "./activities.ts";
import { activityAnalysisOperations } from "./activity-analysis.ts";
import { activitySearchOperations } from "./activity-search.ts";
import { activityWriteOperations } from "./activity-writes.ts";
import { athleteOperations } from "./athlete.ts";
import { athletesOperations } from "./athletes.ts";
import { curveOperations } from "./curves.ts";
import { customItemOperations } from "./custom-items.ts";
import { eventWriteOperations } from "./event-writes.ts";
import { eventOperations } from "./events.ts";
import { fileOperations } from "./files.ts";
import { gearOperations } from "./gear.ts";
import { libraryOperations } from "./library.ts";
import { messageOperations } from "./messages.ts";
import { type Connection, createOpen, createSend } from "./request.ts";
import { sportSettingsOperations } from "./sport-settings.ts";
import { wellnessOperations } from "./wellness.ts";

/** All operations of the API that the product uses, for one credential and one athlete. Every one may throw IntervalsError. */
export function createIntervals(connection: Connection) {
  const send = createSend(connection);
  const { subject } = connection;
  return {
    ...athleteOperations(send, subject),
    ...athletesOperations(send, subject),
    ...sportSettingsOperations(send, subject),
    ...activityOperations(send, subject),
    ...activitySearchOperations(send, subject),
    ...activityAnalysisOperations(send),
    ...activityWriteOperations(send, subject),
    ...messageOperations(send),
    ...wellnessOperations(send, subject),
    ...curveOperations(send, subject),
    ...eventOperations(send, subject),
    ...eventWriteOperations(send, subject),
    ...libraryOperations(send, subject),
    ...gearOperations(send, subject),
    ...customItemOperations(send, subject),
    ...fileOperations(createOpen(connection), subject),
  };
}

export type Intervals = ReturnType<typeof createIntervals>;
