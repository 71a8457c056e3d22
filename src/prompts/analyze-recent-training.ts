import type { Prompt } from "./define-prompt.ts";

export const analyzeRecentTraining: Prompt = {
  name: "analyze_recent_training",
  aliases: ["icu_analyze_recent_training"],
  title: "How did my training go?",
  description: "Volume, load, intensity and form of the last days, and what follows from them.",
  arguments: [
    { name: "days", description: "How many days to look back", fallback: "30", values: ["7", "14", "30", "60", "90"] },
  ],
  ask: ({ days }) => `Analyse my training of the last ${days} days.

1. icu_get_recent_activities with days_back ${days}, and icu_get_fitness_chart with days_back ${days}.
2. Volume and load per week and per sport; how hard and easy days alternate; what stands out.
3. Fitness, fatigue and form: where they came from and where they go.
4. icu_get_wellness_data over the same days, if there is any: do sleep and feelings fit the load?
5. End with two or three things to keep and to change. Give numbers with their units, and say what you could not see.`,
};
