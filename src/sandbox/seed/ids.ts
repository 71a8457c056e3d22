import { dayNumber, type LocalDate } from "../local-date.ts";
import { hashOf } from "../random.ts";
import type { Season } from "./training-plan.ts";

/**
 * Where an event sits among the events of its day. Planned sessions count from 0, and the legs of a race count on
 * from `race`. Two entries may share a slot if they never fall on the same day.
 */
export const EVENT_SLOT = {
  race: 50,
  note: 60,
  rideTarget: 61,
  phase: 62,
  block: 63,
  fitness: 64,
  eftp: 65,
  unparsed: 65,
  fitnessDays: 66,
  heat: 66,
  runTarget: 81,
} as const;

/** The same event has the same id whenever the calendar is generated. */
export const eventIdOf = ({ firstId }: Season, date: LocalDate, slot: number): number =>
  firstId + dayNumber(date) * 100 + slot;

export const activityIdOf = (number: number): string => `i${number + 30_000_000}`;

/** The UUID of an event. */
export function eventUidOf(id: number): string {
  const hex = (salt: string, length: number) => hashOf("uid", salt, id).toString(16).padStart(8, "0").slice(0, length);
  return `${hex("a", 8)}-${hex("b", 4)}-4${hex("c", 3)}-8${hex("d", 3)}-${hex("e", 8)}${hex("f", 4)}`;
}

export const GEAR_ID = { bike: "b9001", chain: "c9002", shoes: "g9003", oldShoes: "g9004", wetsuit: "g9005" } as const;

export const FOLDER_ID = { ride: 3001, plan: 3002, run: 3003, swim: 3004 } as const;

/** Ids of workouts in the library. */
export const FIRST_WORKOUT_ID = { folders: 5001, plan: 5100 } as const;
