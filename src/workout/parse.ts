/** Reads the text of a workout as Intervals.icu does, and says where that is not what its writer means. */
import { classifyLine, type Line } from "./lines.ts";
import { type MeantLine, meantLine } from "./meant.ts";
import { printHeader } from "./print.ts";
import { type Finding, isCorrectable, type Problem, toProblem } from "./problems.ts";
import { meantProse } from "./prose.ts";
import { settingOf } from "./setting.ts";
import { bodyOf, serverStep } from "./step-line.ts";
import { trapsIn } from "./step-traps.ts";
import { isRepeat, type RepeatBlock, type Step, totalsOf } from "./steps.ts";
import type { Thresholds } from "./thresholds.ts";
import type { Setting } from "./token.ts";
import type { TrapId } from "./traps.ts";

export interface ParsedWorkout {
  steps: Step[];
  /** Seconds and metres written in the steps, repeats multiplied out. */
  duration: number;
  distance: number;
  problems: Problem[];
}

/**
 * Steps as the server stores them, and every place where it silently does otherwise than meant.
 * Linear in the length of the text; never throws. `sport` is an Intervals.icu activity type. What is known of the
 * athlete makes corrections concrete (beats become percent of the threshold) and tells run power from a mistake.
 */
export function parseWorkout(text: string, sport: string, athlete: Partial<Thresholds> = {}): ParsedWorkout {
  const source = text.split(/\r\n|[\n\r]/);
  const state: State = {
    source,
    lines: source.map(classifyLine),
    setting: settingOf(sport, athlete),
    steps: [],
    open: null,
    nesting: null,
    problems: [],
  };
  for (const [i, line] of state.lines.entries()) readLine(state, i, line);
  for (const step of state.steps) if (isRepeat(step)) Object.assign(step, totalsOf([step]));
  const totals = totalsOf(state.steps);
  checkWhole(state, totals);
  return {
    steps: state.steps,
    ...totals,
    problems: state.problems.sort((a, b) => a.line - b.line || a.column - b.column),
  };
}

function readLine(state: State, i: number, line: Line): void {
  switch (line.kind) {
    case "blank":
      state.open = null;
      state.nesting = null;
      return;
    case "step":
      readStep(state, i, line.dash);
      return;
    case "repeat":
      readRepeat(state, i, line);
      return;
    case "section":
      report(state, i, closing(state, i), { lines: [textOf(state, i)], blankBefore: true });
      state.open = line.section;
      return;
    case "prose":
      readProse(state, i);
      return;
  }
}

interface State {
  source: readonly string[];
  lines: readonly Line[];
  setting: Setting;
  steps: Step[];
  /** What the steps beneath belong to, until an empty line or a note closes it. */
  open: RepeatBlock | "warmup" | "cooldown" | null;
  /** The indentation of a `- 3x`, whose indented steps were meant to be repeated. */
  nesting: number | null;
  problems: Problem[];
}

/** What should stand in place of a line, and whether an empty line is missing before or behind it. */
interface Correction {
  lines: readonly string[] | null;
  blankBefore?: boolean;
  blankAfter?: boolean;
  /** Index of the last line replaced. */
  last?: number;
}

/** A megabyte of mistakes is not listed in full. */
const MOST_PROBLEMS = 500;

function report(state: State, i: number, findings: readonly Finding[], correction: Correction): void {
  const before = correction.blankBefore ? "\n" : "";
  const after = correction.blankAfter ? "\n" : "";
  const text = correction.lines === null ? null : before + correction.lines.join("\n") + after;
  const isChange = text !== null && (text !== state.source[i] || correction.last !== undefined);
  for (const finding of findings) {
    if (state.problems.length >= MOST_PROBLEMS) return;
    const problem = toProblem(finding, i + 1);
    const isCorrected = isCorrectable(finding) && isChange;
    state.problems.push({
      ...problem,
      ...(isCorrected && { correction: text }),
      ...(isCorrected && correction.last !== undefined && { endLine: correction.last + 1 }),
    });
  }
}

function kindAt({ lines }: State, i: number): Line["kind"] {
  return lines[i]?.kind ?? "blank";
}

function textOf({ source }: State, i: number): string {
  return (source[i] ?? "").trim();
}

/** A finding about a line as a whole. */
function about(state: State, i: number, trap: TrapId): Finding {
  const line = state.source[i] ?? "";
  return { trap, at: line.length - line.trimStart().length, found: line.trim() };
}

// ---- steps ----------------------------------------------------------------------------------------------------

function readStep(state: State, i: number, dash: number): void {
  const line = state.source[i] ?? "";
  const body = bodyOf(line, dash + 1, state.setting);
  const step = serverStep(body);
  const findings = state.problems.length < MOST_PROBLEMS ? trapsIn(line, body, step, state.setting) : [];
  if (dash > 0) findings.push(about(state, i, "indented"));
  const block = typeof state.open === "object" ? state.open : null;
  const isSwallowed = block !== null && block.steps.length > 0 && CLOSING_CUE.test(step?.text ?? "");
  if (isSwallowed) findings.push(about(state, i, "cooldown-repeated"));
  if (findings.some(isCorrectable))
    reportStep(state, i, { dash, findings, isSwallowed, meant: meantLine(body, state.setting) });
  else report(state, i, findings, { lines: null });

  if (step === null) return;
  const found = { ...step, line: i + 1, column: dash + 1 };
  if (block === null) {
    state.steps.push(typeof state.open === "string" ? { ...found, [state.open]: true } : found);
  } else {
    if (block.steps.length === 0) state.steps.push(block);
    block.steps.push(found);
  }
}

interface FaultyStep {
  dash: number;
  findings: Finding[];
  isSwallowed: boolean;
  meant: MeantLine | null;
}

function reportStep(state: State, i: number, { dash, findings, isSwallowed, meant }: FaultyStep): void {
  const correction = correctionOf(state, i, meant);
  const isBareRepeat = meant !== null && meant.header !== null && meant.steps.length === 0;
  if (state.nesting !== null) correction.blankAfter ||= dash > state.nesting && leavesNest(state, i);
  if (isBareRepeat) state.nesting = dash;
  if (isSwallowed) correction.blankBefore = true;
  report(state, i, isBareRepeat ? [about(state, i, "bullet-repeat")] : findings, correction);
}

const CLOSING_CUE = /^(cool|warm)[ -]?(down|up)\b/i;

/** The next line is a step again, less indented than this one. */
function leavesNest({ lines, nesting }: State, i: number): boolean {
  const next = lines[i + 1];
  return next?.kind === "step" && next.dash <= (nesting ?? 0);
}

/** Inside a repeat another one cannot be opened: its steps are written out. */
const MOST_LINES_WRITTEN_OUT = 50;

function correctionOf(state: State, i: number, meant: MeantLine | null): Correction {
  if (meant === null) return { lines: null };
  if (meant.header === null) return { lines: meant.steps };
  if (typeof state.open === "object" && state.open !== null) {
    const isShort = meant.reps * meant.steps.length <= MOST_LINES_WRITTEN_OUT && meant.steps.length > 0;
    return { lines: isShort ? Array.from({ length: meant.reps }, () => meant.steps).flat() : null };
  }
  return {
    lines: [meant.header, ...meant.steps],
    blankBefore: kindAt(state, i - 1) !== "blank",
    blankAfter: meant.steps.length > 0 && kindAt(state, i + 1) !== "blank",
  };
}

// ---- headers and notes ----------------------------------------------------------------------------------------

function readRepeat(state: State, i: number, { reps, text }: Line & { kind: "repeat" }): void {
  const before = kindAt(state, i - 1);
  const findings: Finding[] = [];
  const correction: Correction = { lines: [textOf(state, i)] };
  const next = nextFilled(state, i);
  if (before === "repeat") {
    reportNested(state, i, text, reps);
  } else if (before === "step") {
    findings.push(about(state, i, "repeat-glued"));
    correction.blankBefore = true;
  } else if (before !== "blank") {
    findings.push(about(state, i, "repeat-after-text"));
    correction.blankBefore = true;
  }
  if (kindAt(state, i + 1) !== "step" && kindAt(state, i + 1) !== "repeat") {
    findings.push(about(state, i, "repeat-empty"));
    if (kindAt(state, next) === "step") correction.last = next - 1;
    else correction.lines = null;
  }
  report(state, i, findings, correction);
  state.nesting = null;
  state.open = before === "step" ? null : { text, reps, steps: [], line: i + 1, column: (findings[0]?.at ?? 0) + 1 };
}

/** Of two repeats without a step between them the product is meant. */
function reportNested(state: State, i: number, text: string, reps: number): void {
  const outer = typeof state.open === "object" ? (state.open?.reps ?? 1) : 1;
  report(state, i - 1, [about(state, i - 1, "repeat-nested")], {
    lines: [printHeader({ text, reps: outer * reps })],
    last: i,
  });
}

function nextFilled(state: State, i: number): number {
  let next = i + 1;
  while (next < state.lines.length && kindAt(state, next) === "blank") next++;
  return next;
}

function readProse(state: State, i: number): void {
  const line = state.source[i] ?? "";
  const findings = closing(state, i);
  const around = {
    besideStep: kindAt(state, i - 1) === "step" || kindAt(state, i + 1) === "step",
    beforeSteps: kindAt(state, nextFilled(state, i)) === "step",
  };
  const meant = meantProse(line, around, state.setting);
  if (meant !== null) findings.push(about(state, i, meant.trap));
  const before = kindAt(state, i - 1);
  report(state, i, findings, {
    lines: meant?.lines ?? [line],
    blankBefore:
      findings.some(({ trap }) => trap === "repeat-unclosed") || (meant?.isRepeat === true && before !== "blank"),
    blankAfter: meant?.isRepeat === true && meant.lines.length > 1 && kindAt(state, i + 1) !== "blank",
  });
  state.open = null;
  state.nesting = null;
}

/** A note or section directly beneath the steps of a repeat. */
function closing(state: State, i: number): Finding[] {
  const isGlued = typeof state.open === "object" && state.open !== null && kindAt(state, i - 1) === "step";
  return isGlued ? [about(state, i, "repeat-unclosed")] : [];
}

// ---- the whole ------------------------------------------------------------------------------------------------

const LONGEST_SECONDS = 12 * 3600;
const LONGEST_METERS = 300_000;

function checkWhole(state: State, { duration, distance }: { duration: number; distance: number }): void {
  const { steps, lines } = state;
  const firstFilled = lines.findIndex(({ kind }) => kind !== "blank");
  // With an error in a line, this would only be its consequence.
  if (firstFilled === -1 || state.problems.some(({ severity }) => severity === "error")) return;
  const whole = (trap: TrapId) => report(state, firstFilled, [{ trap, at: 0, found: "" }], { lines: null });
  if (steps.length === 0) whole("no-steps");
  else if (!steps.some(hasLoad)) whole("no-load");
  if (duration > LONGEST_SECONDS || distance > LONGEST_METERS) whole("too-long");
}

function hasLoad(step: Step): boolean {
  const { power, hr, pace, freeride, maxeffort, steps } = step;
  return (
    (power ?? hr ?? pace) !== undefined || freeride === true || maxeffort === true || (steps?.some(hasLoad) ?? false)
  );
}
