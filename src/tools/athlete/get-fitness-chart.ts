import * as z from "zod";
import { addDays } from "../../intervals/local-date.ts";
import { dayOfWeek } from "../../training/dates.ts";
import { formBand, toFitness } from "../../training/fitness.ts";
import { formatTable } from "../../training/table.ts";
import { round } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";

const MAX_DAYS = 365;
/** Longer charts are shown by week. This project's own limit: about one screen. */
const MAX_ROWS = 60;

const ChartDay = z.object({
  date: z.string(),
  is_projected: z.boolean(),
  fitness: z.number(),
  fatigue: z.number(),
  form: z.number(),
  ramp_rate: z.number().optional(),
  load: z.number().optional(),
});

export const getFitnessChart = defineTool({
  name: "icu_get_fitness_chart",
  title: "Fitness over time",
  description:
    "Fitness (CTL), fatigue (ATL) and form over a RANGE of days: how they developed, and will develop with the planned workouts. Today only: icu_get_fitness_summary.",
  effect: "read",
  essential: true,
  input: z.object({
    days_back: z.int().min(0).max(MAX_DAYS).default(42),
    days_ahead: z.int().min(0).max(MAX_DAYS).default(14),
    athlete_id: AthleteId,
  }),
  output: z.object({ series: z.array(ChartDay) }),

  async run({ days_back, days_ahead }, { intervals, today }) {
    if (days_back + days_ahead > MAX_DAYS) {
      throw new ToolInputError(`days_back + days_ahead: the sum must be at most ${MAX_DAYS}.`);
    }
    const range = { oldest: addDays(today, -days_back), newest: addDays(today, days_ahead) };
    const fields = ["id", "ctl", "atl", "rampRate", "ctlLoad", "atlLoad"];
    const days = await intervals.listWellness(range, fields);
    const series = days
      .flatMap((day) => toFitness(day) ?? [])
      .map((day) => ({ ...day, is_projected: day.date > today }))
      .sort((a, b) => a.date.localeCompare(b.date));
    return { series };
  },

  render({ series }, view) {
    const { today } = view;
    const weekly = series.length > MAX_ROWS;
    const [first, last] = [series[0], series.at(-1)];
    const rows = weekly
      ? series.filter((day) => dayOfWeek(day.date) === 0 || day.date === today || day === first || day === last)
      : series;
    return paragraphs(
      header("Fitness chart", view),
      series.length === 0 && "No fitness data in this range.",
      series.length > 0 &&
        formatTable(
          [
            {
              header: "date",
              cell: (day) => day.date + (day.date === today ? " (today)" : day.is_projected ? " (plan)" : ""),
            },
            { header: "load", cell: (day) => (day.load !== undefined ? round(day.load) : undefined) },
            { header: "fitness", cell: (day) => round(day.fitness, 1) },
            { header: "fatigue", cell: (day) => round(day.fatigue, 1) },
            { header: "form", cell: (day) => round(day.form, 1) },
            { header: "band", cell: (day) => formBand(day.form).band },
          ],
          rows,
        ),
      weekly &&
        `Weekly values (Sundays). ${series.length - rows.length} days in between are left out; request ${MAX_ROWS} days or fewer for daily values.`,
      series.some((day) => day.date >= today) &&
        "Values for today and later include planned workouts, if the athlete's settings include them.",
    );
  },
});
