import * as z from "zod";
import { addDays } from "../../intervals/local-date.ts";
import { formBand, rampBand, toFitness } from "../../training/fitness.ts";
import { formatFacts } from "../../training/table.ts";
import { formatHours, round } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";

const Point = z.object({ date: z.string(), fitness: z.number(), fatigue: z.number(), form: z.number() });

export const getFitnessSummary = defineTool({
  name: "icu_get_fitness_summary",
  title: "Fitness today",
  description:
    "TODAY's fitness (CTL), fatigue (ATL), form and ramp rate: how fit, fresh or tired the athlete is, compared with one and six weeks ago. Over time: icu_get_fitness_chart.",
  effect: "read",
  essential: true,
  input: z.object({ athlete_id: AthleteId }),
  output: z.object({
    today: Point,
    form_band: z.string(),
    form_means: z.string(),
    ramp_rate: z.number().optional(),
    ramp_band: z.string().optional(),
    planned_today: z.object({ workouts: z.number(), load: z.number() }),
    earlier: z.array(Point),
    last_7_days: z.object({ activities: z.number(), moving_time_seconds: z.number(), load: z.number() }),
    estimates: z.array(z.object({ sport: z.string(), eftp_watts: z.number().optional() })),
  }),

  async run(_, { intervals, today }) {
    const [days, events, activities] = await Promise.all([
      intervals.listWellness({ oldest: addDays(today, -49), newest: today }),
      intervals.listEvents({ oldest: today, newest: today }),
      intervals.listActivities({ oldest: addDays(today, -6), newest: today }),
    ]);
    const points = days.flatMap((day) => toFitness(day) ?? []).sort((a, b) => a.date.localeCompare(b.date));
    const now = points.findLast(({ date }) => date === today);
    if (!now) {
      throw new ToolInputError(
        "Intervals.icu has no fitness data for this athlete yet. It needs activities with a training load.",
      );
    }
    const workouts = events.filter(({ category }) => category === "WORKOUT");
    const pointOf = ({ date, fitness, fatigue, form }: typeof now) => ({ date, fitness, fatigue, form });
    // Days without a record may be missing, so use the last one at least one or six weeks ago.
    const earlier = [-7, -42].flatMap((ago) => points.findLast(({ date }) => date <= addDays(today, ago)) ?? []);
    const band = formBand(now.form);
    const record = days.find(({ id }) => id === today);
    return {
      today: pointOf(now),
      form_band: band.band,
      form_means: band.meaning,
      ramp_rate: now.ramp_rate,
      ramp_band: now.ramp_rate === undefined ? undefined : rampBand(now.ramp_rate),
      planned_today: { workouts: workouts.length, load: sum(workouts.map((event) => event.icu_training_load)) },
      earlier: earlier.map(pointOf),
      last_7_days: {
        activities: activities.length,
        moving_time_seconds: sum(activities.map((activity) => activity.moving_time)),
        load: sum(activities.map((activity) => activity.icu_training_load)),
      },
      estimates: (record?.sportInfo ?? []).flatMap(({ type, eftp }) =>
        type && eftp ? [{ sport: type, eftp_watts: eftp }] : [],
      ),
    };
  },

  render(output, view) {
    const { today, planned_today: planned, last_7_days: week } = output;
    const ramp = output.ramp_rate;
    return paragraphs(
      header("Fitness", view),
      formatFacts([
        ["fitness (CTL)", round(today.fitness, 1)],
        ["fatigue (ATL)", round(today.fatigue, 1)],
        ["form (fitness − fatigue)", `${round(today.form, 1)}: ${output.form_band}, ${output.form_means}`],
        ["ramp rate", ramp === undefined ? undefined : `${round(ramp, 1)} per week: ${output.ramp_band}`],
        ...output.earlier.map(
          (point) =>
            [
              point.date,
              `fitness ${round(point.fitness, 1)}, fatigue ${round(point.fatigue, 1)}, form ${round(point.form, 1)}`,
            ] as const,
        ),
        ["last 7 days", `${week.activities} activities, ${formatHours(week.moving_time_seconds)}, load ${week.load}`],
        ...output.estimates.map(
          ({ sport, eftp_watts }) => [`estimated FTP (${sport})`, eftp_watts && `${Math.round(eftp_watts)} W`] as const,
        ),
      ]),
      planned.workouts > 0
        ? `Today's values include today's planned workouts (${planned.workouts} workout${planned.workouts === 1 ? "" : "s"}, load ${planned.load}), even if they are not done yet.`
        : "Nothing is planned for today: the values include only completed activities.",
    );
  },
});

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
