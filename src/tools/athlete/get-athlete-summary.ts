import * as z from "zod";
import { addDays } from "../../intervals/local-date.ts";
import { mondayOf } from "../../training/dates.ts";
import { AthleteWeek, byWeekThenForm, rosterColumns, toAthleteWeek } from "../../training/roster.ts";
import { formatTable } from "../../training/table.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";

/** A coach with fifty athletes sees three weeks of them. Ours. */
const MOST_ROWS = 150;

export const getAthleteSummary = defineTool({
  name: "icu_get_athlete_summary",
  title: "Weeks of all athletes",
  description:
    "WEEKLY TOTALS (Monday to Sunday) PER ATHLETE, for a coach the whole roster at once, most tired first: load, time, fitness, fatigue, form, ramp, zones, sports.",
  effect: "read",
  input: z.object({
    weeks: z.int().min(1).max(52).default(2),
    tags: z.array(z.string().max(80)).optional().describe("groups of athletes"),
    athlete_id: AthleteId,
  }),
  output: z.object({ weeks: z.array(AthleteWeek) }),

  async run({ weeks, tags, athlete_id }, { intervals, today }) {
    const start = addDays(mondayOf(today), -7 * (weeks - 1));
    const rows = await intervals.listAthleteWeeks({ start, end: today, tags });
    const wanted =
      athlete_id === undefined || athlete_id === "0" ? rows : rows.filter((row) => row.athlete_id === athlete_id);
    return { weeks: wanted.map(toAthleteWeek).sort(byWeekThenForm) };
  },

  render({ weeks }, view) {
    const shown = weeks.slice(0, MOST_ROWS);
    return paragraphs(
      header("Weeks by athlete, newest first, most tired first", view),
      weeks.length === 0 ? "No athlete has a week in this range." : formatTable(rosterColumns(view.units), shown),
      weeks.length > 0 &&
        `The week of ${mondayOf(view.today)} is not over; its fitness, fatigue and form are today's, with what is planned for today.`,
      weeks.length > shown.length &&
        `${weeks.length - shown.length} older rows left out: ask for fewer weeks, or with tags or athlete_id.`,
    );
  },
});
