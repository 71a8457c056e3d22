import * as z from "zod";
import type { AthleteWeek as Raw } from "../intervals/athletes.ts";
import { compareTexts, UntrustedText } from "../intervals/untrusted-text.ts";
import { formBand } from "./fitness.ts";
import { quote } from "./quote.ts";
import type { Column } from "./table.ts";
import { distanceIn, formatHours, round, type Units, weightIn } from "./units.ts";

const optional = z.number().optional();

const totals = {
  activities: optional,
  moving_time_seconds: optional,
  distance_meters: optional,
  elevation_gain_meters: optional,
  training_load: optional,
  eftp_watts: optional,
};

/**
 * One athlete's week, Monday to Sunday. Fitness, fatigue and form are those of its last day, or today's in this week.
 */
export const AthleteWeek = z.object({
  week: z.string(),
  athlete_id: z.string(),
  name: UntrustedText.optional(),
  ...totals,
  fitness: optional,
  fatigue: optional,
  form: optional,
  form_band: z.string().optional(),
  ramp_rate: optional,
  weight_kg: optional,
  /** All sports combined, Z1 first. */
  seconds_in_zones: z.array(z.number()).optional(),
  last_wellness: z.string().optional(),
  sports: z.array(z.object({ sport: z.string(), ...totals })),
});
export type AthleteWeek = z.output<typeof AthleteWeek>;

/** Form is fitness − fatigue. Distances in m, times in s, load in points. */
export function toAthleteWeek(week: Raw): AthleteWeek {
  const { fitness, fatigue } = week;
  const form = fitness === undefined || fatigue === undefined ? undefined : fitness - fatigue;
  const zones = week.timeInZones;
  return {
    week: week.date,
    athlete_id: week.athlete_id,
    name: week.athlete_name,
    ...totalsOf(week),
    fitness,
    fatigue,
    form,
    form_band: form === undefined ? undefined : formBand(form).band,
    ramp_rate: week.rampRate,
    weight_kg: week.weight,
    seconds_in_zones: zones?.some((seconds) => seconds > 0) ? zones : undefined,
    last_wellness: week.mostRecentWellnessId,
    sports: (week.byCategory ?? []).map((sport) => ({ sport: sport.category ?? "Other", ...totalsOf(sport) })),
  };
}

function totalsOf(summary: Omit<NonNullable<Raw["byCategory"]>[number], "category">) {
  return {
    activities: summary.count,
    moving_time_seconds: summary.moving_time,
    distance_meters: summary.distance || undefined,
    elevation_gain_meters: summary.total_elevation_gain || undefined,
    training_load: summary.training_load,
    eftp_watts: summary.eftp,
  };
}

/** Sorts newest week first, and within a week the athlete with the lowest form first. */
export function byWeekThenForm(a: AthleteWeek, b: AthleteWeek): number {
  const form = (week: AthleteWeek) => week.form ?? Number.POSITIVE_INFINITY;
  return b.week.localeCompare(a.week) || form(a) - form(b) || compareTexts(a.name, b.name);
}

/** Distances and weights in the athlete's units. */
export function rosterColumns(units: Units): Column<AthleteWeek>[] {
  const one = (value: number | undefined) => (value === undefined ? undefined : round(value, 1));
  const hours = (seconds: number | undefined) => (seconds === undefined ? undefined : formatHours(seconds));
  const zones = (seconds: readonly number[]) =>
    seconds.flatMap((value, index) => (value > 0 ? [`Z${index + 1} ${formatHours(value)}`] : [])).join(" ");
  return [
    { header: "week of", cell: (week) => week.week },
    { header: "athlete", cell: (week) => week.name && quote(week.name, 60) },
    { header: "athlete_id", cell: (week) => week.athlete_id },
    { header: "activities", cell: (week) => week.activities },
    { header: "time", cell: (week) => hours(week.moving_time_seconds) },
    {
      header: `distance ${units.distance}`,
      cell: (week) => (week.distance_meters === undefined ? undefined : round(distanceIn(units, week.distance_meters))),
    },
    { header: "load", cell: (week) => week.training_load },
    { header: "fitness", cell: (week) => one(week.fitness) },
    { header: "fatigue", cell: (week) => one(week.fatigue) },
    { header: "form", cell: (week) => one(week.form) },
    { header: "band", cell: (week) => week.form_band },
    { header: "ramp", cell: (week) => one(week.ramp_rate) },
    {
      header: `weight ${units.weight}`,
      cell: (week) => (week.weight_kg === undefined ? undefined : round(weightIn(units, week.weight_kg), 1)),
    },
    { header: "eFTP W", cell: (week) => week.eftp_watts && round(week.eftp_watts) },
    { header: "time in zones", cell: (week) => week.seconds_in_zones && zones(week.seconds_in_zones) },
    {
      header: "by sport: count, time, load",
      cell: ({ sports }) =>
        sports
          .map(
            ({ sport, activities, moving_time_seconds, training_load }) =>
              `${sport} ${activities ?? 0}, ${hours(moving_time_seconds) ?? "?"}, ${training_load ?? 0}`,
          )
          .join("; "),
    },
    { header: "last wellness", cell: (week) => week.last_wellness },
  ];
}
