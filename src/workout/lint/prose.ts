/** Notes that were meant as something else: a step, a repeat, a section. */

import { printHeader } from "../print/print.ts";
import { SECTIONS } from "../syntax/grammar.ts";
import { REPEAT_WORDS } from "../syntax/misspellings.ts";
import { bodyOf, serverStep } from "../syntax/step-line.ts";
import type { Setting } from "../syntax/token.ts";
import { isFiller } from "./fillers.ts";
import { meantLine } from "./meant.ts";
import type { TrapId } from "./traps.ts";

export interface MeantProse {
  trap: TrapId;
  /** The lines that it should have been; null where only the writer knows. */
  lines: string[] | null;
  isRepeat: boolean;
}

/** Longer lines are prose and nothing else. */
const LONGEST_HEADER = 120;

export interface Surroundings {
  /** A step stands directly above or below. */
  besideStep: boolean;
  /** A step follows, perhaps behind empty lines. */
  beforeSteps: boolean;
  /** The step directly below, where one stands there. */
  below: string | null;
  /** There are steps somewhere, so that a line apart from them may be a title. */
  amongSteps: boolean;
}

export function meantProse(line: string, around: Surroundings, setting: Setting): MeantProse | null {
  if (line.length > LONGEST_HEADER) return null;
  const step = meantSection(line) ?? meantStep(line, around, setting);
  const isHeader = step === null || (step.isRepeat && repeatsItself(step.lines ?? [], around.below, setting));
  return isHeader && around.beforeSteps ? meantRepeat(line) : step;
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
  const begin = body.tokens[0]?.first ?? 0;
  const isLabelled = body.cueEnd === 0 || /:[*_]*$/.test(body.words[begin - 1]?.text ?? "");
  const covered = new Set(
    body.tokens.flatMap(({ first, next }) => Array.from({ length: next - first }, (_, i) => first + i)),
  );
  const besides = body.words.filter(({ core }, i) => !covered.has(i) && !isFiller(core) && !(isLabelled && i < begin));
  const isBrief = besides.length <= MOST_WORDS_BESIDE;
  const isSet = begin === 0 && body.tokens[0]?.means.some(({ kind }) => kind === "reps") === true;
  const isEnd = isLabelled && body.tokens.length > 0 && /^[*_#\s]*(?:warm|cool)/i.test(line);
  const looksLikeStep = besideStep ? body.hasTarget || isLabelled : !amongSteps && (body.hasTarget || isSet || isEnd);
  if (bullet === undefined && !(isBrief && looksLikeStep)) return null;
  const meant = meantLine(body, setting);
  if (meant === null && isSet) return { trap: "no-dash", lines: null, isRepeat: false };
  if (meant === null || meant.steps.length === 0) return null;
  if (meant.header === null) return { trap: "no-dash", lines: meant.steps, isRepeat: false };
  const header = printHeader({ text: plainLabel(meant.header), reps: meant.reps });
  return { trap: "no-dash", lines: [header, ...meant.steps], isRepeat: true };
}

/** `Main set: 4 x 8 min` above `- 8 min @ 95%`: the line sums up the steps below. */
function repeatsItself([, first = ""]: readonly string[], below: string | null, setting: Setting): boolean {
  const [said, done] = [first, below ?? ""].map((line) =>
    meantLine(bodyOf(line, line.indexOf("-") + 1, setting), setting),
  );
  const extent = (line: string) => {
    const { duration, distance } = serverStep(bodyOf(line, 1, setting)) ?? {};
    return `${duration} ${distance}`;
  };
  return below !== null && extent(said?.steps[0] ?? "") === extent(done?.steps[0] ?? "");
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
    const text = plainLabel(line.slice(0, match.index));
    return { trap: "repeat-spelling", lines: [printHeader({ text, reps })], isRepeat: true };
  }
  return null;
}

function plainLabel(text: string): string {
  return text.replace(/[#*_>[\]():,;-]+/g, " ").replace(/\b(?:repeat|do|then)\b/gi, " ");
}

const BEHIND = /^[^\p{L}\d]*(?:repeat|x|×)\s*(\d{1,3})(\s+more)?\s*(?:x|×|times)?[^\p{L}\d]*$/iu;

/** How often `(repeat 5x)` or `Repeat 4 more times`, below steps, wants them done. */
export function repsBehind(line: string): number | null {
  const [, count, more] = (line.length <= LONGEST_HEADER ? BEHIND.exec(line) : null) ?? [];
  return count === undefined || Number(count) === 0 ? null : Number(count) + (more === undefined ? 0 : 1);
}
