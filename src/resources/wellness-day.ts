import { addDays } from "../intervals/local-date.ts";
import { getWellnessForDate } from "../tools/wellness/get-wellness-for-date.ts";
import { fromTool } from "./from-tool.ts";

export const wellnessDay = fromTool(getWellnessForDate, {
  uri: "intervals-icu://wellness/{date}",
  name: "wellness-day",
  title: "Wellness of one day",
  description: "Sleep, heart rate variability, feelings and fitness of one day.",
  async values(contextFor) {
    const { today } = await contextFor();
    const days = Array.from({ length: 60 }, (_, ago) => addDays(today, -ago));
    return ["today", "yesterday", ...days];
  },
});
