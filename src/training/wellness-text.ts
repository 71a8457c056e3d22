import type { LocalDate } from "../intervals/local-date.ts";
import { formBand } from "./fitness.ts";
import { formatPowerModel } from "./power-model.ts";
import { quote } from "./quote.ts";
import type { Column } from "./table.ts";
import { formatHours, round, type Units, weightIn } from "./units.ts";
import { type Measure, measures, numberIn, type WellnessDay } from "./wellness.ts";

/** Days as the rows of a table. */
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

/** One day as `name: value` lines, with the words of the scales. */
export function wellnessFacts(day: WellnessDay, units: Units) {
  const one = (value: number | undefined) => (value === undefined ? undefined : round(value, 1));
  return [
    ["fitness (CTL)", one(day.fitness)],
    ["fatigue (ATL)", one(day.fatigue_load)],
    [
      "form (fitness − fatigue)",
      day.form === undefined ? undefined : `${round(day.form, 1)}: ${formBand(day.form).band}`,
    ],
    ["ramp rate a week", one(day.ramp_rate)],
    ["load", one(day.load)],
    ...measures.map((measure) => {
      const cell = measureCell(day, measure, units);
      const word = measure.feeling?.[(numberIn(day, measure.name) ?? 0) - 1];
      return [headerOf(measure, units), word ? `${cell} (${word})` : cell] as const;
    }),
    ["cycle", day.menstrual_phase?.toLowerCase()],
    ...Object.entries(day.custom ?? {}).map(([name, value]) => [quote(name, 40), customCell(value)] as const),
    ["comment", day.comments === undefined ? undefined : quote(day.comments, 1000)],
    ["locked against devices", day.locked ? "yes" : undefined],
    ...estimateFacts(day),
  ] as const;
}

/** What Intervals.icu estimates from recent efforts, per sport. */
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

/** What must be known to read the days rightly: which end of the scales is good, what was not measured or done yet. */
export function wellnessNotes(days: readonly WellnessDay[], today: LocalDate): string[] {
  const felt = measures.filter(({ name, feeling }) => feeling && days.some((day) => numberIn(day, name) !== undefined));
  // A day alone has the words beside its values.
  const words = days.length > 1 ? ` (${endsOf(felt)})` : "";
  return [
    ...(felt.length > 0 ? [`1-4: 1 is best, 4 is worst, for every feeling${words}.`] : []),
    ...(days.some((day) => day.not_measured) ? ["*: carried forward, not measured that day."] : []),
    ...(days.some(({ date, fitness }) => date === today && fitness !== undefined)
      ? ["Today's fitness, fatigue and form count what is planned for today, done or not."]
      : []),
  ];
}

/** `sleep quality great to poor; fatigue felt, stress low to extreme` */
function endsOf(felt: readonly Measure[]): string {
  const alike = Map.groupBy(felt, ({ feeling = [] }) => `${feeling[0] ?? "good"} to ${feeling.at(-1) ?? "bad"}`);
  return [...alike].map(([ends, which]) => `${which.map(({ header }) => header).join(", ")} ${ends}`).join("; ");
}
