import * as z from "zod";
import { addDays } from "../intervals/local-date.ts";
import { ftpFromTwentyMinutes, PowerPeak, toPowerPeaks } from "../training/curves.ts";
import { quote } from "../training/quote.ts";
import { formatFacts, formatTable } from "../training/table.ts";
import { formatDuration, round } from "../training/units.ts";
import { powerZonesText } from "../training/zones.ts";
import { defineTool } from "./define-tool.ts";
import { header, paragraphs } from "./header.ts";
import { AthleteId } from "./parameters.ts";

const PERIOD_DAYS = { week: 7, month: 30, year: 365 } as const;

const Model = z.object({
  type: z.string().optional(),
  ftp_watts: z.number().optional(),
  critical_power_watts: z.number().optional(),
  w_prime_joules: z.number().optional(),
  p_max_watts: z.number().optional(),
});

export const getPowerCurves = defineTool({
  name: "icu_get_power_curves",
  title: "Best power",
  description:
    "BEST POWER per duration (1 s to 2 h) over a period, with the activity it was done in, the power model's FTP, CP and W′ beside the 95 % rule, and the athlete's own zones.",
  effect: "read",
  essential: true,
  input: z.object({
    sport_type: z
      .string()
      .regex(/^\w{1,40}$/)
      .default("Ride"),
    days_back: z.int().min(1).max(3650).optional().describe("default 90"),
    time_period: z.enum(["week", "month", "year", "all"]).optional(),
    athlete_id: AthleteId,
  }),
  output: z.object({
    sport_type: z.string(),
    period: z.string(),
    peaks: z.array(PowerPeak),
    models: z.array(Model),
    ftp_by_95_percent_rule_watts: z.number().optional(),
    ftp_set_watts: z.number().optional(),
    power_zones: z.string().optional(),
  }),

  async run({ sport_type, days_back, time_period }, { intervals, today }) {
    const days = days_back ?? (time_period && time_period !== "all" ? PERIOD_DAYS[time_period] : 90);
    const isAll = time_period === "all" && days_back === undefined;
    const oldest = addDays(today, 1 - days);
    const spec = isAll ? "all" : `r.${oldest}.${today}`;
    const [curves, settings] = await Promise.all([
      intervals.listPowerCurves(sport_type, [spec]),
      intervals.listSportSettings(),
    ]);
    const curve = curves.list[0];
    const sport = settings.find(({ types }) => types?.includes(sport_type));
    const peaks = curve ? toPowerPeaks(curve, curves.activities) : [];
    return {
      sport_type,
      period: isAll ? "all time" : `${oldest} to ${today}`,
      peaks,
      models: (curve?.powerModels ?? []).map((model) => ({
        type: model.type,
        ftp_watts: model.ftp,
        critical_power_watts: model.criticalPower,
        w_prime_joules: model.wPrime,
        p_max_watts: model.pMax,
      })),
      ftp_by_95_percent_rule_watts: ftpFromTwentyMinutes(peaks),
      ftp_set_watts: sport?.ftp,
      power_zones: sport && powerZonesText(sport),
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
              { header: "date", cell: (peak) => peak.date },
              { header: "activity", cell: (peak) => peak.activity_id },
              { header: "name", cell: (peak) => peak.activity_name && quote(peak.activity_name, 60) },
            ],
            peaks,
          ),
      formatFacts([
        ...models.map(
          (model) =>
            [
              `model ${model.type ?? ""}`.trim(),
              [
                model.ftp_watts && `FTP ${watts(model.ftp_watts)}`,
                model.critical_power_watts && `CP ${watts(model.critical_power_watts)}`,
                model.w_prime_joules && `W′ ${round(model.w_prime_joules / 1000, 1)} kJ`,
                model.p_max_watts && `Pmax ${watts(model.p_max_watts)}`,
              ]
                .filter(Boolean)
                .join(", "),
            ] as const,
        ),
        ["FTP by the 95 % rule (0.95 × best 20 minutes)", watts(output.ftp_by_95_percent_rule_watts)],
        ["FTP in the settings", watts(output.ftp_set_watts)],
        ["power zones W, from the settings", output.power_zones],
      ]),
    );
  },
});
