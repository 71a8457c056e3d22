import * as z from "zod";
import { formatDay, resolveDate } from "../../training/dates.ts";
import { formatFacts } from "../../training/table.ts";
import { isRecorded, WellnessDay } from "../../training/wellness.ts";
import { wellnessFacts, wellnessNotes } from "../../training/wellness-text.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, Day } from "../kit/parameters.ts";
import { withNames } from "./wellness-names.ts";

export const getWellnessForDate = defineTool({
  name: "icu_get_wellness_for_date",
  title: "Wellness on one day",
  description:
    "ONE day's wellness record in full: weight, sleep, feelings in words (1-4, 1 is best), custom fields, fitness, fatigue, form. Several days: icu_get_wellness_data.",
  effect: "read",
  input: z.object({ date: Day, athlete_id: AthleteId }),
  output: z.object({ day: WellnessDay }),

  async run({ date }, { intervals, today }) {
    const [day] = await withNames([await intervals.getWellness(resolveDate(date, today))], intervals);
    return { day: day ?? { date: resolveDate(date, today) } };
  },

  render: ({ day }, view) =>
    paragraphs(
      header(`Wellness on ${formatDay(day.date)}`, view),
      formatFacts(wellnessFacts(day, view.units)),
      day.date <= view.today && !isRecorded(day) && "Nothing was recorded on this day.",
      wellnessNotes([day], view.today).join("\n"),
      day.date > view.today && "This day is in the future: its fitness is projected from planned workouts.",
    ),
});
