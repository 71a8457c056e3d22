import type { LibraryWorkout } from "../../training/library.ts";
import { quote, quoteLines } from "../../training/quote.ts";
import { distanceIn, formatHours, round } from "../../training/units.ts";
import type { View } from "../kit/define-tool.ts";

/** `Ride «2x20 SST» id 5001: 50m, load 61, 4 steps` */
export function workoutLine(workout: LibraryWorkout, { units }: View): string {
  const { day, sport, name, workout_steps: steps } = workout;
  const kind = [sport, name && quote(name, 80), `id ${workout.workout_id}`].filter(Boolean).join(" ");
  const facts = [
    workout.moving_time_seconds && formatHours(workout.moving_time_seconds),
    workout.distance_meters && `${round(distanceIn(units, workout.distance_meters), 2)} ${units.distance}`,
    workout.planned_load !== undefined && `load ${workout.planned_load}`,
    workout.intensity_percent && `intensity ${Math.round(workout.intensity_percent)}%`,
    steps !== undefined && (steps === 0 ? "NO steps parsed" : `${steps} step${steps === 1 ? "" : "s"}`),
    workout.tags && `tags ${workout.tags.map((tag) => quote(tag, 40)).join(" ")}`,
  ].filter(Boolean);
  return `${day === undefined ? "" : `day ${day}: `}${kind}${facts.length > 0 ? `: ${facts.join(", ")}` : ""}`;
}

/** One workout with its text. */
export function renderWorkout(workout: LibraryWorkout, view: View): string {
  const text = workout.description && `\nDescription (user-written text):\n${quoteLines(workout.description)}`;
  return `${workoutLine(workout, view)}${text ?? ""}`;
}
