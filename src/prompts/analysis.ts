import { addDays } from "../intervals/local-date.ts";
import type { Prompt, PromptArgument } from "./define-prompt.ts";

const ACTIVITY_ID: PromptArgument = {
  name: "activity_id",
  description: "The activity's id, such as i140242265",
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
  description: "Volume, load, intensity and form over recent days, and what to do next.",
  arguments: [
    { name: "days", description: "How many days to look back", fallback: "30", values: ["7", "14", "30", "60", "90"] },
  ],
  write: ({ days }) => `Analyze my training over the last ${days} days.

1. Call icu_get_recent_activities and icu_get_fitness_chart, both with days_back ${days}.
2. Report volume and load per week and per sport, how hard and easy days alternate, and anything unusual.
3. Explain how fitness, fatigue and form have changed and where they are heading.
4. Call icu_get_wellness_data for the same days. If there are records, do sleep and feelings match the load?
5. End with two or three things to keep doing and to change. Give units with every number, and say which data was missing.`,
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
  description: "Best efforts by power, heart rate or pace: the last 90 days compared with the year.",
  arguments: [{ name: "metric", description: "power, hr or pace", fallback: "power", values: Object.keys(CURVES) }],
  write: ({ metric = "power" }) => {
    const curves = CURVES[metric] ?? "icu_get_power_curves";
    return `Analyze my best efforts by ${metric in CURVES ? metric : "power"}.

1. Call ${curves} for the last 90 days and for the year (time_period year).
2. Compare short, medium and long efforts: which have improved, which are old, and which have I never tested?
3. Compare them with my thresholds and zones from icu_get_sport_settings. Are the settings still right?
4. Recommend the kind of session that would help most, and say what you are unsure about.`;
  },
};

export const activityDeepDive: Prompt = {
  name: "activity_deep_dive",
  aliases: ["icu_activity_deep_dive"],
  title: "What happened in this activity?",
  description: "Pacing, intervals, zones and drift of one activity.",
  arguments: [ACTIVITY_ID],
  write: ({ activity_id }) => `Look closely at activity ${activity_id}.

1. Call icu_get_activity_details for the summary and icu_get_activity_intervals for the intervals.
2. Was it paced evenly? Did heart rate drift relative to power or pace? Were the intervals consistent, and as hard as planned?
3. If something needs a closer look, call icu_get_activity_streams for that part only.
4. If a comparison helps, call icu_get_activities_around.
5. Summarize in a few sentences: the kind of session, how demanding it was, and what to learn from it.`,
};

export const recoveryCheck: Prompt = {
  name: "recovery_check",
  aliases: ["icu_recovery_check"],
  title: "Am I recovered?",
  description: "Form, sleep, heart rate variability and feelings, and what they mean for today's training.",
  arguments: [],
  write: () => `Check how recovered I am today.

1. Call icu_get_fitness_summary for form and ramp rate, and icu_get_wellness_data with days_back 14.
2. Compare my resting heart rate and heart rate variability with my own last two weeks, not with textbook values.
   Include sleep and feelings (1 is best, 4 is worst).
3. Call icu_get_upcoming_workouts. Is today's planned workout appropriate?
4. Give the arguments for and against training hard today, and say how confident you are. Do not make a diagnosis.`,
};
