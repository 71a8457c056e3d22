import { activityDeepDive } from "./activity-deep-dive.ts";
import { analyzeRecentTraining } from "./analyze-recent-training.ts";
import type { Prompt } from "./define-prompt.ts";
import { generateWorkout } from "./generate-workout.ts";
import { performanceAnalysis } from "./performance-analysis.ts";
import { planTrainingWeek } from "./plan-training-week.ts";
import { recoveryCheck } from "./recovery-check.ts";
import { trainingPlanReview } from "./training-plan-review.ts";
import { verifyMultiAthlete } from "./verify-multi-athlete.ts";
import { verifySetup } from "./verify-setup.ts";

/** Every prompt, in the order in which it is listed. */
export const PROMPTS: readonly Prompt[] = [
  analyzeRecentTraining,
  performanceAnalysis,
  activityDeepDive,
  recoveryCheck,
  trainingPlanReview,
  planTrainingWeek,
  generateWorkout,
  verifySetup,
  verifyMultiAthlete,
];
