import { apiErrors } from "../api-errors.ts";
import { type Fields, onlyFields, withChanges } from "../fields.ts";
import { addDays, isLocalDate, type LocalDate, serverStamp } from "../local-date.ts";
import { WELLNESS_KEYS } from "../present/record-keys.ts";
import { enteredWellness, wellnessRecord } from "../present/wellness.ts";
import { bodyObject, bodyObjects, type Call, get, put, type Route } from "../router.ts";
import { firstDay } from "../seed/training-plan.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { csvResponse } from "./responses.ts";

function listWellness({ state, query, path }: Call): unknown {
  const first = firstDay(state.trainingPlan);
  const oldest = query.date("oldest") ?? first;
  const newest = query.date("newest") ?? state.today;
  const days: Fields[] = [];
  for (let date = oldest > first ? oldest : first; date <= newest && state.fitnessOn(date); date = addDays(date, 1)) {
    // A past day without a wellness record is not in the list.
    if (date > state.today || enteredWellness(state, date)) days.push(wellnessRecord(state, date));
  }
  if (path.ext !== ".csv") return days.map((day) => onlyFields(day, query.list("fields")));
  const rows = days.map((day) => ({ ...day, date: day.id }));
  return csvResponse(query.list("cols") ?? ["date", ...WELLNESS_KEYS.slice(1)], rows);
}

const dateIn = (value: unknown): LocalDate => {
  if (typeof value === "string" && isLocalDate(value)) return value;
  throw apiErrors.date("date", String(value));
};

interface WellnessUpdate {
  readonly date: LocalDate;
  readonly sent: Fields;
  /** The client's current date. If it is `date`, the athlete's weight and resting heart rate change as well. */
  readonly localDate?: string | undefined;
}

/** Updates the fields that were sent. A locked day only rejects devices. */
function writeWellness(state: AthleteState, { date, sent, localDate }: WellnessUpdate): Fields {
  const { id: _, ctl: _ctl, atl: _atl, ctlLoad: _cl, atlLoad: _al, rampRate: _r, sportInfo: _s, ...entered } = sent;
  const measured = {
    ...("weight" in entered && { tempWeight: false }),
    ...("restingHR" in entered && { tempRestingHR: false }),
  };
  state.wellness.put(date, {
    ...withChanges(enteredWellness(state, date) ?? {}, entered),
    ...measured,
    updated: serverStamp(state.now()),
  });
  if (localDate === date) {
    const { weight, restingHR } = entered;
    state.athlete.put("self", {
      ...state.athlete.get("self"),
      ...(typeof weight === "number" && { weight, icu_weight: weight }),
      ...(typeof restingHR === "number" && { icu_resting_hr: restingHR }),
    });
  }
  return wellnessRecord(state, date);
}

export const wellnessRoutes: readonly Route[] = [
  get("/athlete/{id}/wellness{ext}", listWellness),
  get("/athlete/{id}/wellness/{date}", ({ state, path }) => wellnessRecord(state, dateIn(path.date))),
  put("/athlete/{id}/wellness/{date}", async (call) =>
    writeWellness(call.state, {
      date: dateIn(call.path.date),
      sent: await bodyObject(call),
      localDate: call.query.text("localDate"),
    }),
  ),
  put("/athlete/{id}/wellness", async (call) => {
    const sent = await bodyObject(call);
    return writeWellness(call.state, { date: dateIn(sent.id), sent, localDate: call.query.text("localDate") });
  }),
  put("/athlete/{id}/wellness-bulk", async (call) => {
    for (const sent of await bodyObjects(call)) writeWellness(call.state, { date: dateIn(sent.id), sent });
  }),
];
