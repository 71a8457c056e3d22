import * as z from "zod";
import { formatRaceDistance, PacePeak, sourceColumns, toPacePeaks } from "../../training/curves.ts";
import { formatPace, isRun, paceUnitOf } from "../../training/pace.ts";
import { toSportThresholds } from "../../training/sport-settings.ts";
import { formatFacts, formatTable } from "../../training/table.ts";
import { formatDuration, round } from "../../training/units.ts";
import { formatZones, Zone } from "../../training/zones.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";
import { curveFields, curvePeriod } from "./curve-period.ts";

const Model = z.object({
  critical_speed_mps: z.number().optional(),
  critical_pace: z.string().optional(),
  d_prime_meters: z.number().optional(),
  /** How well the model fits the data; 1 is a perfect fit. */
  r2: z.number().optional(),
});

export const getPaceCurves = defineTool({
  name: "icu_get_pace_curves",
  title: "Best times and paces",
  description:
    "BEST TIME AND PACE for each distance over a period, runs or swims, with critical speed, threshold pace and the athlete's own zones. use_gap: grade-adjusted, runs only.",
  effect: "read",
  essential: true,
  input: z.object({ ...curveFields("Run"), use_gap: z.boolean().optional(), athlete_id: AthleteId }),
  output: z.object({
    sport_type: z.string(),
    period: z.string(),
    grade_adjusted: z.boolean(),
    peaks: z.array(PacePeak),
    models: z.array(Model),
    threshold_pace_set: z.string().optional(),
    pace_zones: z.array(Zone).optional(),
  }),

  async run({ sport_type, use_gap = false, ...given }, { intervals, today, units }) {
    if (use_gap && !isRun(sport_type)) {
      throw new ToolInputError(
        `use_gap: only runs have a grade-adjusted pace, ${sport_type} does not. Leave use_gap out.`,
      );
    }
    const { spec, period } = curvePeriod(given, today);
    const [curves, settings] = await Promise.all([
      intervals.listPaceCurves({ type: sport_type, curves: [spec], gap: use_gap }),
      intervals.listSportSettings(),
    ]);
    const curve = curves.list[0];
    const record = settings.find(({ types }) => types?.includes(sport_type));
    const sport = record && toSportThresholds(record);
    const paceUnit = record?.pace_units ?? paceUnitOf(sport_type, units);
    return {
      sport_type,
      period,
      grade_adjusted: use_gap,
      peaks: curve ? toPacePeaks(curve, curves.activities, paceUnit) : [],
      models: (curve?.paceModels ?? []).map(({ criticalSpeed, dPrime, r2 }) => ({
        critical_speed_mps: criticalSpeed,
        critical_pace: criticalSpeed && paceUnit ? formatPace(paceUnit, criticalSpeed) : undefined,
        d_prime_meters: dPrime,
        r2,
      })),
      threshold_pace_set: sport?.threshold_pace,
      pace_zones: sport?.pace_zones,
    };
  },

  render(output, view) {
    const { sport_type, period, peaks, models, grade_adjusted } = output;
    return paragraphs(
      header(`Best pace${grade_adjusted ? ", grade-adjusted" : ""}, ${sport_type}, ${period}`, view),
      peaks.length === 0
        ? `No distances were recorded in ${sport_type} activities of this period.`
        : formatTable(
            [
              { header: "distance", cell: (peak) => formatRaceDistance(peak.distance_meters) },
              { header: "time", cell: (peak) => formatDuration(peak.time_seconds) },
              { header: "pace", cell: (peak) => peak.pace ?? `${round(peak.speed_mps, 2)} m/s` },
              ...sourceColumns,
            ],
            peaks,
          ),
      formatFacts([
        ...models.map((model) => ["critical speed", modelText(model)] as const),
        ["threshold pace (settings)", output.threshold_pace_set],
        ["pace zones (settings)", formatZones(output.pace_zones)],
      ]),
    );
  },
});

/** `3.86 m/s (4:19/km), D′ 182 m, r² 0.998` */
function modelText({ critical_speed_mps: speed, critical_pace, d_prime_meters, r2 }: z.output<typeof Model>) {
  if (speed === undefined) return undefined;
  return [
    `${round(speed, 2)} m/s${critical_pace ? ` (${critical_pace})` : ""}`,
    d_prime_meters !== undefined && `D′ ${round(d_prime_meters)} m`,
    r2 !== undefined && `r² ${round(r2, 3)}`,
  ]
    .filter(Boolean)
    .join(", ");
}
