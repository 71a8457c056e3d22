import { apiErrors } from "../api-errors.ts";
import { type Fields, withAllKeys, withChanges } from "../fields.ts";
import { customItemRecords } from "../present/custom-item.ts";
import { folderRecord } from "../present/library.ts";
import { ATHLETE_KEYS } from "../present/record-keys.ts";
import { sportSettingsRecords } from "../present/sport-settings.ts";
import { bodyObject, type Call, get, put, type Route } from "../router.ts";
import type { AthleteState } from "../state/athlete-state.ts";

const athleteFields = (state: AthleteState): Fields => state.athlete.get("self") ?? {};

const showAthlete = ({ state }: Call): Fields =>
  withAllKeys(ATHLETE_KEYS, {
    ...athleteFields(state),
    custom_items: customItemRecords(state),
    sportSettings: sportSettingsRecords(state),
  });

/** The owner and the athletes that the owner coaches. Applications may not list them. */
function listAthletes({ principal, athletes }: Call): Fields[] {
  if (principal.kind === "app") throw apiErrors.accessDenied();
  return athletes.map((state) => {
    const { icu_api_key: _key, icu_friend_invite_token: _token, ...visible } = athleteFields(state);
    return withAllKeys(ATHLETE_KEYS, { ...visible, icu_tags: [], icu_notes: null });
  });
}

/** Name and email that an application sends are ignored without an error. */
async function updateAthlete(call: Call): Promise<Fields> {
  const { state, principal } = call;
  const { id: _id, icu_api_key: _key, icu_friend_invite_token: _token, name, email, ...rest } = await bodyObject(call);
  const personal =
    principal.kind === "key" ? { ...(name !== undefined && { name }), ...(email !== undefined && { email }) } : {};
  return withAllKeys(
    ATHLETE_KEYS,
    state.athlete.put("self", withChanges(athleteFields(state), { ...rest, ...personal })),
  );
}

/** The public profile. */
function showProfile({ state }: Call): Fields {
  const { id, name, city, country, timezone, sex, icu_coach, email } = athleteFields(state);
  return {
    athlete: {
      id,
      name,
      profile_medium: null,
      city,
      state: null,
      country,
      timezone,
      sex,
      bio: null,
      website: null,
      email,
      icu_coach,
    },
    sharedFolders: state.folders
      .list()
      .filter(({ visibility }) => visibility === "PUBLIC")
      .map((folder) => folderRecord(state, folder)),
    customItems: customItemRecords(state).filter(({ visibility }) => visibility === "PUBLIC"),
  };
}

export const athleteRoutes: readonly Route[] = [
  get("/athlete/{id}", showAthlete),
  put("/athlete/{id}", updateAthlete),
  get("/athletes", listAthletes),
  get("/athlete/{id}/profile", showProfile),
];
