import { dayNumber, type LocalDate } from "../local-date.ts";
import { hashOf } from "../random.ts";
import type { TrainingPlan } from "./training-plan.ts";

/**
 * The last two digits of an event id. Planned sessions of a day count from 0, the legs of a race from `race`. Two
 * entries may share a slot if they never fall on the same day.
 */
export const EVENT_SLOT = {
  race: 50,
  note: 60,
  rideTarget: 61,
  phase: 62,
  timeOff: 63,
  fitness: 64,
  eftp: 65,
  unparsed: 65,
  fitnessDays: 66,
  heat: 66,
  runTarget: 81,
} as const;

/** The same event gets the same id every time the calendar is generated. */
export const eventIdOf = ({ firstId }: TrainingPlan, date: LocalDate, slot: number): number =>
  firstId + dayNumber(date) * 100 + slot;

export const activityIdOf = (number: number): string => `i${number + 30_000_000}`;

/** The UUID of an event. */
export function eventUidOf(id: number): string {
  const hex = (salt: string, length: number) => hashOf("uid", salt, id).toString(16).padStart(8, "0").slice(0, length);
  return `${hex("a", 8)}-${hex("b", 4)}-4${hex("c", 3)}-8${hex("d", 3)}-${hex("e", 8)}${hex("f", 4)}`;
}

export const GEAR_ID = { bike: "b9001", chain: "c9002", shoes: "g9003", oldShoes: "g9004", wetsuit: "g9005" } as const;

export const FOLDER_ID = { ride: 3001, plan: 3002, run: 3003, swim: 3004 } as const;

/** First id of the workouts in the sport folders, and of those in the training plan. */
export const FIRST_WORKOUT_ID = { folders: 5001, plan: 5100 } as const;
