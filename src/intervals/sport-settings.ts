import * as z from "zod";
import { createWithLookup } from "./create-with-lookup.ts";
import { type ApiContext, deleteOne, updateOne } from "./journaled-write.ts";
import { type Get, path } from "./request-spec.ts";
import { type RestoreAdapter, restoreInCollection } from "./restore-adapter.ts";
import { listOf, number, numbers, optionalField, texts, word, words } from "./schema.ts";

/** Thresholds and zones of an athlete for a group of sports (docs/intervals-api.md §4.6). */
export const SportSettings = z.object({
  id: z.number(),
  types: words,
  /** W */
  ftp: number,
  indoor_ftp: number,
  /** J */
  w_prime: number,
  /** W */
  p_max: number,
  /** Upper bounds, % of FTP; 999 means open. */
  power_zones: numbers,
  power_zone_names: texts,
  sweet_spot_min: number,
  sweet_spot_max: number,
  /** bpm */
  lthr: number,
  max_hr: number,
  /** Upper bounds, bpm. */
  hr_zones: numbers,
  hr_zone_names: texts,
  /** m/s in every sport, 0 means unset. `pace_units` only says how it is shown (docs/intervals-api.md, Q11). */
  threshold_pace: number,
  pace_units: word,
  /** Upper bounds, % of threshold speed; 999 means open. */
  pace_zones: numbers,
  pace_zone_names: texts,
  load_order: word,
  mmp_model: optionalField(z.object({ criticalPower: number, wPrime: number, pMax: number, ftp: number })),
});
export type SportSettings = z.output<typeof SportSettings>;

/** Fields to store; an update leaves absent ones unchanged. Units as in `SportSettings`. */
export interface SportSettingsPatch {
  types?: readonly string[];
  ftp?: number;
  indoor_ftp?: number;
  lthr?: number;
  max_hr?: number;
  threshold_pace?: number;
  pace_units?: string;
  pace_load_type?: "SWIM" | "RUN";
}

export interface SportSettingsUpdate {
  fields: SportSettingsPatch;
  /** Replace the heart rate zones, custom ones included, by those that follow from the thresholds. */
  recalcHrZones: boolean;
}

export const sportSettingsOperations = ({ subject, get, journaledWrite }: ApiContext) => {
  const list = (read: Get = get) =>
    read({ path: path`athlete/${subject}/sport-settings`, response: listOf(SportSettings) });

  return {
    /** `GET /athlete/{id}/sport-settings`: one record per group of sports. */
    listSportSettings: () => list(),

    /** `GET /athlete/{athleteId}/sport-settings/{id}`: by number, or by any of the record's sports. */
    getSportSettings: (idOrSport: string) =>
      get({ path: path`athlete/${subject}/sport-settings/${idOrSport}`, response: SportSettings }),

    /** `PUT /athlete/{athleteId}/sport-settings/{id}`: changes the given fields (docs/intervals-api.md, Q16). */
    updateSportSettings: (settingsId: number, { fields, recalcHrZones }: SportSettingsUpdate) =>
      updateOne(journaledWrite, {
        kind: "sport-settings",
        path: path`athlete/${subject}/sport-settings/${settingsId}`,
        query: { recalcHrZones },
        body: fields,
        response: SportSettings,
      }),

    /** `POST /athlete/{athleteId}/sport-settings`: absent fields get the server's defaults. */
    createSportSettings: (settings: SportSettingsPatch & Required<Pick<SportSettingsPatch, "types">>) =>
      createWithLookup<SportSettings>(journaledWrite, {
        kind: "sport-settings",
        list,
        create: (mutate) =>
          mutate({
            method: "POST",
            path: path`athlete/${subject}/sport-settings`,
            body: settings,
            response: SportSettings,
          }),
        matches: ({ types }) => settings.types.every((type) => types?.includes(type)),
      }),

    /** `DELETE /athlete/{athleteId}/sport-settings/{id}`: by number only (docs/intervals-api.md, Q16). */
    deleteSportSettings: (settingsId: number) =>
      deleteOne(journaledWrite, {
        kind: "sport-settings",
        path: path`athlete/${subject}/sport-settings/${settingsId}`,
      }),
  };
};

export const sportSettingsRestore = (context: ApiContext): RestoreAdapter =>
  restoreInCollection(context, {
    kind: "sport-settings",
    collection: path`athlete/${context.subject}/sport-settings`,
    query: { recalcHrZones: false },
  });
