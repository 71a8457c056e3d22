import { deviceLaps, type Span, statsOf } from "../analysis/intervals.ts";
import { instantOf } from "../local-date.ts";
import type { Recording } from "../recording/recording.ts";
import { disciplineOf } from "../recording/session.ts";
import { type FitMessage, field, fitFile, fitTime } from "./fit.ts";

export interface FileOptions {
  readonly timezone: string;
  /** Whether the file includes power. */
  readonly power: boolean;
  /** Whether the file includes heart rate. */
  readonly hr: boolean;
}

const FIT_SPORTS = { Ride: 2, Run: 1, Swim: 5, Other: 0 } as const;
const SEMICIRCLES = 2 ** 31 / 180;

/** A FIT activity file: the file id, a record per second, the laps and a session with the totals. */
export function activityFit(recording: Recording, { timezone, power, hr }: FileOptions): Uint8Array<ArrayBuffer> {
  const { session } = recording;
  const start = instantOf(session.start, timezone);
  const time = recording.time();
  const [watts, heartRate] = [power ? recording.watts() : null, hr ? recording.heartRate() : null];
  const [cadence, motion, track] = [recording.cadence(), recording.motion(), recording.track()];
  const messages: FitMessage[] = [
    { global: 0, fields: [field(0, "enum", 4), field(1, "uint16", 1), field(4, "uint32", fitTime(start))] },
  ];
  for (let i = 0; i < recording.length; i++) {
    messages.push({
      global: 20,
      fields: [
        field(253, "uint32", fitTime(start + (time[i] ?? 0) * 1000)),
        ...(track
          ? [
              field(0, "sint32", (track.latitude[i] ?? 0) * SEMICIRCLES),
              field(1, "sint32", (track.longitude[i] ?? 0) * SEMICIRCLES),
            ]
          : []),
        ...(heartRate ? [field(3, "uint8", heartRate[i] ?? 0)] : []),
        ...(cadence ? [field(4, "uint8", cadence[i] ?? 0)] : []),
        ...(motion
          ? [field(5, "uint32", (motion.distance[i] ?? 0) * 100), field(6, "uint16", (motion.velocity[i] ?? 0) * 1000)]
          : []),
        ...(watts ? [field(7, "uint16", watts[i] ?? 0)] : []),
      ],
    });
  }
  for (const lap of deviceLaps(recording)) messages.push(lapMessage(recording, lap, start));
  messages.push({
    global: 18,
    fields: [
      field(253, "uint32", fitTime(start + (time.at(-1) ?? 0) * 1000)),
      field(2, "uint32", fitTime(start)),
      field(5, "enum", FIT_SPORTS[disciplineOf(session.type)]),
      field(7, "uint32", (time.at(-1) ?? 0) * 1000),
      field(9, "uint32", session.distance * 100),
    ],
  });
  return fitFile(messages);
}

function lapMessage(recording: Recording, { start: from, end }: Span, startedAt: number): FitMessage {
  const stats = statsOf(recording, from, end);
  const scaled = (key: string, scale: number) => Math.round(Number(stats[key] ?? 0) * scale);
  return {
    global: 19,
    fields: [
      field(253, "uint32", fitTime(startedAt + scaled("end_time", 1000))),
      field(2, "uint32", fitTime(startedAt + scaled("start_time", 1000))),
      field(7, "uint32", scaled("elapsed_time", 1000)),
      field(8, "uint32", scaled("moving_time", 1000)),
      field(9, "uint32", scaled("distance", 100)),
      field(13, "uint16", scaled("average_speed", 1000)),
      field(15, "uint8", scaled("average_heartrate", 1)),
      field(16, "uint8", scaled("max_heartrate", 1)),
      field(17, "uint8", scaled("average_cadence", 1)),
      // Trigger: distance.
      field(24, "enum", 2),
    ],
  };
}

/** A GPX file, or null if the recording has no positions. */
export function activityGpx(recording: Recording, name: string, { timezone, power, hr }: FileOptions): string | null {
  const track = recording.track();
  if (!track) return null;
  const start = instantOf(recording.session.start, timezone);
  const [time, altitude] = [recording.time(), recording.altitude()];
  const [watts, heartRate] = [power ? recording.watts() : null, hr ? recording.heartRate() : null];
  const points = Array.from(track.latitude, (latitude, i) => {
    const extras = [
      watts && `<power>${watts[i]}</power>`,
      heartRate && `<gpxtpx:TrackPointExtension><gpxtpx:hr>${heartRate[i]}</gpxtpx:hr></gpxtpx:TrackPointExtension>`,
    ].filter(Boolean);
    const height = altitude ? `<ele>${(altitude[i] ?? 0).toFixed(1)}</ele>` : "";
    const at = new Date(start + (time[i] ?? 0) * 1000).toISOString();
    const more = extras.length > 0 ? `<extensions>${extras.join("")}</extensions>` : "";
    return `<trkpt lat="${latitude.toFixed(6)}" lon="${track.longitude[i]?.toFixed(6)}">${height}<time>${at}</time>${more}</trkpt>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Intervals.icu" xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">
<trk><name>${escapeXml(name)}</name><trkseg>
${points.join("\n")}
</trkseg></trk></gpx>
`;
}

export const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
