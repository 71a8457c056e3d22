import { fractionOf } from "../random.ts";
import { round } from "../samples.ts";
import { normalizedPowerOf } from "./power-metrics.ts";
import {
  cyclingSpeed,
  type Discipline,
  disciplineOf,
  effortOf,
  type Segment,
  type Session,
  type Stop,
  steadyStateHr,
  type Thresholds,
} from "./session.ts";

/** Generated rides repeat the same segments, so each is computed once. */
const normalizedEfforts = new WeakMap<readonly Segment[], number>();

function normalizedEffort(planned: readonly Segment[]): number {
  const effort = normalizedEfforts.get(planned) ?? normalizedPowerOf(effortOf(planned));
  normalizedEfforts.set(planned, effort);
  return effort;
}

/** Training load: an hour at threshold is 100, and load grows with the square of intensity. */
const loadOf = (secs: number, intensity: number): number => Math.round((secs / 3600) * intensity ** 2 * 100);

const sum = (segments: readonly Segment[], measure: (segment: Segment, effort: number) => number): number =>
  segments.reduce((total, segment) => total + measure(segment, (segment.from + segment.to) / 2), 0);

/** Performs the planned segments, a little better or worse depending on the day. */
export function simulateSession({
  seed,
  type,
  indoor,
  start,
  segments: planned,
  thresholds,
}: Pick<Session, "seed" | "type" | "indoor" | "start" | "segments" | "thresholds">): Session {
  const discipline = disciplineOf(type);
  const dailyForm = 0.975 + 0.05 * fractionOf(seed, "day");
  const segments = planned.map((segment) => performedSegment(segment, { dailyForm, discipline, thresholds }));
  const movingSecs = sum(segments, ({ secs, from }) => (discipline === "Swim" && from === 0 ? 0 : secs));
  const hilliness =
    indoor || discipline === "Swim" ? 0 : (type === "TrailRun" ? 0.02 : 0.004) * (1 + fractionOf(seed, "hills"));

  const normalizedPower =
    discipline === "Ride" ? Math.round(thresholds.ftp * normalizedEffort(planned) * dailyForm) : null;
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
  const steadyHr = sum(segments, ({ secs }, effort) => secs * steadyStateHr(effort, thresholds));
  const heartRateDrift = (movingSecs / 3600) * 1.2;
  const averageHr = Math.round(steadyHr / sum(segments, ({ secs }) => secs) + heartRateDrift);

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

interface Conditions {
  /** Factor on every effort. */
  readonly dailyForm: number;
  readonly discipline: Discipline;
  readonly thresholds: Thresholds;
}

function performedSegment(segment: Segment, { dailyForm, discipline, thresholds }: Conditions): Segment {
  const from = segment.from * dailyForm;
  const to = segment.to * dailyForm;
  const secs =
    discipline === "Swim" && segment.meters !== null
      ? Math.round(segment.meters / (from * thresholds.swimPace))
      : segment.secs;
  return { ...segment, from, to, secs };
}

/** A traffic light or a tap every three quarters of an hour. */
function stopsOf(seed: number, secs: number): readonly Stop[] {
  return Array.from({ length: Math.floor(secs / 2700) }, (_, i) => ({
    index: Math.floor(((i + 0.6 + 0.4 * fractionOf(seed, "stop at", i)) / (secs / 2700 + 1)) * secs),
    secs: 20 + Math.floor(160 * fractionOf(seed, "stop for", i)),
  }));
}
