import type { Json, RecordKind } from "./journal.ts";

const words = (text: string) => new Set(text.split(" "));

/** The fields of each kind that a person sets; all others follow from those. */
const OWN: Partial<Record<RecordKind, ReadonlySet<string>>> = {
  event: words(
    "category start_date_local end_date_local external_id uid type name description indoor color moving_time distance icu_training_load load_target time_target distance_target training_availability target tags sub_type carbs_per_hour for_week max_training_time can_train_sports show_as_note show_on_ctl_line not_on_fitness_chart hide_from_athlete athlete_cannot_edit",
  ),
  activity: words(
    "name description type sub_type race trainer commute tags feel icu_rpe carbs_ingested kg_lifted icu_training_load paired_event_id",
  ),
  streams: words("streams"),
  workout: words(
    "folder_id type name description indoor color moving_time distance icu_training_load day days for_week hide_from_athlete target tags sub_type carbs_per_hour",
  ),
  "custom-item": words("type name description visibility content"),
  gear: words("name type notes purchased retired"),
  reminder: words("name distance time activities days"),
  folder: words("type name description start_date_local duration_weeks"),
};

/** Where a person may have fields of their own it is the other way round. */
const COMPUTED: Partial<Record<RecordKind, ReadonlySet<string>>> = {
  wellness: words(
    "id ctl atl rampRate ctlLoad atlLoad sportInfo updated tempWeight tempRestingHR menstrualPhasePredicted",
  ),
  "sport-settings": words("id athlete_id created updated mmp_model iseFTPSupported other"),
};

/** Of an activity that was entered by hand, its numbers are its own too. */
const MANUAL = words(
  "external_id start_date_local moving_time elapsed_time distance total_elevation_gain average_heartrate max_heartrate calories",
);

export const isOwnField = (kind: RecordKind, field: string): boolean =>
  COMPUTED[kind] ? !COMPUTED[kind].has(field) : (OWN[kind]?.has(field) ?? false);

/** The fields of a person that differ between two states of a record; what is unset is unset, however it is written. */
export const alteredFields = (kind: RecordKind, one: Json, other: Json): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (field) => isOwnField(kind, field) && !isSame(one[field], other[field]),
  );

export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** What to send to make a record again. */
export const ownFields = (kind: RecordKind, was: Json): Json => pick(was, (field) => isOwnField(kind, field));

export const ownFieldsOfManual = (was: Json): Json =>
  pick(was, (field) => isOwnField("activity", field) || MANUAL.has(field));

const pick = (was: Json, isWanted: (field: string) => boolean): Json =>
  Object.fromEntries(Object.entries(was).filter(([field, value]) => isWanted(field) && value !== null));
