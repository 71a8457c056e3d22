/** Notes that were meant as something else: a step, a repeat, a section. */
import { SECTIONS } from "./grammar.ts";
import { meantLine } from "./meant.ts";
import { REPEAT_WORDS } from "./misspellings.ts";
import { printHeader } from "./print.ts";
import { bodyOf } from "./step-line.ts";
import type { Setting } from "./token.ts";
import type { TrapId } from "./traps.ts";

export interface MeantProse {
  trap: TrapId;
  /** The lines that it should have been. */
  lines: string[];
  isRepeat: boolean;
}

/** Longer lines are prose and nothing else. */
const LONGEST_HEADER = 120;

export interface Surroundings {
  /** A step stands directly above or below. */
  besideStep: boolean;
  /** A step follows, perhaps behind empty lines. */
  beforeSteps: boolean;
  /** There are steps somewhere, so that a line apart from them may be a title. */
  amongSteps: boolean;
}

export function meantProse(line: string, around: Surroundings, setting: Setting): MeantProse | null {
  if (line.length > LONGEST_HEADER) return null;
  return meantSection(line) ?? meantStep(line, around, setting) ?? (around.beforeSteps ? meantRepeat(line) : null);
}

/** `Warmup:`, `## Warm up`, `**Cooldown**`. */
function meantSection(line: string): MeantProse | null {
  const word = /^[#*_>\s]*(warm[ -]?up|cool[ -]?down)[\s*_:.]*$/i.exec(line)?.[1];
  if (word === undefined) return null;
  const section = word.toLowerCase().startsWith("w") ? SECTIONS.warmup[0] : SECTIONS.cooldown[0];
  return { trap: "section-spelling", lines: [section], isRepeat: false };
}

const MOST_WORDS_BESIDE = 3;

/** `* 10m 60%`, `1. 10m 60%`, or a bare `10m 60%` without many other words. */
function meantStep(line: string, { besideStep, amongSteps }: Surroundings, setting: Setting): MeantProse | null {
  const bullet = /^\s*(?:[*•·+‣◦–—]|\d{1,2}[.)])\s+/.exec(line)?.[0];
  const body = bodyOf(line, bullet?.length ?? 0, setting);
  const covered = body.tokens.reduce((count, { first, next }) => count + next - first, 0);
  const isBrief = body.words.length - covered <= MOST_WORDS_BESIDE;
  const looksLikeStep = besideStep ? body.hasTarget || body.cueEnd === 0 : body.hasTarget && !amongSteps;
  if (bullet === undefined && !(isBrief && looksLikeStep)) return null;
  const meant = meantLine(body, setting);
  if (meant === null || meant.steps.length === 0) return null;
  const isRepeat = meant.header !== null;
  return { trap: "no-dash", lines: isRepeat ? [meant.header ?? "", ...meant.steps] : meant.steps, isRepeat };
}

const REPEAT_FORMS = [
  new RegExp(`(\\d{1,3})\\s*(?:${REPEAT_WORDS.join("|")})(?!\\w)`, "i"),
  /(?:^|\s)[x×]\s*(\d{1,3})(?!\w)/i,
  /repeat\s*(\d{1,3})(?!\w)/i,
];

/** `Main Set: 5 × (`, `Repeat 5 times:`, `**5x**`. */
function meantRepeat(line: string): MeantProse | null {
  for (const form of REPEAT_FORMS) {
    const match = form.exec(line);
    const reps = Number(match?.[1] ?? 0);
    if (match === null || reps === 0) continue;
    const label = line
      .slice(0, match.index)
      .replace(/[#*_>[\]():,;-]+/g, " ")
      .replace(/\b(?:repeat|do|then)\b/gi, " ");
    return { trap: "repeat-spelling", lines: [printHeader({ text: label, reps })], isRepeat: true };
  }
  return null;
}
