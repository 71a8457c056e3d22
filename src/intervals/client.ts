import { activityOperations } from "./activities.ts";
import { athleteOperations } from "./athlete.ts";
import { curveOperations } from "./curves.ts";
import { eventOperations } from "./events.ts";
import { fileOperations } from "./files.ts";
import { type Connection, createOpen, createSend } from "./request.ts";
import { sportSettingsOperations } from "./sport-settings.ts";
import { wellnessOperations } from "./wellness.ts";

/** All operations of the API that the product uses, for one credential and one athlete. Every one may throw IntervalsError. */
export function createIntervals(connection: Connection) {
  const send = createSend(connection);
  const { subject } = connection;
  return {
    ...athleteOperations(send, subject),
    ...sportSettingsOperations(send, subject),
    ...activityOperations(send, subject),
    ...wellnessOperations(send, subject),
    ...curveOperations(send, subject),
    ...eventOperations(send, subject),
    ...fileOperations(send, createOpen(connection), subject),
  };
}

export type Intervals = ReturnType<typeof createIntervals>;
