import { type Fields, withAllKeys } from "../fields.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { mmpModel } from "./curves.ts";
import { SPORT_SETTINGS_KEYS } from "./record-keys.ts";

/** The sports that settings apply to. */
export const typesOf = ({ types }: Fields): readonly unknown[] => (Array.isArray(types) ? types : []);

export function sportSettingsRecord(state: AthleteState, settings: Fields): Fields {
  const model = settings.ftp ? mmpModel(state, String(typesOf(settings)[0])) : null;
  return withAllKeys(SPORT_SETTINGS_KEYS, { ...settings, mmp_model: model });
}

export const sportSettingsRecords = (state: AthleteState): Fields[] =>
  state.sportSettings.list().map((settings) => sportSettingsRecord(state, settings));
