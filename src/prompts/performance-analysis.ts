import type { Prompt } from "./define-prompt.ts";

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
  ask: ({ metric = "power" }) => {
    const curves = CURVES[metric] ?? "icu_get_power_curves";
    return `Analyse my best efforts by ${metric in CURVES ? metric : "power"}.

1. ${curves} for the last 90 days and for the year (time_period year).
2. Compare short, middle and long efforts: which got better, which are old, which were never tried?
3. Hold them against my thresholds and zones from icu_get_sport_settings. Do the settings still fit?
4. Say which kind of session would help most, and what you are unsure about.`;
  },
};
