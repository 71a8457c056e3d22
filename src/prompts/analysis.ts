import { addDays } from "../intervals/local-date.ts";
import type { Prompt, PromptArgument } from "./define-prompt.ts";

const ACTIVITY_ID: PromptArgument = {
  name: "activity_id",
  description: "Which activity, such as i140242265",
  async values(contextFor) {
    const { intervals, today } = await contextFor();
    return (await intervals.listActivities({ oldest: addDays(today, -60), newest: today, limit: 100 })).map(
      ({ id }) => id,
    );
  },
};

export const analyzeRecentTraining: Prompt = {
  name: "analyze_recent_training",
  aliases: ["icu_analyze_recent_training"],
  title: "How did my training go?",
  description: "Volume, load, intensity and form of the last days, and what follows from them.",
  arguments: [
    { name: "days", description: "How many days to look back", fallback: "30", values: ["7", "14", "30", "60", "90"] },
  ],
  write: ({ days }) => `Analyse my training of the last ${days} days.

1. icu_get_recent_activities with days_back ${days}, and icu_get_fitness_chart with days_back ${days}.
2. Volume and load per week and per sport; how hard and easy days alternate; what stands out.
3. Fitness, fatigue and form: where they came from and where they go.
4. icu_get_wellness_data over the same days, if there is any: do sleep and feelings fit the load?
5. End with two or three things to keep and to change. Give numbers with their units, and say what you could not see.`,
};

const CURVES: Record<string, string> = {
  power: "icu_get_power_curves",
  hr: "icu_get_hr_curves",
  pace: "icu_get_pace_curves",
};

export const performanceAnalysis: Prompt = {
  name: "performance_analysis",
  aliases: ["icu_performance_analysis"],
  title: "Where am I strong?",
  description: "Best efforts by power, heart rate or pace, this season against the last 90 days.",
  arguments: [{ name: "metric", description: "power, hr or pace", fallback: "power", values: Object.keys(CURVES) }],
  write: ({ metric = "power" }) => {
    const curves = CURVES[metric] ?? "icu_get_power_curves";
    return `Analyse my best efforts by ${metric in CURVES ? metric : "power"}.

1. ${curves} for the last 90 days and for the year (time_period year).
2. Compare short, middle and long efforts: which got better, which are old, which were never tried?
3. Hold them against my thresholds and zones from icu_get_sport_settings. Do the settings still fit?
4. Say which kind of session would help most, and what you are unsure about.`;
  },
};

export const activityDeepDive: Prompt = {
  name: "activity_deep_dive",
  aliases: ["icu_activity_deep_dive"],
  title: "What happened in this activity?",
  description: "Pacing, intervals, zones and drift of one activity.",
  arguments: [ACTIVITY_ID],
  write: ({ activity_id }) => `Look closely at activity ${activity_id}.

1. icu_get_activity_details for the whole, icu_get_activity_intervals for its parts.
2. Was it paced evenly? Did heart rate drift against power or pace? Were the intervals even, and as hard as meant?
3. If something needs a closer look, icu_get_activity_streams for that stretch only.
4. Compare with icu_get_activities_around where that says something.
5. Sum up in a few sentences: what it was, what it cost, what to take from it.`,
};

export const recoveryCheck: Prompt = {
  name: "recovery_check",
  aliases: ["icu_recovery_check"],
  title: "Am I recovered?",
  description: "Form, sleep, heart rate variability and feelings, and what they say about today.",
  arguments: [],
  write: () => `Check how recovered I am today.

1. icu_get_fitness_summary for form and ramp rate, icu_get_wellness_data with days_back 14.
2. Resting heart rate and heart rate variability against their own last two weeks, not against textbook values. Sleep.
   Feelings: 1 is best, 4 is worst.
3. icu_get_upcoming_workouts: does what is planned today fit?
4. Say what speaks for and against training hard, and how sure you are. Do not diagnose.`,
};
