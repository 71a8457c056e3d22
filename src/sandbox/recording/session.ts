import type { LocalTime } from "../local-date.ts";

/** The athlete's settings on a day. */
export interface Thresholds {
  readonly ftp: number;
  readonly wPrime: number;
  readonly pMax: number;
  readonly lthr: number;
  readonly maxHr: number;
  readonly restingHr: number;
  /** m/s */
  readonly runPace: number;
  /** m/s */
  readonly swimPace: number;
  readonly weight: number;
}

/** A part of a session at a constant or linearly changing effort. Efforts are fractions of the sport's threshold. */
export interface Segment {
  readonly secs: number;
  readonly from: number;
  readonly to: number;
  readonly work: boolean;
  readonly label: string | null;
  /** Distance in the pool, where lengths are counted. */
  readonly meters: number | null;
}

/** A pause of the recording: the samples continue, but the clock jumps. */
export interface Stop {
  readonly index: number;
  readonly secs: number;
}

/**
 * A session as it was performed. It holds every number that the fitness model needs, so that two years of load need no
 * samples. A recording is generated later, such that its averages match these numbers.
 */
export interface Session {
  readonly seed: number;
  readonly type: string;
  readonly indoor: boolean;
  readonly start: LocalTime;
  readonly segments: readonly Segment[];
  readonly stops: readonly Stop[];
  readonly thresholds: Thresholds;
  readonly movingSecs: number;
  readonly distance: number;
  readonly normalizedPower: number | null;
  /** m/s */
  readonly pace: number | null;
  /** Grade-adjusted pace, m/s. */
  readonly gap: number | null;
  readonly averageHr: number | null;
  readonly poolLength: number | null;
  /** Meters of climbing per meter. */
  readonly hilliness: number;
  readonly powerLoad: number | null;
  readonly paceLoad: number | null;
  readonly hrLoad: number | null;
  readonly load: number;
}

export type Discipline = "Ride" | "Run" | "Swim" | "Other";

export function disciplineOf(type: string): Discipline {
  if (/Ride|Cyclocross|Velomobile|Handcycle/.test(type)) return "Ride";
  if (/Run/.test(type)) return "Run";
  return /Swim/.test(type) ? "Swim" : "Other";
}

export const recordedSecs = ({ segments }: Session): number => segments.reduce((sum, { secs }) => sum + secs, 0);

export const elapsedSecs = (session: Session): number =>
  recordedSecs(session) + session.stops.reduce((sum, { secs }) => sum + secs, 0);

/** The effort of every second. */
export function effortOf(segments: readonly Segment[]): Float32Array {
  const effort = new Float32Array(segments.reduce((total, { secs }) => total + secs, 0));
  let at = 0;
  for (const { secs, from, to } of segments) {
    for (let i = 0; i < secs; i++) effort[at++] = from + ((to - from) * i) / secs;
  }
  return effort;
}

/** The steady-state heart rate of an effort. */
export const steadyStateHr = (effort: number, { restingHr, lthr, maxHr }: Thresholds): number =>
  Math.min(maxHr, restingHr + (lthr - restingHr) * (0.3 + 0.7 * effort));

/** m/s on flat ground */
export const cyclingSpeed = (effort: number): number => 8.1 * (Math.max(effort, 0.3) / 0.7) ** 0.37;
