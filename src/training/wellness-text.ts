import type { LocalDate } from "../intervals/local-date.ts";
import { formBand } from "./fitness.ts";
import { formatPowerModel } from "./power-model.ts";
import { quote } from "./quote.ts";
import type { Column } from "./table.ts";
import { formatHours, round, type Units, weightIn } from "./units.ts";
import { type Measure, measures, numberIn, type WellnessDay } from "./wellness.ts";

/** One row per day. Weights in the athlete's units. */
export function wellnessColumns(days: readonly WellnessDay[], units: Units): Column<WellnessDay>[] {
  const customNames = [...new Set(days.flatMap((day) => Object.keys(day.custom ?? {})))].sort();
  const whole = (value: number | undefined) => (value === undefined ? undefined : Math.round(value));
  return [
    { header: "date", cell: (day) => day.date },
    { header: "fitness", cell: (day) => whole(day.fitness) },
    { header: "fatigue", cell: (day) => whole(day.fatigue_load) },
    { header: "form", cell: (day) => whole(day.form) },
    { header: "load", cell: (day) => whole(day.load) },
    ...measures.map((measure) => ({
      header: headerOf(measure, units),
      cell: (day: WellnessDay) => measureCell(day, measure, units),
    })),
    { header: "cycle", cell: (day) => day.menstrual_phase?.toLowerCase() },
    ...customNames.map((name) => ({
      header: quote(name, 40),
      cell: (day: WellnessDay) => customCell(day.custom?.[name]),
    })),
    { header: "comment", cell: (day) => (day.comments === undefined ? undefined : quote(day.comments, 300)) },
  ];
}

/** One day as `name: value` pairs. A rating on a scale is followed by its word, as in `1 (great)`. */
export function wellnessFacts(day: WellnessDay, units: Units) {
  const one = (value: number | undefined) => (value === undefined ? undefined : round(value, 1));
  return [
    ["fitness (CTL)", one(day.fitness)],
    ["fatigue (ATL)", one(day.fatigue_load)],
    [
      "form (fitness − fatigue)",
      day.form === undefined ? undefined : `${round(day.form, 1)}: ${formBand(day.form).band}`,
    ],
    ["ramp rate per week", one(day.ramp_rate)],
    ["load", one(day.load)],
    ...measures.map((measure) => {
      const cell = measureCell(day, measure, units);
      const word = measure.feeling?.[(numberIn(day, measure.name) ?? 0) - 1];
      return [headerOf(measure, units), word ? `${cell} (${word})` : cell] as const;
    }),
    ["cycle", day.menstrual_phase?.toLowerCase()],
    ...Object.entries(day.custom ?? {}).map(([name, value]) => [quote(name, 40), customCell(value)] as const),
    ["comment", day.comments === undefined ? undefined : quote(day.comments, 1000)],
    ["locked (devices cannot overwrite)", day.locked ? "yes" : undefined],
    ...estimateFacts(day),
  ] as const;
}

/** Per sport, the power model that Intervals.icu estimates from recent efforts. */
export function estimateFacts({ estimates = [] }: WellnessDay) {
  return estimates.map(
    ({ sport, eftp_watts, w_prime_joules, p_max_watts }) =>
      [`estimated for ${sport}`, formatPowerModel({ ftp_watts: eftp_watts, w_prime_joules, p_max_watts })] as const,
  );
}

function headerOf({ name, header, feeling }: Measure, units: Units): string {
  if (name === "weight") return `weight ${units.weight}`;
  return feeling ? `${header} 1-4` : header;
}

function measureCell(day: WellnessDay, { name, digits = 0 }: Measure, units: Units): string | number | undefined {
  const value = numberIn(day, name);
  if (value === undefined) return undefined;
  if (name === "sleep_secs") return formatHours(value);
  const shown = round(name === "weight" ? weightIn(units, value) : value, digits);
  return day.not_measured?.includes(name) ? `${shown}*` : shown;
}

function customCell(value: string | number | boolean | undefined): string | number | undefined {
  return typeof value === "string" ? quote(value, 100) : typeof value === "boolean" ? String(value) : value;
}

/** Notes needed to interpret the days: the direction of the scales, values that were not measured, planned workouts. */
export function wellnessNotes(days: readonly WellnessDay[], today: LocalDate): string[] {
  const feelings = measures.filter(
    ({ name, feeling }) => feeling && days.some((day) => numberIn(day, name) !== undefined),
  );
  // For a single day, `wellnessFacts` shows the words beside the values.
  const words = days.length > 1 ? ` (${endsOf(feelings)})` : "";
  return [
    ...(feelings.length > 0 ? [`All 1-4 scales: 1 is best, 4 is worst${words}.`] : []),
    ...(days.some((day) => day.not_measured) ? ["* Carried forward from an earlier day, not measured that day."] : []),
    ...(days.some(({ date, fitness }) => date === today && fitness !== undefined)
      ? ["Today's fitness, fatigue and form include today's planned workouts, even if they are not done yet."]
      : []),
  ];
}

/** `sleep quality great to poor; perceived fatigue, stress low to extreme` */
function endsOf(feelings: readonly Measure[]): string {
  const groups = Map.groupBy(feelings, ({ feeling = [] }) => `${feeling[0] ?? "good"} to ${feeling.at(-1) ?? "bad"}`);
  return [...groups].map(([ends, group]) => `${group.map(({ header }) => header).join(", ")} ${ends}`).join("; ");
}
