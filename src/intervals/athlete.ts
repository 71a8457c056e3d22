import * as z from "zod";
import type { ApiContext } from "./journaled-write.ts";
import { path } from "./request-spec.ts";
import { flag, id, number, optionalField, text } from "./schema.ts";
import { SportSettings } from "./sport-settings.ts";

/**
 * The profile of an athlete. The server also sends the owner's API key, invite token and e-mail address; this schema
 * drops them, because it keeps only the fields it names (docs/intervals-api.md, Q1).
 */
export const Athlete = z.object({
  id,
  name: text,
  sex: text,
  city: text,
  country: text,
  /** IANA zone. All dates of this athlete are local to it. */
  timezone: text,
  /** The athlete's choice: `meters` or `feet`. */
  measurement_preference: text,
  weight_pref_lb: flag,
  fahrenheit: flag,
  /** kg, also if `weight_pref_lb` is set */
  icu_weight: number,
  weight: number,
  icu_resting_hr: number,
  icu_date_of_birth: text,
  icu_coach: flag,
  training_plan_id: number,
  sportSettings: optionalField(z.array(SportSettings)),
});
export type Athlete = z.output<typeof Athlete>;

export const athleteOperations = ({ subject, get }: ApiContext) => ({
  /** `GET /athlete/{id}`: profile with sport settings. For subject `0` it identifies the owner of the credential. */
  getAthlete: () => get({ path: path`athlete/${subject}`, response: Athlete }),

  /** The e-mail address, from the same endpoint. Called together with `getAthlete`, it shares the request. */
  getAthleteEmail: async () =>
    (await get({ path: path`athlete/${subject}`, response: z.object({ email: text }) })).email,
});
