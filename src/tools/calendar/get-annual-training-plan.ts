import * as z from "zod";
import { addDays } from "../../intervals/local-date.ts";
import { mondayOf } from "../../training/dates.ts";
import { quote } from "../../training/quote.ts";
import { Phase, PLAN_CATEGORIES, PlanWeek, toSeasonPlan } from "../../training/season-plan.ts";
import { type Column, formatTable } from "../../training/table.ts";
import { distanceIn, formatHours, round, type Units } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId, daysBack } from "../kit/parameters.ts";

export const getAnnualTrainingPlan = defineTool({
  name: "icu_get_annual_training_plan",
  title: "Season plan",
  description:
    "The SEASON PLAN: phases of the annual training plan, each week's targets for load, time and distance by sport, and notes.",
  effect: "read",
  input: z.object({
    days_ahead: z.int().min(0).max(1100).default(365),
    days_back: daysBack(0),
    athlete_id: AthleteId,
  }),
  output: z.object({ phases: z.array(Phase), weeks: z.array(PlanWeek) }),

  async run({ days_ahead, days_back }, { intervals, today }) {
    // Targets are on the Monday of their week.
    const range = { oldest: mondayOf(addDays(today, -days_back)), newest: addDays(today, days_ahead) };
    return toSeasonPlan(await intervals.listEvents({ ...range, categories: PLAN_CATEGORIES }), range.oldest);
  },

  render({ phases, weeks }, view) {
    const now = mondayOf(view.today);
    return paragraphs(
      header("Season plan", view),
      phases.length === 0 && weeks.length === 0 && "No annual training plan in this range.",
      phases.length > 0 && `Phases\n${formatTable(PHASE_COLUMNS, phases)}`,
      weeks.length > 0 && `Weeks, Monday to Sunday\n${formatTable(weekColumns(view.units, now), weeks)}`,
    );
  },
});

const PHASE_COLUMNS: readonly Column<Phase>[] = [
  { header: "phase", cell: ({ phase }) => quote(phase, 60) },
  { header: "plan", cell: ({ plan_name }) => plan_name && quote(plan_name, 60) },
  { header: "from", cell: ({ first_date }) => first_date },
  { header: "to", cell: ({ last_date }) => last_date },
  { header: "weeks", cell: ({ weeks }) => weeks },
  { header: "id", cell: ({ event_id }) => event_id },
];

function weekColumns(units: Units, thisWeek: string): Column<PlanWeek>[] {
  const distance = (meters: number) => `${round(distanceIn(units, meters), 1)} ${units.distance}`;
  const amounts = ({ load_target, time_target_seconds, distance_target_meters }: PlanWeek["targets"][number]) =>
    [
      load_target !== undefined && `load ${load_target}`,
      time_target_seconds !== undefined && formatHours(time_target_seconds),
      distance_target_meters !== undefined && distance(distance_target_meters),
    ]
      .filter(Boolean)
      .join(" ");
  return [
    { header: "week of", cell: ({ week_start }) => `${week_start}${week_start === thisWeek ? " (this week)" : ""}` },
    { header: "phase", cell: ({ phase }) => phase && quote(phase, 60) },
    { header: "load", cell: ({ load_target }) => load_target },
    { header: "time", cell: ({ time_target_seconds }) => time_target_seconds && formatHours(time_target_seconds) },
    {
      header: "distance",
      cell: ({ distance_target_meters }) => distance_target_meters && distance(distance_target_meters),
    },
    {
      header: "by sport",
      cell: ({ targets }) => targets.map((target) => `${target.sport ?? "all"} ${amounts(target)}`).join(", "),
    },
    { header: "note", cell: ({ week_notes }) => week_notes.map((note) => quote(note, 120)).join(" ") },
  ];
}
