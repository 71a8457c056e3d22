import { printHeader } from "../../print/print.ts";
import { REPEAT_WORDS } from "../../syntax/aliases.ts";
import { SECTIONS } from "../../syntax/grammar.ts";
import { parseStepBody, stepOf } from "../../syntax/step-line.ts";
import { kindAt, type LintContext, nextNonBlank, sourceAt } from "../context.ts";
import { intendedBodyIn } from "./intended-body.ts";
import { type IntendedLines, intendedLinesOf } from "./intended-lines.ts";
import { isStopword } from "./stopwords.ts";

/** What the author intended with a line that the server treats as a note. */
export type NoteIntent =
  | { as: "section" | "step" | "repeat"; lines: readonly string[] | null; isRepeat: boolean }
  /** `Repeat 5 times`, below the steps from index `first`. */
  | { as: "repeat-below"; reps: number; first: number };

/** Longer lines are prose. This project's own limit. */
const MAX_LENGTH = 120;

/** Null if the line is intended as a note. */
export function noteIntentAt(index: number, context: LintContext): NoteIntent | null {
  const source = sourceAt(context, index);
  if (source.length > MAX_LENGTH) return null;
  const below = repeatBelow(index, context);
  if (below !== null) return below;
  const step = intendedSection(source) ?? intendedStep(index, context);
  const isHeader = step === null || (step.isRepeat && summarizesNextStep(step.lines ?? [], { index, context }));
  const isBeforeSteps = kindAt(context, nextNonBlank(context, index)) === "step";
  return isHeader && isBeforeSteps ? intendedRepeat(source) : step;
}

type PlainIntent = Exclude<NoteIntent, { as: "repeat-below" }>;

/** `Warmup:`, `## Warm up`, `**Cooldown**`. */
function intendedSection(source: string): PlainIntent | null {
  const word = /^[#*_>\s]*(warm[ -]?up|cool[ -]?down)[\s*_:.]*$/i.exec(source)?.[1];
  if (word === undefined) return null;
  const section = word.toLowerCase().startsWith("w") ? SECTIONS.warmup[0] : SECTIONS.cooldown[0];
  return { as: "section", lines: [section], isRepeat: false };
}

/** Lines with more words that are not tokens are prose. This project's own limit. */
const MAX_OTHER_WORDS = 3;

/** `* 10m 60%`, `1. 10m 60%`, or a bare `10m 60%` with few other words. */
function intendedStep(index: number, context: LintContext): PlainIntent | null {
  const source = sourceAt(context, index);
  const bullet = /^\s*(?:[*•·+‣◦–—]|\d{1,2}[.)])\s+/.exec(source)?.[0];
  const body = intendedBodyIn({ source, from: bullet?.length ?? 0 }, context);
  const begin = body.tokens[0]?.first ?? 0;
  const isLabelled = body.cueEnd === 0 || /:[*_]*$/.test(body.words[begin - 1]?.text ?? "");
  const covered = new Set(
    body.tokens.flatMap(({ first, next }) => Array.from({ length: next - first }, (_, i) => first + i)),
  );
  const others = body.words.filter(({ core }, i) => !covered.has(i) && !isStopword(core) && !(isLabelled && i < begin));
  const isSet = begin === 0 && body.tokens[0]?.means.some(({ kind }) => kind === "reps") === true;
  const isEnd = isLabelled && body.tokens.length > 0 && /^[*_#\s]*(?:warm|cool)/i.test(source);
  const isBesideStep = kindAt(context, index - 1) === "step" || kindAt(context, index + 1) === "step";
  const looksLikeStep = isBesideStep
    ? body.hasTarget || isLabelled
    : !context.hasSteps && (body.hasTarget || isSet || isEnd);
  if (bullet === undefined && !(others.length <= MAX_OTHER_WORDS && looksLikeStep)) return null;
  const intended = intendedLinesOf(body, context);
  if (intended === null && isSet) return { as: "step", lines: null, isRepeat: false };
  if (intended === null || intended.steps.length === 0) return null;
  return { as: "step", ...repeatOf(intended) };
}

function repeatOf({ header, reps, steps }: IntendedLines): Pick<PlainIntent, "lines" | "isRepeat"> {
  if (header === null) return { lines: steps, isRepeat: false };
  return { lines: [printHeader({ text: plainLabel(header), reps }), ...steps], isRepeat: true };
}

/** `Main set: 4 x 8 min` above `- 8 min @ 95%`: the line summarizes the step below. */
function summarizesNextStep(
  [, first = ""]: readonly string[],
  { index, context }: { index: number; context: LintContext },
): boolean {
  if (kindAt(context, index + 1) !== "step") return false;
  const [summary, next] = [first, sourceAt(context, index + 1)].map((line) => {
    const body = intendedBodyIn({ source: line, from: line.indexOf("-") + 1 }, context);
    const source = intendedLinesOf(body, context)?.steps[0] ?? "";
    const { duration, distance } = stepOf(parseStepBody({ source, line: 1, from: 1 }, context)) ?? {};
    return `${duration} ${distance}`;
  });
  return summary === next;
}

const REPEAT_FORMS = [
  new RegExp(`(\\d{1,3})\\s*(?:${REPEAT_WORDS.join("|")})(?!\\w)`, "i"),
  /(?:^|\s)[x×]\s*(\d{1,3})(?!\w)/i,
  /repeat\s*(\d{1,3})(?!\w)/i,
];

/** `Main Set: 5 × (`, `Repeat 5 times:`, `**5x**`. */
function intendedRepeat(source: string): PlainIntent | null {
  for (const form of REPEAT_FORMS) {
    const match = form.exec(source);
    const reps = Number(match?.[1] ?? 0);
    if (match === null || reps === 0) continue;
    const text = plainLabel(source.slice(0, match.index));
    return { as: "repeat", lines: [printHeader({ text, reps })], isRepeat: true };
  }
  return null;
}

function plainLabel(text: string): string {
  return text.replace(/[#*_>[\]():,;-]+/g, " ").replace(/\b(?:repeat|do|then)\b/gi, " ");
}

const REPEAT_BELOW = /^[^\p{L}\d]*(?:repeat|x|×)\s*(\d{1,3})(\s+more)?\s*(?:x|×|times)?[^\p{L}\d]*$/iu;

/** `(repeat 5x)` or `Repeat 4 more times` below steps that are not in a repeat. */
function repeatBelow(index: number, context: LintContext): NoteIntent | null {
  const within = context.lines[index]?.within;
  const isBelowSteps = kindAt(context, index - 1) === "step" && kindAt(context, index + 1) !== "step";
  if (!isBelowSteps || (within !== null && typeof within === "object")) return null;
  const [, count, more] = REPEAT_BELOW.exec(sourceAt(context, index)) ?? [];
  if (count === undefined || Number(count) === 0) return null;
  let first = index;
  while (kindAt(context, first - 1) === "step") first--;
  return { as: "repeat-below", reps: Number(count) + (more === undefined ? 0 : 1), first };
}
