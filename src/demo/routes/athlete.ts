import type { Fields } from "../analysis/intervals.ts";
import { mmpModel } from "../records/curves.ts";
import { ATHLETE_KEYS, SPORT_SETTINGS_KEYS } from "../records/keys.ts";
import { refusals } from "../refusals.ts";
import { type Call, get, type Route } from "../route.ts";
import { withAllKeys } from "../store.ts";
import type { World } from "../world.ts";

const ownFields = (world: World): Fields => world.athlete.get("self") ?? {};

export const settingsRecord = (world: World, settings: Fields): Fields => {
  const type = Array.isArray(settings.types) ? String(settings.types[0]) : "Other";
  return withAllKeys(SPORT_SETTINGS_KEYS, { ...settings, mmp_model: settings.ftp ? mmpModel(world, type) : null });
};

export const listSettings = (world: World): Fields[] =>
  world.sportSettings.list().map((settings) => settingsRecord(world, settings));

const showAthlete = ({ world }: Call): Fields =>
  withAllKeys(ATHLETE_KEYS, { ...ownFields(world), custom_items: [], sportSettings: listSettings(world) });

/** Those the caller coaches, and the caller; applications are not told. */
function listAthletes({ caller, worlds }: Call): Fields[] {
  if (caller.kind === "app") throw refusals.accessDenied();
  return worlds.map((world) => {
    const { icu_api_key: _key, icu_friend_invite_token: _token, ...visible } = ownFields(world);
    return withAllKeys(ATHLETE_KEYS, { ...visible, icu_tags: [], icu_notes: null });
  });
}

export const athleteRoutes: readonly Route[] = [
  get("/athlete/{id}", showAthlete),
  get("/athletes", listAthletes),
  get("/athlete/{athleteId}/sport-settings", ({ world }) => listSettings(world)),
];
