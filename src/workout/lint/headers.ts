/** Reads the lines that are no steps: repeats, sections and notes. */

import { printHeader } from "../print/print.ts";
import type { Line } from "../syntax/lines.ts";
import {
  about,
  type Correction,
  close,
  type Document,
  isFull,
  kindAt,
  nextFilled,
  openRepeat,
  report,
} from "./document.ts";
import { depthOf, nestedAt } from "./nesting.ts";
import type { Finding } from "./problems.ts";
import { meantProse, repsBehind } from "./prose.ts";

export function readRepeat(document: Document, i: number, { reps, text }: Line & { kind: "repeat" }): void {
  const [before, after] = [kindAt(document, i - 1), kindAt(document, i + 1)];
  const nested = nestedIn(document, i, reps);
  if (nested !== null) {
    const does = "stands inside another repeat: only one of them counts";
    report(document, i, [{ ...about(document, i, "repeat-nested"), does }], nested);
  } else if (before === "repeat") reportNested(document, i, text, reps);
  const findings: Finding[] = [];
  if (before === "step" && nested === null) findings.push(about(document, i, "repeat-glued"));
  if (before === "prose" || before === "section") findings.push(about(document, i, "repeat-after-text"));
  const blankBefore = findings.length > 0;
  const isEmpty = after !== "step" && after !== "repeat";
  if (isEmpty) findings.push(about(document, i, "repeat-empty"));
  report(document, i, findings, { blankBefore, ...(isEmpty ? closedUp(document, i, text) : { lines: [text] }) });
  close(document);
  const { at } = about(document, i, "repeat-empty");
  if (before !== "step") document.open = { text, reps, steps: [], line: i + 1, column: at + 1 };
}

/** A repeat among the steps of another one, or above them with steps behind its own. */
function nestedIn(document: Document, i: number, reps: number): Correction | null {
  const outer = openRepeat(document);
  if (outer === null || depthOf(document, i) < (outer.column ?? 1)) return null;
  const nested = nestedAt(document, i, reps);
  const isLast = kindAt(document, (nested?.last ?? i) + 1) !== "step";
  return kindAt(document, i - 1) === "repeat" && isLast ? null : nested;
}

/** A repeat without the empty lines that part it from its steps, or with the note between them above it. */
function closedUp(document: Document, i: number, header: string): Correction {
  const next = nextFilled(document, i);
  if (kindAt(document, next) === "step") {
    const [steps, last] = document.isLoose ? stepsFrom(document, next) : [[], next];
    return steps.length > 1 ? { lines: [header, ...steps], last } : { lines: [header], last: next - 1 };
  }
  const labelled = withLabels(document, i, header);
  if (labelled !== null) return labelled;
  const isNote = kindAt(document, i + 1) === "prose" && kindAt(document, i + 2) === "step";
  return isNote ? { lines: [(document.source[i + 1] ?? "").trim(), "", header], last: i + 1 } : { lines: null };
}

/** Steps with nothing but empty lines between them, and the index of the last one. */
function stepsFrom(document: Document, first: number): [steps: string[], last: number] {
  const steps: string[] = [];
  let last = first;
  for (let i = first; kindAt(document, i) === "step"; i = nextFilled(document, i)) {
    steps.push((document.source[i] ?? "").trim());
    last = i;
  }
  return [steps, last];
}

const LABEL = /^\s*(\p{L}[\p{L} ]{0,30}):\s*$/u;

/** A repeat whose steps each stand beneath a line such as `Hard:`, which becomes the cue. */
function withLabels(document: Document, i: number, header: string): Correction | null {
  const lines = [header];
  let last = i;
  for (;;) {
    const [label] = LABEL.exec(document.source[last + 1] ?? "")?.slice(1) ?? [];
    const kinds = [1, 2, 3].map((below) => kindAt(document, last + below));
    if (label === undefined || kinds[0] !== "prose" || kinds[1] !== "step" || kinds[2] === "step") break;
    lines.push((document.source[last + 2] ?? "").trim().replace(/^-\s*/, `- ${label} `));
    last += 2;
  }
  return lines.length > 2 ? { lines, last } : null;
}

/** Of two repeats without a step between them the product is meant. */
function reportNested(document: Document, i: number, text: string, reps: number): void {
  const outer = openRepeat(document)?.reps ?? 1;
  const product = printHeader({ text, reps: outer * reps });
  report(document, i - 1, [about(document, i - 1, "repeat-nested")], { lines: [product], last: i });
}

export function readSection(document: Document, i: number): void {
  const findings = unclosed(document, i);
  const correction: Correction = { lines: [(document.source[i] ?? "").trim()], blankBefore: findings.length > 0 };
  const next = nextFilled(document, i);
  if (next > i + 1 && kindAt(document, next) === "step") {
    findings.push(about(document, i, "section-empty"));
    correction.last = next - 1;
  }
  report(document, i, findings, correction);
}

export function readProse(document: Document, i: number): void {
  const [before, after] = [kindAt(document, i - 1), kindAt(document, i + 1)];
  const line = document.source[i] ?? "";
  if (before === "step" && after !== "step" && openRepeat(document) === null && readRepeatBehind(document, i, line))
    return;
  const findings = unclosed(document, i);
  const around = {
    below: after === "step" ? (document.source[i + 1] ?? "") : null,
    besideStep: before === "step" || after === "step",
    beforeSteps: kindAt(document, nextFilled(document, i)) === "step",
    amongSteps: document.hasSteps,
  };
  const meant = isFull(document) ? null : meantProse(line, around, document.setting);
  if (meant !== null) findings.push(about(document, i, meant.trap));
  const isRepeat = meant?.isRepeat === true;
  report(document, i, findings, {
    lines: meant === null ? (PACKAGING.test(line) ? [] : [line]) : meant.lines,
    blankBefore: findings[0]?.trap === "repeat-unclosed" || (isRepeat && before !== "blank"),
    blankAfter: isRepeat && (meant.lines?.length ?? 0) > 1 && after !== "blank",
  });
}

/** What closes a bracket or a block of code. */
const PACKAGING = /^\s*[)\]}`]{1,5}\s*$/;

/** `Repeat 5 times` below the steps that are meant. */
function readRepeatBehind(document: Document, i: number, line: string): boolean {
  const reps = repsBehind(line);
  if (reps === null) return false;
  let first = i;
  while (kindAt(document, first - 1) === "step") first--;
  const does = "stands below its steps: they run once";
  report(document, first, [{ ...about(document, i, "repeat-spelling"), does }], {
    lines: [printHeader({ text: "", reps }), ...document.source.slice(first, i)],
    blankBefore: kindAt(document, first - 1) !== "blank",
    blankAfter: kindAt(document, i + 1) !== "blank",
    last: i,
  });
  return true;
}

/** A note or section directly beneath the steps of a repeat. */
function unclosed(document: Document, i: number): Finding[] {
  const isGlued = openRepeat(document) !== null && kindAt(document, i - 1) === "step";
  return isGlued ? [about(document, i, "repeat-unclosed")] : [];
}
