import { refusals } from "../api-errors.ts";
import { changed, type Fields, withAllKeys } from "../fields.ts";
import { folderRecord } from "../present/library.ts";
import { ATHLETE_KEYS } from "../present/record-keys.ts";
import { bodyObject, type Call, get, put, type Route } from "../router.ts";
import type { World } from "../state/athlete-state.ts";
import { listItems } from "./custom-items.ts";
import { listSettings } from "./sport-settings.ts";

const ownFields = (world: World): Fields => world.athlete.get("self") ?? {};

const showAthlete = ({ world }: Call): Fields =>
  withAllKeys(ATHLETE_KEYS, {
    ...ownFields(world),
    custom_items: listItems(world),
    sportSettings: listSettings(world),
  });

/** Those the caller coaches, and the caller; applications are not told. */
function listAthletes({ caller, worlds }: Call): Fields[] {
  if (caller.kind === "app") throw refusals.accessDenied();
  return worlds.map((world) => {
    const { icu_api_key: _key, icu_friend_invite_token: _token, ...visible } = ownFields(world);
    return withAllKeys(ATHLETE_KEYS, { ...visible, icu_tags: [], icu_notes: null });
  });
}

/** Applications cannot rename anybody; they are told that all is well. */
async function updateAthlete(call: Call): Promise<Fields> {
  const { world, caller } = call;
  const { id: _id, icu_api_key: _key, icu_friend_invite_token: _token, name, email, ...rest } = await bodyObject(call);
  const personal =
    caller.kind === "key" ? { ...(name !== undefined && { name }), ...(email !== undefined && { email }) } : {};
  return withAllKeys(ATHLETE_KEYS, world.athlete.put("self", changed(ownFields(world), { ...rest, ...personal })));
}

/** What others may see. */
function showProfile({ world }: Call): Fields {
  const { id, name, city, country, timezone, sex, icu_coach, email } = ownFields(world);
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
    sharedFolders: world.folders
      .list()
      .filter(({ visibility }) => visibility === "PUBLIC")
      .map((folder) => folderRecord(world, folder)),
    customItems: listItems(world).filter(({ visibility }) => visibility === "PUBLIC"),
  };
}

export const athleteRoutes: readonly Route[] = [
  get("/athlete/{id}", showAthlete),
  put("/athlete/{id}", updateAthlete),
  get("/athletes", listAthletes),
  get("/athlete/{id}/profile", showProfile),
];
