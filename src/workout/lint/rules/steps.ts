/** A step as a whole. */
import type { Step } from "../../steps.ts";
import { oddCharacterIn } from "../../syntax/words.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import { isSwallowed } from "../nodes.ts";
import type { Rule } from "../rule.ts";

export const STEP_RULES = [
  {
    id: "ramp-of-one",
    severity: "warning",
    evidence: "inferred",
    source: "§5.5",
    effect: "has one value",
    help: "A ramp needs two values: `ramp 50-75%`.",
    example: { sport: "Ride", bad: "- 10m ramp 75%" },
    check: {
      read: (it) => it.ramp === true && hasTarget(it) && targetsOf(it).every(({ end }) => end === undefined),
    },
    fix: rewriteLine,
  },
  {
    id: "timed-cue",
    severity: "warning",
    evidence: "forum",
    source: "§5.5",
    effect: "has timed cues without an ascending offset within the step: texts are lost",
    help: "In timed cues (`First 60^30 Second 90^20 Third 10m 65%`) each text but the first has its offset in seconds before it, ascending, within the step.",
    example: { sport: "Ride", bad: "- First ^30 Second 2m 120%" },
    check: {
      read: hasBadTimes,
    },
    fix: rewriteLine,
  },
  {
    id: "option-alone",
    severity: "warning",
    evidence: "inferred",
    source: "§5.5",
    effect: "has no target to act on",
    help: "`power=3s` and `hr=lap` say how a target is averaged; without a target of that kind they do nothing.",
    example: { sport: "Ride", bad: "- 5m Z2 HR power=3s", good: "- 5m Z2 HR" },
    check: {
      read: (it, { line }) =>
        line.body.tokens.some(({ reads }) => reads[0]?.kind === "window" && it[reads[0].domain] === undefined),
    },
    fix: rewriteLine,
  },
  {
    id: "mixed-targets",
    severity: "info",
    evidence: "live",
    source: "§5.4",
    effect: "has targets of several kinds",
    help: "A step may have targets of several kinds; the device uses one, by the workout's `target`.",
    example: { sport: "Ride", bad: "- 20m 75% 80% LTHR" },
    check: {
      read: (it) => hasTarget(it) && targetsOf(it).length > 1,
    },
  },
  {
    id: "rest-without-flag",
    severity: "info",
    evidence: "live",
    source: "§5.5",
    effect: "has no target and is no rest step on the watch",
    help: "For a true rest step on the watch write `- Rest 20s intensity=rest`.",
    example: { sport: "Run", bad: "- 400mtr 105% Pace\n- Rest 60s" },
    check: {
      read: isPlainRest,
    },
  },
  {
    id: "no-target",
    severity: "info",
    evidence: "live",
    source: "§5.4",
    effect: "has no target",
    help: "A step without a target counts its time but no load.",
    example: { sport: "Ride", bad: "- Easy 10m\n- 20m 88%" },
    check: {
      read: (it) => !hasTarget(it) && it.intensity !== "rest" && !it.freeride && !it.maxeffort && !isPlainRest(it),
    },
  },
  {
    id: "indented",
    severity: "warning",
    evidence: "live",
    source: "§5.1",
    effect: "is indented",
    help: "Indentation means nothing; steps are flush left.",
    example: { sport: "Ride", bad: "  - 10m 60%", good: "- 10m 60%" },
    check: {
      step: ({ line }) => line.dash > 0,
    },
    fix: rewriteLine,
  },
  {
    id: "odd-character",
    severity: "warning",
    evidence: "inferred",
    source: "§5.1",
    effect: "An invisible or wide character stands in this line, where a plain space or digit is meant",
    help: "Spaces, digits and `%` are those of a keyboard.",
    example: { sport: "Ride", bad: "- 10m\u00a060%", good: "- 10m 60%" },
    check: {
      step: ({ line }) => {
        const at = oddCharacterIn(line.source);
        return at >= 0 && [{ span: { line: line.span.line, column: at + 1, length: 1 }, text: "" }];
      },
    },
    fix: rewriteLine,
  },
  {
    id: "cooldown-repeated",
    severity: "warning",
    evidence: "live",
    source: "§5.1",
    effect: "belongs to the repeat and is repeated with it",
    help: "Steps directly under a repeat belong to it: an empty line keeps the warm-up and cool-down out.",
    example: {
      sport: "Ride",
      bad: "4x\n- 4m 105%\n- 3m 55%\n- Cooldown 10m 50%",
      good: "4x\n- 4m 105%\n- 3m 55%\n\n- Cooldown 10m 50%",
    },
    check: {
      step: isSwallowed,
    },
    fix: rewriteLine,
  },
] as const satisfies readonly Rule[];

function targetsOf({ power, hr, pace }: Step) {
  return [power, hr, pace].filter((target) => target !== undefined);
}

function hasTarget({ power, hr, pace }: Step): boolean {
  return (power ?? hr ?? pace) !== undefined;
}

function isPlainRest(step: Step): boolean {
  return !hasTarget(step) && step.intensity === undefined && /^(rest|pause)\b/i.test(step.text ?? "");
}

/** `First 60^30 Second 120^30 Third`: every cue but the first has its offset before it, ascending, within the step. */
function hasBadTimes({ text, duration }: Step): boolean {
  if (text === undefined || !text.includes("^")) return false;
  let latest = 0;
  for (const word of text.split(" ")) {
    if (!word.includes("^")) continue;
    const offset = Number(/^(\d{1,6})\^\d{0,6}$/.exec(word)?.[1] ?? Number.NaN);
    if (!(offset > latest) || (duration !== undefined && offset >= duration)) return true;
    latest = offset;
  }
  return false;
}
