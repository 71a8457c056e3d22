/** Reads the text of a workout as Intervals.icu does, and says where that is not what its writer means. */
import { about, type Correction, type Document, isFull, kindAt, nextFilled, openRepeat, report } from "./document.ts";
import { classifyLine, type Line } from "./lines.ts";
import { type MeantLine, meantLine } from "./meant.ts";
import { printHeader } from "./print.ts";
import { type Finding, isCorrectable, type Problem } from "./problems.ts";
import { meantProse } from "./prose.ts";
import { settingOf } from "./setting.ts";
import { bodyOf, serverStep } from "./step-line.ts";
import { trapsIn } from "./step-traps.ts";
import { isRepeat, type Step, totalsOf } from "./steps.ts";
import type { Thresholds } from "./thresholds.ts";
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
  const lines = source.map(classifyLine);
  const document: Document = {
    source,
    lines,
    hasSteps: lines.some(({ kind }) => kind === "step"),
    setting: settingOf(sport, athlete),
    steps: [],
    open: null,
    nesting: null,
    problems: [],
  };
  for (const [i, line] of lines.entries()) readLine(document, i, line);
  for (const step of document.steps) if (isRepeat(step)) Object.assign(step, totalsOf([step]));
  const totals = totalsOf(document.steps);
  checkWhole(document, totals);
  const problems = document.problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { steps: document.steps, ...totals, problems };
}

function readLine(document: Document, i: number, line: Line): void {
  switch (line.kind) {
    case "blank":
      close(document);
      return;
    case "step":
      readStep(document, i, line.dash);
      return;
    case "repeat":
      readRepeat(document, i, line);
      return;
    case "section":
      readSection(document, i);
      document.open = line.section;
      return;
    case "prose":
      readProse(document, i);
      close(document);
      return;
  }
}

function close(document: Document): void {
  document.open = null;
  document.nesting = null;
}

// ---- steps ----------------------------------------------------------------------------------------------------

function readStep(document: Document, i: number, dash: number): void {
  const line = document.source[i] ?? "";
  const block = openRepeat(document);
  const body = bodyOf(line, dash + 1, document.setting);
  const step = serverStep(body);
  const findings = isFull(document) ? [] : trapsIn(line, body, step, document.setting);
  if (dash > 0) findings.push(about(document, i, "indented"));
  const isSwallowed = block !== null && block.steps.length > 0 && CLOSING_CUE.test(step?.text ?? "");
  if (isSwallowed) findings.push(about(document, i, "cooldown-repeated"));
  const meant = findings.some(isCorrectable) ? meantLine(body, document.setting) : null;
  reportStep(document, i, { dash, findings, isSwallowed, meant });

  if (step === null) return;
  const found: Step = { ...step, line: i + 1, column: dash + 1 };
  if (block === null) {
    document.steps.push(typeof document.open === "string" ? { ...found, [document.open]: true } : found);
  } else {
    if (block.steps.length === 0) document.steps.push(block);
    block.steps.push(found);
  }
}

const CLOSING_CUE = /^(cool|warm)[ -]?(down|up)\b/i;

interface FoundStep {
  dash: number;
  findings: Finding[];
  isSwallowed: boolean;
  meant: MeantLine | null;
}

function reportStep(document: Document, i: number, { dash, findings, isSwallowed, meant }: FoundStep): void {
  const correction = correctionOf(document, i, meant);
  if (document.nesting !== null) correction.blankAfter ||= dash > document.nesting && leavesNest(document, i);
  if (isSwallowed) correction.blankBefore = true;
  const isBareRepeat = meant !== null && meant.header !== null && meant.steps.length === 0;
  if (isBareRepeat) document.nesting = dash;
  report(document, i, isBareRepeat ? [about(document, i, "bullet-repeat")] : findings, correction);
}

/** The next line is a step again, less indented than this one. */
function leavesNest({ lines, nesting }: Document, i: number): boolean {
  const next = lines[i + 1];
  return next?.kind === "step" && next.dash <= (nesting ?? 0);
}

/** Inside a repeat another one cannot be opened: its steps are written out. */
const MOST_LINES_WRITTEN_OUT = 50;

function correctionOf(document: Document, i: number, meant: MeantLine | null): Correction {
  if (meant === null) return { lines: null };
  const { header, reps, steps } = meant;
  if (header === null) return { lines: steps };
  if (openRepeat(document) !== null) {
    const isShort = steps.length > 0 && reps * steps.length <= MOST_LINES_WRITTEN_OUT;
    return { lines: isShort ? Array.from({ length: reps }, () => steps).flat() : null };
  }
  return {
    lines: [header, ...steps],
    blankBefore: kindAt(document, i - 1) !== "blank",
    blankAfter: steps.length > 0 && kindAt(document, i + 1) !== "blank",
  };
}

// ---- headers and notes ----------------------------------------------------------------------------------------

function readRepeat(document: Document, i: number, { reps, text }: Line & { kind: "repeat" }): void {
  const [before, after] = [kindAt(document, i - 1), kindAt(document, i + 1)];
  if (before === "repeat") reportNested(document, i, text, reps);
  const findings: Finding[] = [];
  if (before === "step") findings.push(about(document, i, "repeat-glued"));
  if (before === "prose" || before === "section") findings.push(about(document, i, "repeat-after-text"));
  const blankBefore = findings.length > 0;
  const isEmpty = after !== "step" && after !== "repeat";
  if (isEmpty) findings.push(about(document, i, "repeat-empty"));
  report(document, i, findings, { blankBefore, ...(isEmpty ? closedUp(document, i, text) : { lines: [text] }) });
  close(document);
  const { at } = about(document, i, "repeat-empty");
  if (before !== "step") document.open = { text, reps, steps: [], line: i + 1, column: at + 1 };
}

/** A repeat without the empty lines that part it from its steps, or with the note between them above it. */
function closedUp(document: Document, i: number, header: string): Correction {
  const next = nextFilled(document, i);
  if (kindAt(document, next) === "step") return { lines: [header], last: next - 1 };
  const isNote = kindAt(document, i + 1) === "prose" && kindAt(document, i + 2) === "step";
  return isNote ? { lines: [(document.source[i + 1] ?? "").trim(), "", header], last: i + 1 } : { lines: null };
}

/** Of two repeats without a step between them the product is meant. */
function reportNested(document: Document, i: number, text: string, reps: number): void {
  const outer = openRepeat(document)?.reps ?? 1;
  const product = printHeader({ text, reps: outer * reps });
  report(document, i - 1, [about(document, i - 1, "repeat-nested")], { lines: [product], last: i });
}

function readSection(document: Document, i: number): void {
  const findings = unclosed(document, i);
  const correction: Correction = { lines: [(document.source[i] ?? "").trim()], blankBefore: findings.length > 0 };
  const next = nextFilled(document, i);
  if (next > i + 1 && kindAt(document, next) === "step") {
    findings.push(about(document, i, "section-empty"));
    correction.last = next - 1;
  }
  report(document, i, findings, correction);
}

function readProse(document: Document, i: number): void {
  const [before, after] = [kindAt(document, i - 1), kindAt(document, i + 1)];
  const line = document.source[i] ?? "";
  const findings = unclosed(document, i);
  const around = {
    besideStep: before === "step" || after === "step",
    beforeSteps: kindAt(document, nextFilled(document, i)) === "step",
    amongSteps: document.hasSteps,
  };
  const meant = meantProse(line, around, document.setting);
  if (meant !== null) findings.push(about(document, i, meant.trap));
  const isRepeat = meant?.isRepeat === true;
  report(document, i, findings, {
    lines: meant?.lines ?? [line],
    blankBefore: findings[0]?.trap === "repeat-unclosed" || (isRepeat && before !== "blank"),
    blankAfter: isRepeat && meant.lines.length > 1 && after !== "blank",
  });
}

/** A note or section directly beneath the steps of a repeat. */
function unclosed(document: Document, i: number): Finding[] {
  const isGlued = openRepeat(document) !== null && kindAt(document, i - 1) === "step";
  return isGlued ? [about(document, i, "repeat-unclosed")] : [];
}

// ---- the whole ------------------------------------------------------------------------------------------------

const LONGEST_SECONDS = 12 * 3600;
const LONGEST_METERS = 300_000;

function checkWhole(document: Document, { duration, distance }: { duration: number; distance: number }): void {
  const { steps, lines } = document;
  const firstFilled = lines.findIndex(({ kind }) => kind !== "blank");
  // Beside an error, this would only be its consequence.
  if (firstFilled === -1 || document.problems.some(({ severity }) => severity === "error")) return;
  const whole = (trap: TrapId) => report(document, firstFilled, [{ trap, at: 0, found: "" }], { lines: null });
  if (steps.length === 0) whole("no-steps");
  else if (!steps.some(hasLoad)) whole("no-load");
  if (duration > LONGEST_SECONDS || distance > LONGEST_METERS) whole("too-long");
}

function hasLoad(step: Step): boolean {
  const { power, hr, pace, freeride, maxeffort, steps } = step;
  const hasTarget = (power ?? hr ?? pace) !== undefined || freeride === true || maxeffort === true;
  return hasTarget || (steps?.some(hasLoad) ?? false);
}
