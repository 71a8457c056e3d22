/** Reads the text of a workout as Intervals.icu does, and says where that is not what its writer means. */
import { about, type Correction, close, type Document, isFull, kindAt, openRepeat, report } from "../lint/document.ts";
import { readProse, readRepeat, readSection } from "../lint/headers.ts";
import { type MeantLine, meantLine } from "../lint/meant.ts";
import { nestedAt, writtenOut } from "../lint/nesting.ts";
import { type Finding, isCorrectable, type Problem } from "../lint/problems.ts";
import { settingOf } from "../lint/setting.ts";
import { trapsIn } from "../lint/step-traps.ts";
import type { TrapId } from "../lint/traps.ts";
import { isRepeat, type Step, totalsOf } from "../steps.ts";
import type { Thresholds } from "../thresholds.ts";
import { classifyLine, type Line } from "./lines.ts";
import { bodyOf, serverStep } from "./step-line.ts";
import { oddCharacterIn } from "./words.ts";

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
    isLoose: !lines.some(({ kind }, i) => kind === "step" && lines[i + 1]?.kind === "step"),
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

// ---- steps ----------------------------------------------------------------------------------------------------

function readStep(document: Document, i: number, dash: number): void {
  const line = document.source[i] ?? "";
  const block = openRepeat(document);
  const body = bodyOf(line, dash + 1, document.setting);
  const step = serverStep(body);
  const findings = isFull(document) ? [] : trapsIn(line, body, step, document.setting);
  if (dash > 0) findings.push(about(document, i, "indented"));
  const odd = oddCharacterIn(line);
  if (odd >= 0) findings.push({ trap: "odd-character", at: odd, found: "" });
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
  if (!isBareRepeat) {
    report(document, i, findings, isRule(document, i) ? { lines: [] } : correction);
    return;
  }
  const nested = openRepeat(document) === null ? null : nestedAt(document, i, meant.reps);
  if (nested === null) document.nesting = dash;
  report(document, i, [about(document, i, "bullet-repeat")], nested ?? correction);
}

/** `---`, which parts nothing here. */
function isRule({ source }: Document, i: number): boolean {
  return /^\s*--[-\s]*$/.test(source[i] ?? "");
}

/** The next line is a step again, less indented than this one. */
function leavesNest({ lines, nesting }: Document, i: number): boolean {
  const next = lines[i + 1];
  return next?.kind === "step" && next.dash <= (nesting ?? 0);
}

function correctionOf(document: Document, i: number, meant: MeantLine | null): Correction {
  if (meant === null) return { lines: null };
  const { header, reps, steps } = meant;
  if (header === null) return { lines: steps };
  if (openRepeat(document) !== null) {
    return { lines: writtenOut(steps, reps) };
  }
  return {
    lines: [header, ...steps],
    blankBefore: kindAt(document, i - 1) !== "blank",
    blankAfter: steps.length > 0 && kindAt(document, i + 1) !== "blank",
  };
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
