import { isRepeat, type RepeatBlock, type Step, totalsOf } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";
import { type ParseContext, parseContextOf } from "./context.ts";
import { classifyLine, type LineForm, type Section } from "./lines.ts";
import { type Span, spanOfLine } from "./span.ts";
import { parseStepBody, type StepBody, stepOf } from "./step-line.ts";

/** A workout as the server parses it, with the lines of the text. */
export interface Workout {
  lines: readonly Line[];
  /** As the server stores them in `workout_doc.steps`, with `line` and `column`. */
  steps: readonly Step[];
  /** The total in seconds that the steps state, with repetitions; distances at a pace are not included. */
  duration: number;
  /** The total in metres that the steps state, with repetitions. */
  distance: number;
}

export type Line = BlankLine | StepLine | RepeatLine | SectionLine | NoteLine;
export type BlankLine = LineBase & Extract<LineForm, { kind: "blank" }>;
export type StepLine = LineBase & Extract<LineForm, { kind: "step" }> & { body: StepBody; step: Step | null };
export type RepeatLine = LineBase & Extract<LineForm, { kind: "repeat" }>;
export type SectionLine = LineBase & Extract<LineForm, { kind: "section" }>;
export type NoteLine = LineBase & Extract<LineForm, { kind: "note" }>;

interface LineBase {
  source: string;
  /** Without surrounding spaces. */
  span: Span;
  /** The repeat or section that is open at the beginning of the line. */
  within: Enclosing;
}

export type Enclosing = RepeatBlock | Section | null;

/**
 * Parses a workout text as Intervals.icu does. What the server cannot parse it drops or treats as a note without an error;
 * `lintWorkout` reports where the result differs from the author's intent. Linear in the length of the text. Never throws.
 *
 * @param athlete `sport` is an activity type of Intervals.icu. `paceUnits` is the unit of a pace without one. `ftp` decides
 *   whether a percentage without a word in a run or swim is intended as power.
 * @returns durations in seconds, distances in metres
 * @see docs/intervals-api.md §5
 * @example
 * parseWorkout("- 10m 60%", { sport: "Ride" }).steps
 * // [{ duration: 600, power: { units: "%ftp", value: 60 }, line: 1, column: 1 }]
 */
export function parseWorkout(text: string, athlete: Thresholds): Workout {
  const context = parseContextOf(athlete);
  const steps: Step[] = [];
  let open: Enclosing = null;
  let before: Line["kind"] = "blank";
  const lines = linesOf(text).map((source, i) => {
    const line = parseLine({ source, number: i + 1, within: open }, context);
    if (line.kind === "step") {
      if (line.step !== null) addStep(line.step, { steps, open });
    } else {
      open = openedBy(line, before);
    }
    before = line.kind;
    return line;
  });
  for (const step of steps) if (isRepeat(step)) Object.assign(step, totalsOf([step]));
  return { lines, steps, ...totalsOf(steps) };
}

/** The lines of a text, separated by any kind of line break. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r]/);
}

interface NumberedLine {
  source: string;
  /** Counted from 1. */
  number: number;
  within: Enclosing;
}

function parseLine({ source, number, within }: NumberedLine, context: ParseContext): Line {
  const form = classifyLine(source);
  const span = spanOfLine(source, number);
  if (form.kind !== "step") return { source, span, within, ...form };
  const body = parseStepBody({ source, line: number, from: form.dash + 1 }, context);
  const step = stepOf(body);
  if (step !== null) {
    step.line = number;
    step.column = form.dash + 1;
    if (within === "warmup" || within === "cooldown") step[within] = true;
  }
  return { source, span, within, kind: "step", dash: form.dash, body, step };
}

/** A repeat directly below a step repeats nothing. */
function openedBy(line: Exclude<Line, StepLine>, before: Line["kind"]): Enclosing {
  if (line.kind === "section") return line.section;
  if (line.kind !== "repeat" || before === "step") return null;
  const { text, reps, span } = line;
  return { text, reps, steps: [], line: span.line, column: span.column };
}

function addStep(step: Step, { steps, open }: { steps: Step[]; open: Enclosing }): void {
  if (open === null || typeof open === "string") {
    steps.push(step);
    return;
  }
  if (open.steps.length === 0) steps.push(open);
  open.steps.push(step);
}
