import type { Segment } from "../recording/session.ts";
import { escapeXml } from "./activity-file.ts";
import { field, fitFile, fitTime } from "./fit.ts";

export interface WorkoutFile {
  readonly name: string;
  readonly segments: readonly Segment[];
  readonly ftp: number;
}

/** A planned workout for Zwift, for trainers (in percent or watts) and for watches, by file extension. */
export const WORKOUT_FORMATS: Record<string, (workout: WorkoutFile) => string | Uint8Array<ArrayBuffer>> = {
  zwo: ({ name, segments }) => `<workout_file>
  <name>${escapeXml(name)}</name>
  <sportType>bike</sportType>
  <workout>
${segments.map(zwiftStep).join("\n")}
  </workout>
</workout_file>
`,
  mrc: ({ name, segments }) => ergFile(name, { units: "MINUTES PERCENT", segments, scale: 100 }),
  erg: ({ name, segments, ftp }) => ergFile(name, { units: "MINUTES WATTS", segments, scale: ftp }),
  fit: ({ name, segments }) =>
    fitFile([
      {
        global: 0,
        fields: [field(0, "enum", 5), field(1, "uint16", 255), field(4, "uint32", fitTime(Date.UTC(2026, 0, 1)))],
      },
      { global: 26, fields: [field(8, "string", name), field(4, "enum", 2), field(6, "uint16", segments.length)] },
      ...segments.map(({ secs, from, to }, i) => ({
        global: 27,
        fields: [
          field(254, "uint16", i),
          field(1, "enum", 0),
          field(2, "uint32", secs * 1000),
          field(3, "enum", 4),
          field(5, "uint32", Math.min(from, to) * 100),
          field(6, "uint32", Math.max(from, to) * 100),
        ],
      })),
    ]),
};

function zwiftStep({ secs, from, to }: Segment): string {
  if (from === to) return `    <SteadyState Duration="${secs}" Power="${from.toFixed(3)}"/>`;
  return `    <Ramp Duration="${secs}" PowerLow="${from.toFixed(3)}" PowerHigh="${to.toFixed(3)}"/>`;
}

interface ErgOptions {
  readonly units: string;
  readonly segments: readonly Segment[];
  /** The value at an effort of 1. */
  readonly scale: number;
}

function ergFile(name: string, { units, segments, scale }: ErgOptions): string {
  const value = (effort: number) => (effort * scale).toFixed(0);
  let at = 0;
  const lines = segments.flatMap(({ secs, from, to }) => {
    const start = (at / 60).toFixed(2);
    at += secs;
    return [`${start}\t${value(from)}`, `${(at / 60).toFixed(2)}\t${value(to)}`];
  });
  return `[COURSE HEADER]\nVERSION = 2\nUNITS = ENGLISH\nDESCRIPTION = ${name}\n${units}\n[END COURSE HEADER]\n[COURSE DATA]\n${lines.join("\n")}\n[END COURSE DATA]\n`;
}
