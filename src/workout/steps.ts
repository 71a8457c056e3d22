/**
 * One step of a workout, in the format of `workout_doc.steps` of Intervals.icu. Durations in seconds, distances in metres.
 * A step with `reps` and `steps` is a repeat block; any other step runs once.
 *
 * @see docs/intervals-api.md §5.8
 */
export interface Step {
  /** The cue that the device shows; for a repeat block its whole header ("Main Set 5x"). */
  text?: string;
  /** Seconds; for a repeat block the total of all repetitions. */
  duration?: number;
  /** Metres; for a repeat block the total of all repetitions. */
  distance?: number;
  reps?: number;
  steps?: Step[];
  /** The target changes linearly from `start` to `end`. Without this flag, a range is a band to stay in. */
  ramp?: boolean;
  /** ERG mode is off. */
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
  /** Position in the text, counted from 1. Columns are UTF-16 code units. Set by the parser. */
  line?: number;
  column?: number;
}

/**
 * One value, or a range from `start` to `end` in the order in which it was written. The numbers are in `units`: percent,
 * watts, bpm, rpm, zone numbers, or seconds per distance.
 */
export interface Target<Units extends string> {
  units: Units;
  value?: number;
  start?: number;
  end?: number;
  /** The averaging window that the device compares with the target: `1s`, `3s`, `10s`, `30s` or `lap`. */
  target?: string;
  /**
   * For `%mmp`: the duration in seconds of the best effort, if it differs from the duration of the step. The server's name
   * for this field is not known.
   */
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

/** A repeat block: its steps run `reps` times. */
export type RepeatBlock = Step & { reps: number; steps: Step[] };

export function isRepeat(step: Step): step is RepeatBlock {
  return step.reps !== undefined && step.steps !== undefined;
}

/**
 * The number of steps with repeats expanded.
 *
 * @example
 * countSteps(parseWorkout("4x\n- 4m 105%\n- 3m 55%", { sport: "Ride" }).steps) // 8
 */
export function countSteps(steps: readonly Step[]): number {
  return steps.reduce((count, step) => count + (isRepeat(step) ? step.reps * countSteps(step.steps) : 1), 0);
}

/** Copies of the steps without `line` and `column`, as the server stores them. */
export function withoutPositions(steps: readonly Step[]): Step[] {
  return steps.map(({ line, column, ...step }) =>
    step.steps ? { ...step, steps: withoutPositions(step.steps) } : step,
  );
}

/**
 * The total duration in seconds and distance in metres that the steps state, with repetitions. The duration of a distance
 * at a pace is not included; `estimateWorkout` calculates it.
 */
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
