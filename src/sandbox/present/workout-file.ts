import { refusals } from "../api-errors.ts";
import type { Fields } from "../fields.ts";
import { WORKOUT_FORMATS } from "../files/workout-file.ts";
import { segmentsOf } from "../seed/segments.ts";
import { thresholdsOn } from "../seed/thresholds.ts";
import type { World } from "../state/athlete-state.ts";

export interface NamedFile {
  readonly filename: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** A planned workout in the format that a file name's ending stands for. */
export function workoutFile(world: World, { name, description, type }: Fields, extension: string): NamedFile {
  const format = Object.hasOwn(WORKOUT_FORMATS, extension) ? WORKOUT_FORMATS[extension] : undefined;
  if (!format) throw refusals.notFound("Format");
  const sport = String(type ?? "Ride");
  const thresholds = thresholdsOn(world.season, world.today);
  const segments = segmentsOf(String(description ?? ""), sport, thresholds);
  const title = String(name ?? "Workout");
  const ftp = Number(world.settingsFor(sport).ftp ?? thresholds.ftp);
  return {
    filename: `${title.replace(/[^\w-]+/g, "_")}.${extension}`,
    content: format({ name: title, segments, ftp }),
  };
}
