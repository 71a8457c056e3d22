import * as z from "zod";
import { failWith } from "./failure.ts";
import type { ApiContext } from "./journaled-write.ts";
import { path } from "./request-spec.ts";
import { date, flag, id, listOf, number, optionalField, text, timeZone, word } from "./schema.ts";
import { SportSettings } from "./sport-settings.ts";

/**
 * The profile of an athlete. The server also sends the owner's API key, invite token and e-mail address; this schema
 * drops them, because it keeps only the fields it names (docs/intervals-api.md, Q1).
 */
export const Athlete = z.object({
  id,
  name: text,
  sex: word,
  city: text,
  country: text,
  /** IANA zone. All dates of this athlete are local to it. */
  timezone: timeZone,
  /** The athlete's choice: `meters` or `feet`. */
  measurement_preference: word,
  weight_pref_lb: flag,
  fahrenheit: flag,
  /** kg, also if `weight_pref_lb` is set */
  icu_weight: number,
  weight: number,
  icu_resting_hr: number,
  icu_date_of_birth: date,
  icu_coach: flag,
  training_plan_id: number,
  sportSettings: optionalField(listOf(SportSettings)),
});
export type Athlete = z.output<typeof Athlete>;

export const athleteOperations = ({ subject, ownerId, get }: ApiContext) => ({
  /**
   * `GET /athlete/{id}`: profile with sport settings. For subject `0` it identifies the owner of the credential.
   * @throws IntervalsError `unreadable` if the response is about another athlete than the known owner
   */
  async getAthlete(): Promise<Athlete> {
    const athlete = await get({ path: path`athlete/${subject}`, response: Athlete });
    const isOwn = subject !== "0" || ownerId === undefined || athlete.id === ownerId;
    return isOwn ? athlete : failWith({ kind: "unreadable", detail: "the profile of another athlete" });
  },

  /** The e-mail address, from the same endpoint. Called together with `getAthlete`, it shares the request. */
  getAthleteEmail: async () =>
    (await get({ path: path`athlete/${subject}`, response: z.object({ email: text }) })).email,
});
