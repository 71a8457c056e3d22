import { refusals } from "../api-errors.ts";
import { changed, type Fields, onlyFields, withAllKeys } from "../fields.ts";
import { addDays, isLocalDate, type LocalDate, serverStamp } from "../local-date.ts";
import { eftpOn } from "../present/activity.ts";
import { WELLNESS_KEYS } from "../present/record-keys.ts";
import { bodyObject, bodyObjects, type Call, get, put, type Route } from "../router.ts";
import { round } from "../samples.ts";
import { thresholdsOn } from "../seed/thresholds.ts";
import { firstDay } from "../seed/training-plan.ts";
import { hasRecord, wellnessOn } from "../seed/wellness.ts";
import type { World } from "../state/athlete-state.ts";
import { csv } from "./csv.ts";

/** What is known of a day apart from the load model: what was written, else what was recorded in the morning. */
function enteredOn(world: World, date: LocalDate): Fields | undefined {
  const written = world.wellness.get(date);
  if (written) return written;
  const past = firstDay(world.season) <= date && date <= world.today;
  return past && hasRecord(world.season, date)
    ? { ...wellnessOn(world.season, date), updated: `${date}T19:40:02.331+00:00` }
    : undefined;
}

/** A day as the server shows it; the load model has an answer for every day, recorded or not. */
export function wellnessRecord(world: World, date: LocalDate): Fields {
  return withAllKeys(WELLNESS_KEYS, { id: date, ...modelOn(world, date), ...enteredOn(world, date) });
}

function modelOn(world: World, date: LocalDate): Fields {
  const fitness = world.fitnessOn(date);
  const weekBefore = world.fitnessOn(addDays(date, -7));
  if (!fitness) return {};
  const modelled = world.profile.sports.includes("ride") && enteredOn(world, date) !== undefined;
  return {
    ctl: round(fitness.ctl, 6),
    atl: round(fitness.atl, 6),
    ctlLoad: fitness.load,
    atlLoad: fitness.load,
    rampRate: weekBefore ? round(fitness.ctl - weekBefore.ctl, 6) : null,
    sportInfo: modelled ? [powerModelOn(world, date)] : null,
  };
}

function powerModelOn(world: World, date: LocalDate): Fields {
  const { wPrime, pMax } = thresholdsOn(world.season, date);
  return { type: "Ride", eftp: eftpOn(world, date), wPrime, pMax };
}

function listWellness({ world, query, path }: Call): unknown {
  const first = firstDay(world.season);
  const oldest = query.date("oldest") ?? first;
  const newest = query.date("newest") ?? world.today;
  const days: Fields[] = [];
  for (let date = oldest > first ? oldest : first; date <= newest && world.fitnessOn(date); date = addDays(date, 1)) {
    // A past day on which nothing was recorded is not in the list.
    if (date > world.today || enteredOn(world, date)) days.push(wellnessRecord(world, date));
  }
  if (path.ext !== ".csv") return days.map((day) => onlyFields(day, query.list("fields")));
  const rows = days.map((day) => ({ ...day, date: day.id }));
  return csv(query.list("cols") ?? ["date", ...WELLNESS_KEYS.slice(1)], rows);
}

const dateIn = (value: unknown): LocalDate => {
  if (typeof value === "string" && isLocalDate(value)) return value;
  throw refusals.date("date", String(value));
};

/** Changes only what was sent. Days can be locked against devices, not against their owner. */
function writeWellness(world: World, date: LocalDate, sent: Fields, localDate: string | undefined): Fields {
  const { id: _, ctl: _ctl, atl: _atl, ctlLoad: _cl, atlLoad: _al, rampRate: _r, sportInfo: _s, ...entered } = sent;
  const measured = {
    ...("weight" in entered && { tempWeight: false }),
    ...("restingHR" in entered && { tempRestingHR: false }),
  };
  world.wellness.put(date, {
    ...changed(enteredOn(world, date) ?? {}, entered),
    ...measured,
    updated: serverStamp(world.now()),
  });
  if (localDate === date) {
    const { weight, restingHR } = entered;
    world.athlete.put("self", {
      ...world.athlete.get("self"),
      ...(typeof weight === "number" && { weight, icu_weight: weight }),
      ...(typeof restingHR === "number" && { icu_resting_hr: restingHR }),
    });
  }
  return wellnessRecord(world, date);
}

export const wellnessRoutes: readonly Route[] = [
  get("/athlete/{id}/wellness{ext}", listWellness),
  get("/athlete/{id}/wellness/{date}", ({ world, path }) => wellnessRecord(world, dateIn(path.date))),
  put("/athlete/{id}/wellness/{date}", async (call) =>
    writeWellness(call.world, dateIn(call.path.date), await bodyObject(call), call.query.text("localDate")),
  ),
  put("/athlete/{id}/wellness", async (call) => {
    const sent = await bodyObject(call);
    return writeWellness(call.world, dateIn(sent.id), sent, call.query.text("localDate"));
  }),
  put("/athlete/{id}/wellness-bulk", async (call) => {
    for (const sent of await bodyObjects(call)) writeWellness(call.world, dateIn(sent.id), sent, undefined);
  }),
];
