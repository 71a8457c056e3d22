/** Rules for a step as a whole. */
import type { Step } from "../../steps.ts";
import { unusualCharacterIn } from "../../syntax/words.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import { isWarmupOrCooldownInRepeat } from "../nodes.ts";
import type { Rule } from "../rule.ts";

export const STEP_RULES = [
  {
    id: "ramp-of-one",
    severity: "warning",
    evidence: "inferred",
    source: "§5.5",
    effect: "is a ramp with one value",
    help: "A ramp needs two values: `ramp 50-75%`.",
    example: { sport: "Ride", bad: "- 10m ramp 75%" },
    check: {
      parsed: (it) => it.ramp === true && hasTarget(it) && targetsOf(it).every(({ end }) => end === undefined),
    },
    fix: rewriteLine,
  },
  {
    id: "timed-cue",
    severity: "warning",
    evidence: "forum",
    source: "§5.5",
    effect: "has timed cues whose offsets do not ascend within the step: texts are lost",
    help: "In timed cues (`First 60^30 Second 90^20 Third 10m 65%`) every text except the first needs its offset in seconds before it. Offsets must ascend and be shorter than the step.",
    example: { sport: "Ride", bad: "- First ^30 Second 2m 120%" },
    check: {
      parsed: hasInvalidOffsets,
    },
    fix: rewriteLine,
  },
  {
    id: "option-alone",
    severity: "warning",
    evidence: "inferred",
    source: "§5.5",
    effect: "has an averaging window without a target",
    help: "`power=3s` and `hr=lap` set how a target is averaged. Without a target of that kind they have no effect.",
    example: { sport: "Ride", bad: "- 5m Z2 HR power=3s", good: "- 5m Z2 HR" },
    check: {
      parsed: (it, { line }) =>
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
    help: "A step may have targets of several kinds. The device uses one of them, according to the `target` of the workout.",
    example: { sport: "Ride", bad: "- 20m 75% 80% LTHR" },
    check: {
      parsed: (it) => hasTarget(it) && targetsOf(it).length > 1,
    },
  },
  {
    id: "rest-without-flag",
    severity: "info",
    evidence: "live",
    source: "§5.5",
    effect: "has no target and is not a rest step on the watch",
    help: "For a rest step on the watch, write `- Rest 20s intensity=rest`.",
    example: { sport: "Run", bad: "- 400mtr 105% Pace\n- Rest 60s" },
    check: {
      parsed: isPlainRest,
    },
  },
  {
    id: "no-target",
    severity: "info",
    evidence: "live",
    source: "§5.4",
    effect: "has no target",
    help: "A step without a target adds time but no load.",
    example: { sport: "Ride", bad: "- Easy 10m\n- 20m 88%" },
    check: {
      parsed: (it) => !hasTarget(it) && it.intensity !== "rest" && !it.freeride && !it.maxeffort && !isPlainRest(it),
    },
  },
  {
    id: "indented",
    severity: "warning",
    evidence: "live",
    source: "§5.1",
    effect: "is indented",
    help: "Indentation has no effect. Write steps at the beginning of the line.",
    example: { sport: "Ride", bad: "  - 10m 60%", good: "- 10m 60%" },
    check: {
      step: ({ line }) => line.dash > 0,
    },
    fix: rewriteLine,
  },
  {
    id: "unusual-character",
    severity: "warning",
    evidence: "inferred",
    source: "§5.1",
    effect: "This line contains an invisible or full-width character where an ASCII space, digit or `%` is expected",
    help: "Use the spaces, digits and `%` of a keyboard.",
    example: { sport: "Ride", bad: "- 10m\u00a060%", good: "- 10m 60%" },
    check: {
      step: ({ line }) => {
        const at = unusualCharacterIn(line.source);
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
    help: "Steps directly below a repeat belong to it. Leave a blank line between a repeat and the warm-up or cool-down.",
    example: {
      sport: "Ride",
      bad: "4x\n- 4m 105%\n- 3m 55%\n- Cooldown 10m 50%",
      good: "4x\n- 4m 105%\n- 3m 55%\n\n- Cooldown 10m 50%",
    },
    check: {
      step: isWarmupOrCooldownInRepeat,
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

/** `First 60^30 Second 120^30 Third`: the offsets in seconds must ascend and be shorter than the step. */
function hasInvalidOffsets({ text, duration }: Step): boolean {
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
