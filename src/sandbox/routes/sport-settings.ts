import { RUN_DISTANCES, SWIM_DISTANCES } from "../analysis/curves.ts";
import { hrZonesOf } from "../analysis/zones.ts";
import { apiErrors } from "../api-errors.ts";
import { type Fields, withChanges } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { activitiesNewestFirst, activityReference } from "../present/activity.ts";
import { sportSettingsRecord, sportSettingsRecords, typesOf } from "../present/sport-settings.ts";
import { bodyObject, bodyObjects, type Call, del, get, post, put, type Route } from "../router.ts";
import { isStrava } from "../seed/activity-history.ts";
import { defaultSettings } from "../seed/sport-settings.ts";
import type { AthleteState } from "../state/athlete-state.ts";

/** The live server accepts 40 m/s and rejects 45. */
const MAX_THRESHOLD_PACE = 40;

/** By id, or by a sport that the settings apply to. */
function requireSettings({ state, path }: Call): Fields {
  const id = path.id ?? "";
  const found =
    state.sportSettings.get(id) ?? state.sportSettings.list().find((settings) => typesOf(settings).includes(id));
  if (!found) throw apiErrors.notFound("Sport settings");
  return found;
}

interface Update {
  readonly sent: Fields;
  readonly recalcHrZones: boolean;
}

function save(state: AthleteState, settings: Fields, { sent, recalcHrZones }: Update): Fields {
  const { threshold_pace: pace } = sent;
  if (typeof pace === "number" && pace > MAX_THRESHOLD_PACE) throw apiErrors.thresholdPace(pace);
  const { mmp_model: _, id: _id, ...own } = sent;
  const after: Fields = { ...withChanges(settings, own), id: settings.id, updated: serverStamp(state.now()) };
  const zones =
    recalcHrZones && after.lthr && after.max_hr
      ? { hr_zones: hrZonesOf({ lthr: Number(after.lthr), maxHr: Number(after.max_hr) }) }
      : {};
  return sportSettingsRecord(state, state.sportSettings.put(String(settings.id), { ...after, ...zones }));
}

/** The only query parameter that the live server requires here. */
function requireRecalc({ query }: Call): boolean {
  query.require("recalcHrZones", "boolean");
  return query.boolean("recalcHrZones") ?? false;
}

async function createSettings(call: Call): Promise<Fields> {
  const { state } = call;
  const sent = await bodyObject(call);
  const id = 7100 + state.nextNumber();
  const created = { ...defaultSettings([]), athlete_id: state.profile.id, created: serverStamp(state.now()), id };
  return save(state, created, { sent, recalcHrZones: false });
}

function paceDistances(call: Call): Fields {
  const settings = requireSettings(call);
  const distances = settings.pace_load_type === "SWIM" ? SWIM_DISTANCES : RUN_DISTANCES;
  return { distances, defaults: settings.best_effort_distances ?? [] };
}

function matchingActivities(call: Call): Fields[] {
  const types = typesOf(requireSettings(call));
  return activitiesNewestFirst(call.state)
    .filter((activity) => !isStrava(activity) && types.includes(activity.type))
    .map(activityReference);
}

const ONE = "/athlete/{athleteId}/sport-settings/{id}";

export const sportSettingsRoutes: readonly Route[] = [
  get("/athlete/{athleteId}/sport-settings", ({ state }) => sportSettingsRecords(state)),
  get(ONE, (call) => sportSettingsRecord(call.state, requireSettings(call))),
  put(ONE, async (call) =>
    save(call.state, requireSettings(call), { sent: await bodyObject(call), recalcHrZones: requireRecalc(call) }),
  ),
  put("/athlete/{athleteId}/sport-settings", async (call) => {
    const recalcHrZones = requireRecalc(call);
    return (await bodyObjects(call)).map((sent) => {
      const settings = call.state.sportSettings.get(String(sent.id));
      if (!settings) throw apiErrors.notFound("Sport settings");
      return save(call.state, settings, { sent, recalcHrZones });
    });
  }),
  post("/athlete/{athleteId}/sport-settings", createSettings),
  del(ONE, ({ state, path }) => {
    if (!/^\d+$/.test(path.id ?? "")) throw apiErrors.notANumber("id", path.id ?? "");
    if (!state.sportSettings.remove(path.id ?? "")) throw apiErrors.notFound("Sport settings");
    return {};
  }),
  get(`${ONE}/pace_distances`, paceDistances),
  get(`${ONE}/matching-activities`, matchingActivities),
  get("/pace_distances", () => ({ distances: RUN_DISTANCES, defaults: [400, 1000, 5000, 10_000] })),
];
