import type { Prompt } from "./define-prompt.ts";

export const recoveryCheck: Prompt = {
  name: "recovery_check",
  aliases: ["icu_recovery_check"],
  title: "Am I recovered?",
  description: "Form, sleep, heart rate variability and feelings, and what they say about today.",
  arguments: [],
  ask: () => `Check how recovered I am today.

1. icu_get_fitness_summary for form and ramp rate, icu_get_wellness_data with days_back 14.
2. Resting heart rate and heart rate variability against their own last two weeks, not against textbook values. Sleep.
   Feelings: 1 is best, 4 is worst.
3. icu_get_upcoming_workouts: does what is planned today fit?
4. Say what speaks for and against training hard, and how sure you are. Do not diagnose.`,
};
