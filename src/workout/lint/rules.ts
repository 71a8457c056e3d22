import type { Rule } from "./rule.ts";
import { CUE_RULES } from "./rules/cues.ts";
import { DURATION_RULES } from "./rules/durations.ts";
import { NOTE_RULES } from "./rules/notes.ts";
import { OPTION_RULES } from "./rules/options.ts";
import { PACE_RULES } from "./rules/paces.ts";
import { REPEAT_RULES } from "./rules/repeats.ts";
import { STEP_DURATION_RULES } from "./rules/step-duration.ts";
import { STEP_RULES } from "./rules/steps.ts";
import { TARGET_RULES } from "./rules/targets.ts";
import { WORKOUT_RULES } from "./rules/workout.ts";

/** Problems at the same column are reported in this order. */
const ALL = [
  ...DURATION_RULES,
  ...STEP_DURATION_RULES,
  ...PACE_RULES,
  ...TARGET_RULES,
  ...CUE_RULES,
  ...OPTION_RULES,
  ...STEP_RULES,
  ...REPEAT_RULES,
  ...NOTE_RULES,
  ...WORKOUT_RULES,
];

export type RuleId = (typeof ALL)[number]["id"];

export type KnownRule = Rule & { id: RuleId };

/** All lint rules. */
export const RULES: readonly KnownRule[] = ALL;
