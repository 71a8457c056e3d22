import * as z from "zod";
import { HrPeak, sourceColumns, toHrPeaks } from "../../training/curves.ts";
import { formatFacts, formatTable } from "../../training/table.ts";
import { formatDuration } from "../../training/units.ts";
import { formatZones, heartRateZones, Zone } from "../../training/zones.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { curveFields, curvePeriod } from "./curve-period.ts";

export const getHrCurves = defineTool({
  name: "icu_get_hr_curves",
  title: "Highest heart rate",
  description: "HIGHEST HEART RATE held for each duration over a period, with the athlete's own threshold and zones.",
  effect: "read",
  input: z.object({ ...curveFields("Ride"), athlete_id: AthleteId }),
  output: z.object({
    sport_type: z.string(),
    period: z.string(),
    peaks: z.array(HrPeak),
    lthr_set_bpm: z.number().optional(),
    max_hr_set_bpm: z.number().optional(),
    heartrate_zones: z.array(Zone).optional(),
  }),

  async run({ sport_type, ...given }, { intervals, today }) {
    const { spec, period } = curvePeriod(given, today);
    const [curves, settings] = await Promise.all([
      intervals.listHrCurves({ type: sport_type, curves: [spec] }),
      intervals.listSportSettings(),
    ]);
    const curve = curves.list[0];
    const sport = settings.find(({ types }) => types?.includes(sport_type));
    return {
      sport_type,
      period,
      peaks: curve ? toHrPeaks(curve, curves.activities) : [],
      lthr_set_bpm: sport?.lthr,
      max_hr_set_bpm: sport?.max_hr,
      heartrate_zones: sport && heartRateZones(sport),
    };
  },

  render(output, view) {
    const { sport_type, period, peaks, lthr_set_bpm: lthr, max_hr_set_bpm: max } = output;
    const highest = Math.max(...peaks.map(({ bpm }) => bpm));
    return paragraphs(
      header(`Highest heart rate, ${sport_type}, ${period}`, view),
      peaks.length === 0
        ? `No heart rate was recorded in ${sport_type} activities of this period.`
        : formatTable(
            [
              { header: "duration", cell: (peak) => formatDuration(peak.seconds) },
              { header: "bpm", cell: (peak) => Math.round(peak.bpm) },
              ...sourceColumns,
            ],
            peaks,
          ),
      formatFacts([
        ["threshold heart rate (settings)", lthr && `${lthr} bpm`],
        ["maximum heart rate (settings)", max && `${max} bpm`],
        ["heart rate zones bpm (settings)", formatZones(output.heartrate_zones)],
      ]),
      max !== undefined &&
        highest > max &&
        `${Math.round(highest)} bpm is above the maximum in the settings: either the sensor was wrong, or the zones are out of date.`,
    );
  },
});
