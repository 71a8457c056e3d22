import * as z from "zod";
import { path, type Send } from "./request.ts";
import { flag, id, number, optionalField, text } from "./schema.ts";
import { SportSettings } from "./sport-settings.ts";

/**
 * The profile. The server also sends the owner's API key, invite token and e-mail address here; this schema is the
 * place where they end, because it keeps only what it names (docs/intervals-api.md, Q1).
 */
export const Athlete = z.object({
  id,
  name: text,
  sex: text,
  city: text,
  country: text,
  /** IANA zone: every date of this athlete is local to it. */
  timezone: text,
  /** `meters` or `feet` as the person chose. */
  measurement_preference: text,
  weight_pref_lb: flag,
  fahrenheit: flag,
  /** kg, whatever `weight_pref_lb` says. */
  icu_weight: number,
  weight: number,
  icu_resting_hr: number,
  icu_date_of_birth: text,
  icu_coach: flag,
  training_plan_id: number,
  sportSettings: optionalField(z.array(SportSettings)),
});
export type Athlete = z.output<typeof Athlete>;

export const athleteOperations = (send: Send, subject: string) => ({
  /** `GET /athlete/{id}`: profile with sport settings. For subject `0` it proves whose credential this is. */
  getAthlete: () => send({ path: path`athlete/${subject}`, answer: Athlete }),

  /** The e-mail address out of the same answer; asked for at the same time, it is the same request. */
  getAthleteEmail: async () =>
    (await send({ path: path`athlete/${subject}`, answer: z.object({ email: text }) })).email,
});
