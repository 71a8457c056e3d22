import { apiErrors } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { WORKOUT_FORMATS } from "../files/workout-file.ts";
import { segmentsOf } from "../seed/segments.ts";
import { thresholdsOn } from "../seed/thresholds.ts";
import type { AthleteState } from "../state/athlete-state.ts";

export interface NamedFile {
  readonly filename: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** A planned workout in the format of a file extension. */
export function workoutFile(state: AthleteState, { name, description, type }: Fields, extension: string): NamedFile {
  const format = Object.hasOwn(WORKOUT_FORMATS, extension) ? WORKOUT_FORMATS[extension] : undefined;
  if (!format) throw apiErrors.notFound("Format");
  const sport = String(type ?? "Ride");
  const thresholds = thresholdsOn(state.trainingPlan, state.today);
  const segments = segmentsOf(String(description ?? ""), sport, thresholds);
  const title = String(name ?? "Workout");
  const ftp = Number(state.sportSettingsFor(sport).ftp ?? thresholds.ftp);
  return {
    filename: `${title.replace(/[^\w-]+/g, "_")}.${extension}`,
    content: format({ name: title, segments, ftp }),
  };
}
