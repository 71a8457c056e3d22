/** Rules for cues, keywords and text. */
import { isText } from "../../syntax/step-line.ts";
import type { Flag } from "../../syntax/token.ts";
import type { Token } from "../../syntax/tokenize.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import { isNameOnly, isRiskyInCue } from "../intent/intended-body.ts";
import type { StepNode } from "../nodes.ts";
import { atWords, type Diagnostic, type Rule } from "../rule.ts";

export const CUE_RULES = [
  {
    id: "keyword-spelling",
    severity: "error",
    evidence: "inferred",
    source: "§5.5",
    effect: "is text",
    help: "`maxeffort` is one word.",
    example: { sport: "Ride", bad: "- 15s max effort", good: "- 15s maxeffort" },
    check: {
      keyword: (token, { intendedBody }) => token.spelling === "text" && !isNameOnly(token, intendedBody()),
    },
    fix: rewriteLine,
  },
  {
    id: "claimed-keyword",
    severity: "warning",
    evidence: "claimed",
    source: "§5.5",
    effect: "is not confirmed to work",
    help: "Use `freeride` to turn ERG mode off.",
    example: { sport: "Ride", bad: "- 20m free", good: "- 20m freeride" },
    check: {
      keyword: (token, { intendedBody }) =>
        token.spelling === "claimed" && token.flag === "freeride" && !isNameOnly(token, intendedBody()),
    },
    fix: rewriteLine,
  },
  {
    id: "lap-press",
    severity: "warning",
    evidence: "claimed",
    source: "§5.5",
    effect: "is not confirmed to work",
    help: "Use `press lap` for the lap button.",
    example: { sport: "Run", bad: "- 10m Z2 HR lap press", good: "- 10m Z2 HR press lap" },
    check: {
      keyword: ({ spelling, flag }) => spelling === "claimed" && flag === "until_lap_press",
    },
    fix: rewriteLine,
  },
  {
    id: "ramp-first",
    severity: "error",
    evidence: "live",
    source: "§5.5",
    effect: "is read as part of the cue: the range is a band, not a ramp",
    help: "`ramp` before the duration is part of the cue, and the range is a band. Write `10m ramp 50-75%`.",
    example: { sport: "Ride", bad: "- Ramp 10m 50-75%", good: "- 10m ramp 50-75%" },
    check: {
      step: (step) => keywordsInCue(step, (flag) => flag === "ramp" && hasRange(step)),
    },
    fix: rewriteLine,
  },
  {
    id: "keyword-first",
    severity: "error",
    evidence: "inferred",
    source: "§5.5",
    effect: "is read as part of the cue",
    help: "Write `freeride` and `maxeffort` after the duration. Before it they may be read as part of the cue.",
    example: { sport: "Ride", bad: "- Freeride 20m", good: "- 20m freeride" },
    check: {
      step: (step) => keywordsInCue(step, (flag) => flag !== "ramp"),
    },
    fix: rewriteLine,
  },
  {
    id: "digits-in-cue",
    severity: "warning",
    evidence: "live",
    source: "§5.2",
    effect: "may not be read as text",
    help: "Keep digits out of cues; they have broken swim workouts.",
    example: {
      sport: "Swim",
      bad: "- Drill 50 fingertip drag 100mtr 80% Pace",
      good: "- Drill fingertip drag 100mtr 80% Pace",
    },
    check: {
      step: digitsInCue,
    },
    fix: rewriteLine,
  },
  {
    id: "unread-number",
    severity: "warning",
    evidence: "inferred",
    source: "§5.2",
    effect: "is read as text",
    help: "A number needs one of the units of the language.",
    example: { sport: "Ride", bad: "- 10m 75" },
    check: {
      step: unreadNumbers,
    },
    fix: rewriteLine,
  },
] as const satisfies readonly Rule[];

/** Keywords that the server treats as part of the cue and that do not occur again after it. */
function keywordsInCue(step: StepNode, isWanted: (flag: Flag) => boolean): readonly Diagnostic[] {
  const { body } = step.line;
  if (body.cueEnd === 0) return [];
  const isParsed = (flag: Flag) =>
    body.tokens.some((it) => it.kind === "keyword" && !isText(it, body) && it.spelling !== "text" && it.flag === flag);
  const isLost = (it: Token) =>
    it.kind === "keyword" && it.spelling === "exact" && isText(it, body) && isWanted(it.flag) && !isParsed(it.flag);
  return body.tokens.filter(isLost).map((token) => atWords(step, token));
}

function hasRange({ line }: StepNode): boolean {
  return line.body.tokens.some(({ reads }) => reads.some((it) => "target" in it && it.target.end !== undefined));
}

function digitsInCue(step: StepNode): Diagnostic[] {
  const { words, cueEnd } = step.line.body;
  const risky = textWords(step, { from: 0, to: cueEnd }).filter((i) =>
    isRiskyInCue(words[i]?.text ?? "", step.context),
  );
  return risky.map((i) => atWords(step, { first: i, next: i + 1 }));
}

/** Words after the cue that look like a quantity. If the step has a target, a number without a unit may be part of the text. */
function unreadNumbers(step: StepNode): Diagnostic[] {
  const { words, cueEnd } = step.line.body;
  const numbers = textWords(step, { from: cueEnd + 1, to: words.length }).filter((i) =>
    /^\d/.test(words[i]?.core ?? ""),
  );
  const isSuspicious = (i: number) =>
    !step.intendedBody().hasTarget || /^\d[\d.,:-]*[^\d.,:-]/.test(words[i]?.core ?? "");
  return numbers.filter(isSuspicious).map((i) => atWords(step, { first: i, next: i + 1 }));
}

/** The indexes from `from` up to but not including `to` of words that are not part of a token. */
function textWords({ line }: StepNode, { from, to }: { from: number; to: number }): number[] {
  const { words, tokens } = line.body;
  const indexes: number[] = [];
  let t = 0;
  for (let i = from; i < to; i++) {
    while ((tokens[t]?.next ?? words.length) <= i) t++;
    if ((tokens[t]?.first ?? words.length) > i) indexes.push(i);
  }
  return indexes;
}
