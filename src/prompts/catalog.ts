import { activityDeepDive, analyzeRecentTraining, performanceAnalysis, recoveryCheck } from "./analysis.ts";
import type { Prompt } from "./define-prompt.ts";
import { generateWorkout, planTrainingWeek, trainingPlanReview } from "./planning.ts";
import { verifyMultiAthlete, verifySetup } from "./setup.ts";

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
