/** Rules for options: `intensity=rest`, `power=3s`, `hr=lap`. */
import { INTENSITIES } from "../../syntax/grammar.ts";
import { rewriteLine } from "../edits/rewrite-line.ts";
import type { Rule } from "../rule.ts";

export const OPTION_RULES = [
  {
    id: "option-spelling",
    severity: "error",
    evidence: "inferred",
    source: "§5.5",
    effect: "is read as text",
    help: "Write options as `name=value`, without spaces.",
    example: { sport: "Swim", bad: "- Rest 20s intensity: rest", good: "- Rest 20s intensity=rest" },
    check: {
      option: ({ value, hasSign }) => value !== null && !hasSign,
    },
    fix: rewriteLine,
  },
  {
    id: "option-value",
    severity: "error",
    evidence: "inferred",
    source: "§5.5",
    effect: "is not a value that Intervals.icu knows",
    help: "`intensity` is warmup, active, rest or cooldown. The averaging window of `power` is 1s, 3s, 10s, 30s or lap, that of `hr` 1s or lap.",
    example: { sport: "Run", bad: "- 5m Z2 HR intensity=easy" },
    check: {
      option: ({ value }) => value === null,
    },
    fix: rewriteLine,
  },
  {
    id: "option-unproven",
    severity: "info",
    evidence: "claimed",
    source: "§5.5",
    effect: "is not confirmed to work",
    help: "`intensity=recovery`, `interval`, `other` and `auto` are not confirmed to work.",
    example: { sport: "Run", bad: "- 2m 60% Pace intensity=recovery" },
    check: {
      option: ({ value, hasSign }) =>
        hasSign &&
        value?.kind === "intensity" &&
        INTENSITIES.some(({ token, evidence }) => token === value.value && evidence === "claimed"),
    },
  },
] as const satisfies readonly Rule[];
