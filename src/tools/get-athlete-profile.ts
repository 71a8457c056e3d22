import * as z from "zod";
import type { SportSettings } from "../intervals/sport-settings.ts";
import { formBand, rampBand, toFitness } from "../training/fitness.ts";
import { formatPace } from "../training/pace.ts";
import { quote } from "../training/quote.ts";
import { formatFacts } from "../training/table.ts";
import { round, weightIn } from "../training/units.ts";
import { heartRateZonesText, paceZonesText, powerZonesText } from "../training/zones.ts";
import { defineTool } from "./define-tool.ts";
import { header, paragraphs } from "./header.ts";
import { AthleteId } from "./parameters.ts";

const Sport = z.object({
  sport_id: z.number(),
  types: z.array(z.string()),
  ftp_watts: z.number().optional(),
  indoor_ftp_watts: z.number().optional(),
  w_prime_joules: z.number().optional(),
  lthr_bpm: z.number().optional(),
  max_hr_bpm: z.number().optional(),
  threshold_speed_mps: z.number().optional(),
  threshold_pace: z.string().optional(),
  power_zones: z.string().optional(),
  heartrate_zones: z.string().optional(),
  pace_zones: z.string().optional(),
});

export const getAthleteProfile = defineTool({
  name: "icu_get_athlete_profile",
  title: "Athlete profile",
  description:
    "WHO the athlete is: time zone, units, weight, thresholds (FTP, LTHR, threshold pace) and zones of every sport, with today's fitness, fatigue and form.",
  effect: "read",
  essential: true,
  input: z.object({ athlete_id: AthleteId }),
  output: z.object({
    athlete: z.object({
      athlete_id: z.string(),
      name: z.string().optional(),
      sex: z.string().optional(),
      date_of_birth: z.string().optional(),
      city: z.string().optional(),
      country: z.string().optional(),
      time_zone: z.string(),
      weight_kg: z.number().optional(),
      resting_hr_bpm: z.number().optional(),
    }),
    fitness: z
      .object({
        fitness: z.number(),
        fatigue: z.number(),
        form: z.number(),
        form_band: z.string(),
        ramp_rate: z.number().optional(),
        ramp_band: z.string().optional(),
      })
      .optional(),
    sports: z.array(Sport),
  }),

  async run(_, { intervals, subject, today }) {
    const [athlete, day] = await Promise.all([intervals.getAthlete(), intervals.getWellness(today)]);
    const fitness = toFitness(day);
    return {
      athlete: {
        athlete_id: athlete.id,
        name: athlete.name,
        sex: athlete.sex,
        date_of_birth: athlete.icu_date_of_birth,
        city: athlete.city,
        country: athlete.country,
        time_zone: subject.timeZone,
        weight_kg: athlete.icu_weight ?? athlete.weight,
        resting_hr_bpm: athlete.icu_resting_hr,
      },
      fitness: fitness && {
        fitness: fitness.fitness,
        fatigue: fitness.fatigue,
        form: fitness.form,
        form_band: formBand(fitness.form).band,
        ramp_rate: fitness.ramp_rate,
        ramp_band: fitness.ramp_rate === undefined ? undefined : rampBand(fitness.ramp_rate).band,
      },
      sports: (athlete.sportSettings ?? []).map(toSport),
    };
  },

  render({ athlete, fitness, sports }, view) {
    const { units } = view;
    const weight = athlete.weight_kg;
    const form = fitness && `${round(fitness.form, 1)} (${fitness.form_band})`;
    return paragraphs(
      header("Profile", view),
      formatFacts([
        ["name", athlete.name && quote(athlete.name, 80)],
        ["id", athlete.athlete_id],
        ["sex", athlete.sex],
        ["born", athlete.date_of_birth],
        [
          "lives in",
          [athlete.city, athlete.country]
            .filter(Boolean)
            .map((place) => quote(place ?? "", 60))
            .join(", "),
        ],
        ["weight", weight && `${round(weightIn(units, weight), 1)} ${units.weight}`],
        ["resting heart rate", athlete.resting_hr_bpm && `${athlete.resting_hr_bpm} bpm`],
        ["reads", `${units.distance}, ${units.weight}, ${units.temperature}`],
      ]),
      fitness &&
        `Today, with what is planned for today: fitness ${round(fitness.fitness, 1)}, fatigue ${round(fitness.fatigue, 1)}, form ${form}`,
      ...sports.map((sport) =>
        formatFacts([
          ["sport", sport.types.join(", ")],
          ["FTP", sport.ftp_watts && `${sport.ftp_watts} W`],
          ["indoor FTP", sport.indoor_ftp_watts && `${sport.indoor_ftp_watts} W`],
          ["W′", sport.w_prime_joules && `${round(sport.w_prime_joules / 1000, 1)} kJ`],
          ["threshold heart rate", sport.lthr_bpm && `${sport.lthr_bpm} bpm (max ${sport.max_hr_bpm ?? "not set"})`],
          ["threshold pace", sport.threshold_pace],
          ["power zones W", sport.power_zones],
          ["heart rate zones bpm", sport.heartrate_zones],
          ["pace zones", sport.pace_zones],
        ]),
      ),
    );
  },
});

function toSport(settings: SportSettings): z.output<typeof Sport> {
  const speed = settings.threshold_pace || undefined; // 0 is unset
  return {
    sport_id: settings.id,
    types: settings.types ?? [],
    ftp_watts: settings.ftp,
    indoor_ftp_watts: settings.indoor_ftp,
    w_prime_joules: settings.w_prime,
    lthr_bpm: settings.lthr,
    max_hr_bpm: settings.max_hr,
    threshold_speed_mps: speed,
    threshold_pace: speed && settings.pace_units ? formatPace(settings.pace_units, speed) : undefined,
    power_zones: powerZonesText(settings),
    heartrate_zones: heartRateZonesText(settings),
    pace_zones: paceZonesText(settings),
  };
}
