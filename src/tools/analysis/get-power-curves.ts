import * as z from "zod";
import { ftpFromTwentyMinutes, PowerPeak, sourceColumns, toPowerPeaks } from "../../training/curves.ts";
import { formatPowerModel, PowerModel, toPowerModel } from "../../training/power-model.ts";
import { formatFacts, formatTable } from "../../training/table.ts";
import { formatDuration, round } from "../../training/units.ts";
import { formatZones, powerZones, Zone } from "../../training/zones.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { curveFields, curvePeriod } from "./curve-period.ts";

export const getPowerCurves = defineTool({
  name: "icu_get_power_curves",
  title: "Best power",
  description:
    "BEST POWER for each duration over a period, with FTP, CP and W′ of the power model, the 95% rule, and the athlete's own zones.",
  effect: "read",
  essential: true,
  input: z.object({ ...curveFields("Ride"), athlete_id: AthleteId }),
  output: z.object({
    sport_type: z.string(),
    period: z.string(),
    peaks: z.array(PowerPeak),
    models: z.array(PowerModel),
    ftp_by_95_percent_rule_watts: z.number().optional(),
    ftp_set_watts: z.number().optional(),
    power_zones: z.array(Zone).optional(),
  }),

  async run({ sport_type, ...given }, { intervals, today }) {
    const { spec, period } = curvePeriod(given, today);
    const [curves, settings] = await Promise.all([
      intervals.listPowerCurves({ type: sport_type, curves: [spec] }),
      intervals.listSportSettings(),
    ]);
    const curve = curves.list[0];
    const sport = settings.find(({ types }) => types?.includes(sport_type));
    const peaks = curve ? toPowerPeaks(curve, curves.activities) : [];
    return {
      sport_type,
      period,
      peaks,
      models: (curve?.powerModels ?? []).map(toPowerModel),
      ftp_by_95_percent_rule_watts: ftpFromTwentyMinutes(peaks),
      ftp_set_watts: sport?.ftp,
      power_zones: sport && powerZones(sport),
    };
  },

  render(output, view) {
    const { sport_type, period, peaks, models } = output;
    const watts = (value: number | undefined) => (value === undefined ? undefined : `${Math.round(value)} W`);
    return paragraphs(
      header(`Best power, ${sport_type}, ${period}`, view),
      peaks.length === 0
        ? `No power was recorded in ${sport_type} activities of this period.`
        : formatTable(
            [
              { header: "duration", cell: (peak) => formatDuration(peak.seconds) },
              { header: "W", cell: (peak) => peak.watts },
              { header: "W/kg", cell: (peak) => peak.watts_per_kg && round(peak.watts_per_kg, 2) },
              ...sourceColumns,
            ],
            peaks,
          ),
      formatFacts([
        ...models.map((model) => [`model ${model.type ?? ""}`.trim(), formatPowerModel(model)] as const),
        ["FTP by the 95% rule (0.95 × best 20 minutes)", watts(output.ftp_by_95_percent_rule_watts)],
        ["FTP (settings)", watts(output.ftp_set_watts)],
        ["power zones W (settings)", formatZones(output.power_zones)],
      ]),
    );
  },
});
