import * as z from "zod";
import { createWithLookup } from "./create-with-lookup.ts";
import { deleteOne, type JournaledWrite, updateOne } from "./journaled-write.ts";
import { path, type Send } from "./request.ts";
import { number, numbers, optionalField, text, texts } from "./schema.ts";

/** What an athlete set for a group of sports: thresholds and zones. */
export const SportSettings = z.object({
  id: z.number(),
  types: texts,
  /** W */
  ftp: number,
  indoor_ftp: number,
  /** J */
  w_prime: number,
  /** W */
  p_max: number,
  /** Upper bounds, % of FTP, the last one open (999). */
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
  /** m/s for every sport; 0 means unset. `pace_units` is how it is shown (docs/intervals-api.md, Q11). */
  threshold_pace: number,
  pace_units: text,
  /** Upper bounds, % of threshold speed, the last one open (999). */
  pace_zones: numbers,
  pace_zone_names: texts,
  load_order: text,
  mmp_model: optionalField(z.object({ criticalPower: number, wPrime: number, pMax: number, ftp: number })),
});
export type SportSettings = z.output<typeof SportSettings>;

/** What can be changed; absent fields stay as they are. Units as in `SportSettings`. */
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

export const sportSettingsOperations = (send: Send, journaledWrite: JournaledWrite, subject: string) => {
  const list = (ask = send) => ask({ path: path`athlete/${subject}/sport-settings`, answer: z.array(SportSettings) });

  return {
    /** `GET /athlete/{id}/sport-settings`: one record per group of sports. */
    listSportSettings: () => list(),

    /** `GET /athlete/{athleteId}/sport-settings/{id}`: by number, or by any sport that the record is for. */
    getSportSettings: (idOrSport: string) =>
      send({ path: path`athlete/${subject}/sport-settings/${idOrSport}`, answer: SportSettings }),

    /**
     * `PUT /athlete/{athleteId}/sport-settings/{id}`: changes the fields that are given. `recalcHrZones` replaces the
     * heart rate zones, own ones included, by those that follow from the thresholds.
     */
    updateSportSettings: (settingsId: number, fields: SportSettingsPatch, recalcHrZones: boolean) =>
      updateOne(journaledWrite, "sport-settings", {
        path: path`athlete/${subject}/sport-settings/${settingsId}`,
        query: { recalcHrZones },
        body: fields,
        answer: SportSettings,
      }),

    /** `POST /athlete/{athleteId}/sport-settings`: what is not given starts with the server's defaults. */
    createSportSettings: (settings: SportSettingsPatch & Required<Pick<SportSettingsPatch, "types">>) =>
      createWithLookup<SportSettings>(journaledWrite, {
        kind: "sport-settings",
        list,
        create: (write) =>
          write({
            method: "POST",
            path: path`athlete/${subject}/sport-settings`,
            body: settings,
            answer: SportSettings,
          }),
        fits: ({ types }) => settings.types.every((type) => types?.includes(type)),
      }),

    /** `DELETE /athlete/{athleteId}/sport-settings/{id}`: by number alone. */
    deleteSportSettings: (settingsId: number) =>
      deleteOne(journaledWrite, "sport-settings", path`athlete/${subject}/sport-settings/${settingsId}`),
  };
};
