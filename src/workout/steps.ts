/**
 * The steps of a workout, in the shape in which Intervals.icu returns them (`workout_doc.steps`).
 * Seconds, metres, percent. A step with `reps` and `steps` is a repeat block; every other one is done once.
 */
export interface Step {
  /** The cue shown on the device; of a repeat block its whole header ("Main Set 5x"). */
  text?: string;
  /** Seconds; of a repeat block all repetitions together. */
  duration?: number;
  /** Metres; of a repeat block all repetitions together. */
  distance?: number;
  reps?: number;
  steps?: Step[];
  /** The target sweeps from `start` to `end`; without it a range is a band to stay in. */
  ramp?: boolean;
  /** ERG mode off. */
  freeride?: boolean;
  maxeffort?: boolean;
  warmup?: boolean;
  cooldown?: boolean;
  intensity?: Intensity;
  until_lap_press?: boolean;
  /** Zwift does not show the target. */
  hidepower?: boolean;
  power?: Target<PowerUnits>;
  hr?: Target<HrUnits>;
  pace?: Target<PaceUnits>;
  cadence?: Target<CadenceUnits>;
  /** Where the parser found it, counted from 1; columns are UTF-16 units. */
  line?: number;
  column?: number;
}

/** One value, or a range from `start` to `end` in the order in which it was written. */
export interface Target<Units extends string> {
  units: Units;
  value?: number;
  start?: number;
  end?: number;
  /** What the device compares with the target: its average over `1s`, `3s`, `10s`, `30s` or the `lap`. */
  target?: string;
  /** Of `%mmp`: seconds of the best effort meant, where it is not the step's own duration. The server's own name for it is unknown. */
  mmp_duration?: number;
}

export type PowerUnits = "%ftp" | "w" | "power_zone" | "%mmp" | "custom_zone";
export type HrUnits = "%lthr" | "%hr" | "hr_zone" | "bpm";
export type PaceUnits =
  | "%pace"
  | "pace_zone"
  | "secs/km"
  | "secs/mi"
  | "secs/100m"
  | "secs/100y"
  | "secs/250m"
  | "secs/400m"
  | "secs/500m";
export type CadenceUnits = "rpm";
export type Domain = "power" | "hr" | "pace";

export type Intensity = "warmup" | "active" | "rest" | "cooldown" | "recovery" | "interval" | "other" | "auto";

/** A repeat block: its steps are done `reps` times over. */
export type RepeatBlock = Step & { reps: number; steps: Step[] };

export function isRepeat(step: Step): step is RepeatBlock {
  return step.reps !== undefined && step.steps !== undefined;
}

/** How many steps an athlete executes: repeats expanded, as the server's own step count is compared. */
export function countSteps(steps: readonly Step[]): number {
  return steps.reduce((count, step) => count + (isRepeat(step) ? step.reps * countSteps(step.steps) : 1), 0);
}

/** The steps as the server shows them, without the places where the parser found them. */
export function withoutPositions(steps: readonly Step[]): Step[] {
  return steps.map(({ line, column, ...step }) =>
    step.steps ? { ...step, steps: withoutPositions(step.steps) } : step,
  );
}

/** Seconds and metres that are written out in the steps; what follows from a pace is `estimateWorkout`'s business. */
export function totalsOf(steps: readonly Step[]): { duration: number; distance: number } {
  let duration = 0;
  let distance = 0;
  for (const step of steps) {
    const once = isRepeat(step) ? totalsOf(step.steps) : step;
    const times = isRepeat(step) ? step.reps : 1;
    duration += times * (once.duration ?? 0);
    distance += times * (once.distance ?? 0);
  }
  return { duration, distance };
}
