import { RUN_DISTANCES, SWIM_DISTANCES } from "../analysis/curves.ts";
import { hrZonesOf } from "../analysis/zones.ts";
import { refusals } from "../api-errors.ts";
import { changed, type Fields, withAllKeys } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { isStrava, newestFirst } from "../present/activity.ts";
import { mmpModel } from "../present/curves.ts";
import { SPORT_SETTINGS_KEYS } from "../present/record-keys.ts";
import { bodyObject, bodyObjects, type Call, del, get, post, put, type Route } from "../router.ts";
import { defaultSettings } from "../seed/sport-settings.ts";
import type { World } from "../state/athlete-state.ts";
import { mini } from "./curves.ts";

/** The live server accepts 40 m/s and refuses 45. */
const MAX_THRESHOLD_PACE = 40;

const typesOf = ({ types }: Fields): readonly unknown[] => (Array.isArray(types) ? types : []);

function settingsRecord(world: World, settings: Fields): Fields {
  const model = settings.ftp ? mmpModel(world, String(typesOf(settings)[0])) : null;
  return withAllKeys(SPORT_SETTINGS_KEYS, { ...settings, mmp_model: model });
}

export const listSettings = (world: World): Fields[] =>
  world.sportSettings.list().map((settings) => settingsRecord(world, settings));

/** By number, or by any of the sports that settings are for. */
function settingsIn({ world, path }: Call): Fields {
  const id = path.id ?? "";
  const found =
    world.sportSettings.get(id) ?? world.sportSettings.list().find((settings) => typesOf(settings).includes(id));
  if (!found) throw refusals.notFound("Sport settings");
  return found;
}

function save(world: World, settings: Fields, sent: Fields, recalcHrZones: boolean): Fields {
  const { threshold_pace: pace } = sent;
  if (typeof pace === "number" && pace > MAX_THRESHOLD_PACE) throw refusals.thresholdPace(pace);
  const { mmp_model: _, id: _id, ...own } = sent;
  const after: Fields = { ...changed(settings, own), id: settings.id, updated: serverStamp(world.now()) };
  const zones =
    recalcHrZones && after.lthr && after.max_hr
      ? { hr_zones: hrZonesOf({ lthr: Number(after.lthr), maxHr: Number(after.max_hr) }) }
      : {};
  return settingsRecord(world, world.sportSettings.put(String(settings.id), { ...after, ...zones }));
}

/** The one query parameter that the live server really insists on. */
function recalc({ query }: Call): boolean {
  query.need("recalcHrZones", "boolean");
  return query.flag("recalcHrZones") ?? false;
}

async function createSettings(call: Call): Promise<Fields> {
  const { world } = call;
  const sent = await bodyObject(call);
  const id = 7100 + world.written.nextNumber();
  const fresh = { ...defaultSettings([]), athlete_id: world.profile.id, created: serverStamp(world.now()), id };
  return save(world, fresh, sent, false);
}

function paceDistances(call: Call): Fields {
  const settings = settingsIn(call);
  const distances = settings.pace_load_type === "SWIM" ? SWIM_DISTANCES : RUN_DISTANCES;
  return { distances, defaults: settings.best_effort_distances ?? [] };
}

function matchingActivities(call: Call): Fields[] {
  const types = typesOf(settingsIn(call));
  return newestFirst(call.world)
    .filter((activity) => !isStrava(activity) && types.includes(activity.type))
    .map(mini);
}

const ONE = "/athlete/{athleteId}/sport-settings/{id}";

export const sportSettingsRoutes: readonly Route[] = [
  get("/athlete/{athleteId}/sport-settings", ({ world }) => listSettings(world)),
  get(ONE, (call) => settingsRecord(call.world, settingsIn(call))),
  put(ONE, async (call) => save(call.world, settingsIn(call), await bodyObject(call), recalc(call))),
  put("/athlete/{athleteId}/sport-settings", async (call) => {
    const recalcHrZones = recalc(call);
    return (await bodyObjects(call)).map((sent) => {
      const settings = call.world.sportSettings.get(String(sent.id));
      if (!settings) throw refusals.notFound("Sport settings");
      return save(call.world, settings, sent, recalcHrZones);
    });
  }),
  post("/athlete/{athleteId}/sport-settings", createSettings),
  del(ONE, ({ world, path }) => {
    if (!/^\d+$/.test(path.id ?? "")) throw refusals.notANumber("id", path.id ?? "");
    if (!world.sportSettings.remove(path.id ?? "")) throw refusals.notFound("Sport settings");
    return {};
  }),
  get(`${ONE}/pace_distances`, paceDistances),
  get(`${ONE}/matching-activities`, matchingActivities),
  get("/pace_distances", () => ({ distances: RUN_DISTANCES, defaults: [400, 1000, 5000, 10_000] })),
];
