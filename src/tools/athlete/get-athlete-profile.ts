import * as z from "zod";
import { UntrustedText } from "../../intervals/untrusted-text.ts";
import { formBand, rampBand, toFitness } from "../../training/fitness.ts";
import { quote } from "../../training/quote.ts";
import { formatSportThresholds, SportThresholds, toSportThresholds } from "../../training/sport-settings.ts";
import { formatFacts } from "../../training/table.ts";
import { round, weightIn } from "../../training/units.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";

export const getAthleteProfile = defineTool({
  name: "icu_get_athlete_profile",
  title: "Athlete profile",
  description:
    "The ATHLETE's time zone, units, weight, thresholds (FTP, LTHR, threshold pace) and zones of every sport, with today's fitness, fatigue and form.",
  effect: "read",
  essential: true,
  input: z.object({ include_email: z.boolean().optional(), athlete_id: AthleteId }),
  output: z.object({
    athlete: z.object({
      athlete_id: z.string(),
      name: UntrustedText.optional(),
      email: UntrustedText.optional(),
      sex: z.string().optional(),
      date_of_birth: z.string().optional(),
      city: UntrustedText.optional(),
      country: UntrustedText.optional(),
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
    sports: z.array(SportThresholds),
  }),

  async run({ include_email }, { intervals, subject, today }) {
    const [athlete, day, email] = await Promise.all([
      intervals.getAthlete(),
      intervals.getWellness(today),
      include_email ? intervals.getAthleteEmail() : undefined,
    ]);
    const fitness = toFitness(day);
    return {
      athlete: {
        athlete_id: athlete.id,
        name: athlete.name,
        email,
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
        ramp_band: fitness.ramp_rate === undefined ? undefined : rampBand(fitness.ramp_rate),
      },
      sports: (athlete.sportSettings ?? []).map(toSportThresholds),
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
        ["email", athlete.email && quote(athlete.email, 120)],
        ["sex", athlete.sex],
        ["date of birth", athlete.date_of_birth],
        [
          "location",
          [athlete.city, athlete.country]
            .filter(Boolean)
            .map((place) => quote(place ?? "", 60))
            .join(", "),
        ],
        ["weight", weight && `${round(weightIn(units, weight), 1)} ${units.weight}`],
        ["resting heart rate", athlete.resting_hr_bpm && `${athlete.resting_hr_bpm} bpm`],
        ["units", `${units.distance}, ${units.weight}, ${units.temperature}`],
      ]),
      fitness &&
        `Today, including planned workouts: fitness ${round(fitness.fitness, 1)}, fatigue ${round(fitness.fatigue, 1)}, form ${form}`,
      ...sports.map((sport) => formatSportThresholds(sport, { detailed: false })),
    );
  },
});
