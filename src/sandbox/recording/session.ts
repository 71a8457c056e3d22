import type { LocalTime } from "../local-date.ts";
import { fractionOf } from "../random.ts";
import { round } from "../samples.ts";
import { normalizedPowerOf } from "./power-metrics.ts";

/** What an athlete's body could do on a day, as the settings of that day said. */
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

/** A stretch of a session at one effort, or between two. Intensities are fractions of the sport's threshold. */
export interface Segment {
  readonly secs: number;
  readonly from: number;
  readonly to: number;
  readonly work: boolean;
  readonly label: string | null;
  /** Pool distance; swims are counted, not measured. */
  readonly meters: number | null;
}

/** A pause of the recording: samples go on, the clock jumps. */
export interface Stop {
  readonly index: number;
  readonly secs: number;
}

/**
 * A performed session. Everything that fitness is made of is decided here, so that two years of load
 * need no samples; a recording is later drawn so that its means hit these very numbers.
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
  /** m/s; `gap` is grade adjusted. */
  readonly pace: number | null;
  readonly gap: number | null;
  readonly averageHr: number | null;
  readonly poolLength: number | null;
  /** Metres of climbing per metre. */
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

export const recordedSecs = (session: Session): number => session.segments.reduce((sum, { secs }) => sum + secs, 0);

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

/** Rides are planned alike again and again; what is planned twice is worked out once. */
const normalizedEfforts = new WeakMap<readonly Segment[], number>();

function normalizedEffort(planned: readonly Segment[]): number {
  const effort = normalizedEfforts.get(planned) ?? normalizedPowerOf(effortOf(planned));
  normalizedEfforts.set(planned, effort);
  return effort;
}

/** Where the heart settles at an effort. */
export const steadyHr = (intensity: number, { restingHr, lthr, maxHr }: Thresholds): number =>
  Math.min(maxHr, restingHr + (lthr - restingHr) * (0.3 + 0.7 * intensity));

export const cyclingSpeed = (intensity: number): number => 8.1 * (Math.max(intensity, 0.3) / 0.7) ** 0.37;

const sum = (segments: readonly Segment[], of: (segment: Segment, intensity: number) => number): number =>
  segments.reduce((total, segment) => total + of(segment, (segment.from + segment.to) / 2), 0);

/** Training load of an hour at threshold is 100 and grows with the square of intensity. */
export const loadOf = (secs: number, intensity: number): number => Math.round((secs / 3600) * intensity ** 2 * 100);

export interface Performance {
  readonly seed: number;
  readonly type: string;
  readonly indoor: boolean;
  readonly start: LocalTime;
  readonly segments: readonly Segment[];
  readonly thresholds: Thresholds;
}

/** Carries out what was planned, as well as the day allowed. */
export function perform({ seed, type, indoor, start, segments: planned, thresholds }: Performance): Session {
  const discipline = disciplineOf(type);
  const day = 0.975 + 0.05 * fractionOf(seed, "day");
  const segments = planned.map((segment) => asPerformed(segment, day, discipline, thresholds));
  const movingSecs = sum(segments, ({ secs, from }) => (discipline === "Swim" && from === 0 ? 0 : secs));
  const hilliness =
    indoor || discipline === "Swim" ? 0 : (type === "TrailRun" ? 0.02 : 0.004) * (1 + fractionOf(seed, "hills"));
  const hours = movingSecs / 3600;

  const normalizedPower = discipline === "Ride" ? Math.round(thresholds.ftp * normalizedEffort(planned) * day) : null;
  const distance = round(
    sum(segments, ({ secs, meters }, effort) => {
      if (discipline === "Swim") return meters ?? 0;
      if (discipline === "Run") return secs * effort * thresholds.runPace;
      return discipline === "Ride" ? secs * cyclingSpeed(effort) * (1 - hilliness * 4) : 0;
    }),
    1,
  );
  const pace = discipline === "Run" || discipline === "Swim" ? round(distance / movingSecs, 4) : null;
  const gap = discipline === "Run" && pace !== null ? round(pace * (1 + hilliness * 2.5), 4) : null;
  const averageHr = Math.round(
    sum(segments, ({ secs }, effort) => secs * steadyHr(effort, thresholds)) / sum(segments, ({ secs }) => secs) +
      hours * 1.2,
  );

  const { ftp, runPace, swimPace, restingHr, lthr } = thresholds;
  const powerLoad = normalizedPower === null ? null : loadOf(movingSecs, normalizedPower / ftp);
  const paceLoad =
    gap !== null ? loadOf(movingSecs, gap / runPace) : pace !== null ? loadOf(movingSecs, pace / swimPace) : null;
  const hrLoad = loadOf(movingSecs, (averageHr - restingHr) / (lthr - restingHr));
  return {
    seed,
    type,
    indoor,
    start,
    segments,
    stops: indoor || discipline === "Swim" ? [] : stopsOf(seed, movingSecs),
    thresholds,
    movingSecs,
    distance,
    normalizedPower,
    pace,
    gap,
    averageHr,
    poolLength: type === "Swim" ? 25 : null,
    hilliness,
    powerLoad,
    paceLoad,
    hrLoad,
    load: powerLoad ?? paceLoad ?? hrLoad,
  };
}

function asPerformed(segment: Segment, day: number, discipline: Discipline, { swimPace }: Thresholds): Segment {
  const from = segment.from * day;
  const to = segment.to * day;
  const secs =
    discipline === "Swim" && segment.meters !== null ? Math.round(segment.meters / (from * swimPace)) : segment.secs;
  return { ...segment, from, to, secs };
}

/** A traffic light or a tap every three quarters of an hour. */
function stopsOf(seed: number, secs: number): readonly Stop[] {
  return Array.from({ length: Math.floor(secs / 2700) }, (_, i) => ({
    index: Math.floor(((i + 0.6 + 0.4 * fractionOf(seed, "stop at", i)) / (secs / 2700 + 1)) * secs),
    secs: 20 + Math.floor(160 * fractionOf(seed, "stop for", i)),
  }));
}
