import * as z from "zod";
import type { Intervals } from "../intervals/client.ts";
import { failWith } from "../intervals/failure.ts";
import { decompress, detectFormat, peek } from "../intervals/file-content.ts";
import { WORKOUT_FORMATS } from "../intervals/files.ts";

const workoutFormat = z.enum(WORKOUT_FORMATS);

/** A file of an athlete at Intervals.icu. */
export const RemoteFile = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("original"), activity_id: z.string() }),
  z.object({ kind: z.literal("fit"), activity_id: z.string() }),
  z.object({ kind: z.literal("gpx"), activity_id: z.string() }),
  z.object({ kind: z.literal("streams"), activity_id: z.string(), streams: z.array(z.string()).optional() }),
  z.object({ kind: z.literal("activities") }),
  z.object({ kind: z.literal("wellness"), oldest: z.string(), newest: z.string() }),
  z.object({ kind: z.literal("planned"), event_id: z.number(), format: workoutFormat }),
  z.object({ kind: z.literal("library"), workout_id: z.number(), format: workoutFormat }),
]);
export type RemoteFile = z.output<typeof RemoteFile>;

export interface OpenFile {
  name: string;
  /** Media type, derived from the name because the `Content-Type` of Intervals.icu is not reliable. */
  type: string;
  body: ReadableStream<Uint8Array>;
}

const MEDIA_TYPES: Record<string, string> = {
  fit: "application/vnd.ant.fit",
  gpx: "application/gpx+xml",
  tcx: "application/vnd.garmin.tcx+xml",
  csv: "text/csv; charset=utf-8",
  zwo: "application/xml; charset=utf-8",
  mrc: "text/plain; charset=utf-8",
  erg: "text/plain; charset=utf-8",
};

/** Opens a file as a stream, decompressed if it is gzipped. @throws IntervalsError */
export async function openFile(intervals: Intervals, file: RemoteFile): Promise<OpenFile> {
  const response = await request(intervals, file);
  const { head, stream } = await peek(await decompress(response.body ?? new Blob().stream()), 512);
  if (head.length === 0) failWith({ kind: "unreadable", detail: "the file is empty" });
  const name = nameOf(file, head, response.headers.get("Content-Disposition") ?? "");
  const type = MEDIA_TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return { name, type, body: stream };
}

async function request(intervals: Intervals, file: RemoteFile): Promise<Response> {
  switch (file.kind) {
    case "original":
      return intervals.downloadOriginalFile(file.activity_id);
    case "fit":
      return intervals.downloadFitFile(file.activity_id);
    case "gpx":
      return intervals.downloadGpxFile(file.activity_id);
    case "streams":
      return intervals.downloadStreamsCsv(file.activity_id, file.streams);
    case "activities":
      return intervals.downloadActivitiesCsv();
    case "wellness":
      return intervals.downloadWellnessCsv({ oldest: file.oldest, newest: file.newest });
    case "planned":
      return intervals.downloadEventFile(file.event_id, file.format);
    case "library":
      return intervals.downloadWorkoutFile(await intervals.getWorkout(file.workout_id), file.format);
  }
}

function nameOf(file: RemoteFile, head: Uint8Array, disposition: string): string {
  switch (file.kind) {
    case "original":
      return `${file.activity_id}-original.${detectFormat(head) ?? "bin"}`;
    case "fit":
    case "gpx":
      return `${file.activity_id}.${file.kind}`;
    case "streams":
      return `${file.activity_id}-streams.csv`;
    case "activities":
      return "activities.csv";
    case "wellness":
      return `wellness-${file.oldest}-to-${file.newest}.csv`;
    // Indoor trainers show the file name, which Intervals.icu derives from the name of the workout.
    case "planned":
      return `${titleIn(disposition) ?? `workout-${file.event_id}`}.${file.format}`;
    case "library":
      return `${titleIn(disposition) ?? `workout-${file.workout_id}`}.${file.format}`;
  }
}

/** The name in a `Content-Disposition`, without its extension and without characters that file names cannot contain. */
function titleIn(disposition: string): string | undefined {
  const [, encoded] = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition) ?? [];
  const [, plain] = /filename="?([^";]+)"?/i.exec(disposition) ?? [];
  const title = (encoded ? decoded(encoded) : plain)
    ?.replace(/\.\w{1,4}$/, "")
    .replace(/[^\p{L}\p{N} ()+_-]+/gu, "_")
    .trim()
    .slice(0, 80);
  return title || undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** RFC 6266: an ASCII name for all clients, and the actual one for those that support it. */
export function dispositionOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, "_").replaceAll('"', "'");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
