import { isRepeat, type Step, type Target } from "../../workout/steps.ts";
import { parseWorkout } from "../../workout/syntax/parse.ts";
import { type Discipline, disciplineOf, type Segment, type Thresholds } from "../recording/session.ts";
import { WORKOUTS } from "./workouts.ts";

/** The middle of each zone as a fraction of threshold. */
const ZONE_EFFORTS = [0.5, 0.65, 0.83, 0.98, 1.12, 1.3, 1.6];
/** From this effort on, a segment counts as work. */
const WORK_EFFORT = { Ride: 0.77, Run: 0.82, Swim: 0.8, Other: 0.5 } as const;
/** Effort of a step without a target. */
const UNTARGETED_EFFORT = 0.68;

/** The athlete repeats the same few workouts, and parsing one costs more than simulating it. */
const cachedTexts = new Set<string>(Object.values(WORKOUTS).map(({ text }) => text));
const cachedSteps = new Map<string, readonly Step[]>();
/** Generated rides have targets in percent of FTP, so that their segments do not depend on the thresholds. */
const cachedRides = new Map<string, readonly Segment[]>();

/** The segments of a workout text. Empty if the text has no step that can be performed. */
export function segmentsOf(text: string, type: string, thresholds: Thresholds): readonly Segment[] {
  if (!cachedTexts.has(text)) return toSegments(parseWorkout(text, { sport: type }).steps, type, thresholds);
  const isRide = disciplineOf(type) === "Ride";
  const segments = (isRide && cachedRides.get(text)) || toSegments(stepsOf(text, type), type, thresholds);
  if (isRide) cachedRides.set(text, segments);
  return segments;
}

function stepsOf(text: string, type: string): readonly Step[] {
  const steps = cachedSteps.get(text) ?? parseWorkout(text, { sport: type }).steps;
  cachedSteps.set(text, steps);
  return steps;
}

function toSegments(steps: readonly Step[], type: string, thresholds: Thresholds): readonly Segment[] {
  const discipline = disciplineOf(type);
  return expand(steps).flatMap((step) => {
    const [from, to] = effortOf(step, discipline, thresholds);
    const effort = (from + to) / 2;
    const secs = step.duration ?? (step.distance ?? 0) / speedOf(effort, discipline, thresholds);
    const work = effort >= WORK_EFFORT[discipline];
    const meters = discipline === "Swim" && from > 0 ? (step.distance ?? Math.round((secs * from) / 25) * 25) : null;
    return secs > 0 ? [{ secs: Math.round(secs), from, to, work, label: step.text ?? null, meters }] : [];
  });
}

function expand(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) =>
    isRepeat(step) ? Array.from({ length: step.reps }, () => expand(step.steps)).flat() : [step],
  );
}

function effortOf(step: Step, discipline: Discipline, thresholds: Thresholds): readonly [number, number] {
  if (step.intensity === "rest" || /^rest$/i.test(step.text ?? "")) return discipline === "Swim" ? [0, 0] : [0.4, 0.4];
  if (step.maxeffort) return [1.3, 1.3];
  const target = step.power ?? step.pace ?? step.hr;
  if (!target) return [UNTARGETED_EFFORT, UNTARGETED_EFFORT];
  const from = fractionOfThreshold(target, target.start ?? target.value ?? 70, thresholds);
  const to = fractionOfThreshold(target, target.end ?? target.value ?? 70, thresholds);
  const middle = (from + to) / 2;
  return step.ramp ? [from, to] : [middle, middle];
}

function fractionOfThreshold({ units }: Target<string>, value: number, thresholds: Thresholds): number {
  if (units === "w") return value / thresholds.ftp;
  if (units.endsWith("_zone"))
    return ZONE_EFFORTS[Math.min(ZONE_EFFORTS.length, Math.max(1, value)) - 1] ?? UNTARGETED_EFFORT;
  if (units === "bpm") return value / thresholds.lthr;
  if (units === "%hr") return ((value / 100) * thresholds.maxHr) / thresholds.lthr;
  if (!units.startsWith("secs/")) return value / 100;
  const perSecond = metersOf(units) / value;
  return perSecond / (/100[my]/.test(units) ? thresholds.swimPace : thresholds.runPace);
}

function metersOf(units: string): number {
  if (units === "secs/km") return 1000;
  if (units === "secs/mi") return 1609.344;
  return units === "secs/100y" ? 91.44 : Number.parseInt(units.slice("secs/".length), 10);
}

/** m/s */
function speedOf(effort: number, discipline: Discipline, { runPace, swimPace }: Thresholds): number {
  if (discipline === "Swim") return effort * swimPace;
  return discipline === "Run" ? effort * runPace : 8.5;
}
