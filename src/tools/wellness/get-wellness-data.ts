import * as z from "zod";
import { lastDays } from "../../training/dates.ts";
import { formatFacts, formatTable } from "../../training/table.ts";
import { WellnessDay } from "../../training/wellness.ts";
import { estimateFacts, wellnessColumns, wellnessNotes } from "../../training/wellness-text.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { withNames } from "./wellness-names.ts";

export const getWellnessData = defineTool({
  name: "icu_get_wellness_data",
  title: "Wellness by day",
  description:
    "A RANGE of days up to today, newest first: sleep, HRV, resting heart rate, feelings (1-4, 1 is best), weight, nutrition, custom fields, fitness, fatigue and form.",
  effect: "read",
  essential: true,
  input: z.object({ days_back: z.int().min(1).max(366).default(7), athlete_id: AthleteId }),
  output: z.object({ days: z.array(WellnessDay) }),

  async run({ days_back }, { intervals, today }) {
    const days = await intervals.listWellness(lastDays(today, days_back));
    return { days: (await withNames(days, intervals)).sort((a, b) => b.date.localeCompare(a.date)) };
  },

  render({ days }, view) {
    const newestEstimates = days.find((day) => day.estimates);
    return paragraphs(
      header("Wellness, newest first", view),
      days.length === 0 ? "No wellness records in this range." : formatTable(wellnessColumns(days, view.units), days),
      wellnessNotes(days, view.today).join("\n"),
      newestEstimates && formatFacts(estimateFacts(newestEstimates)),
    );
  },
});
