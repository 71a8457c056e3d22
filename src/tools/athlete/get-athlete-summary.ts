import * as z from "zod";
import { addDays } from "../../intervals/local-date.ts";
import { mondayOf } from "../../training/dates.ts";
import { AthleteWeek, byWeekThenForm, rosterColumns, toAthleteWeek } from "../../training/roster.ts";
import { formatTable } from "../../training/table.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";

/** Three weeks of a coach's fifty athletes. This project's own limit. */
const MAX_ROWS = 150;

export const getAthleteSummary = defineTool({
  name: "icu_get_athlete_summary",
  title: "Weekly overview of athletes",
  description:
    "WEEKLY TOTALS (Monday to Sunday) PER ATHLETE, for a coach's whole roster, lowest form first: load, time, fitness, fatigue, form, ramp rate, zones, sports.",
  effect: "read",
  input: z.object({
    weeks: z.int().min(1).max(52).default(2),
    tags: z.array(z.string().max(80)).optional().describe("Athlete groups"),
    athlete_id: AthleteId,
  }),
  output: z.object({ weeks: z.array(AthleteWeek) }),

  async run({ weeks, tags, athlete_id }, { intervals, today, covers }) {
    const start = addDays(mondayOf(today), -7 * (weeks - 1));
    const rows = (await intervals.listAthleteWeeks({ start, end: today, tags })).filter((row) =>
      covers(row.athlete_id),
    );
    const wanted =
      athlete_id === undefined || athlete_id === "0" ? rows : rows.filter((row) => row.athlete_id === athlete_id);
    return { weeks: wanted.map(toAthleteWeek).sort(byWeekThenForm) };
  },

  render({ weeks }, view) {
    const shown = weeks.slice(0, MAX_ROWS);
    return paragraphs(
      header("Weekly totals per athlete, newest week first, lowest form first", view),
      weeks.length === 0 ? "No data for these athletes and weeks." : formatTable(rosterColumns(view.units), shown),
      weeks.length > 0 &&
        `The week of ${mondayOf(view.today)} is not over. Its fitness, fatigue and form are today's and include today's planned workouts.`,
      weeks.length > shown.length &&
        `${weeks.length - shown.length} older rows are left out. To see them, request fewer weeks or use tags or athlete_id.`,
    );
  },
});
