import type { Json, RecordKind } from "./change-log.ts";

const words = (text: string) => new Set(text.split(" "));

/** Fields that users set. The server computes the others. */
const EDITABLE: Partial<Record<RecordKind, ReadonlySet<string>>> = {
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
  "sport-settings": words(
    "types ftp indoor_ftp w_prime p_max lthr max_hr threshold_pace pace_units pace_load_type power_zones power_zone_names hr_zones hr_zone_names pace_zones pace_zone_names sweet_spot_min sweet_spot_max hr_load_type load_order tiz_order workout_order warmup_time cooldown_time default_workout_time power_field power_spike_threshold hrrc_min_percent ignore_velocity gap_model use_gap_zone_times elevation_correction use_distance_for_intervals use_laps_for_power_intervals keep_all_laps_for_power_intervals power_intervals_start_locked show_pauses interval_display display best_effort_distances pace_curve_start after_kj0 after_kj1 ftp_est_min_secs extract_workouts update_activity_name_from_workout default_gear_id default_indoor_gear_id activity_charts activity_field_ids calendar_tile_activity_panel_id custom_field_ids custom_field_values custom_zones_ids",
  ),
  folder: words("type name description start_date_local duration_weeks"),
};

/** Kinds with custom fields: every field but these is editable. */
const COMPUTED: Partial<Record<RecordKind, ReadonlySet<string>>> = {
  wellness: words(
    "id ctl atl rampRate ctlLoad atlLoad sportInfo updated tempWeight tempRestingHR menstrualPhasePredicted",
  ),
};

/** Further editable fields of a manual activity. */
const EDITABLE_IF_MANUAL = words(
  "external_id start_date_local moving_time elapsed_time distance total_elevation_gain average_heartrate max_heartrate calories",
);

const isEditableField = (kind: RecordKind, field: string): boolean =>
  COMPUTED[kind] ? !COMPUTED[kind].has(field) : (EDITABLE[kind]?.has(field) ?? false);

/** Editable fields that differ between two states of a record. `null` and missing are the same. */
export const differingFields = (kind: RecordKind, { before, after }: { before: Json; after: Json }): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => isEditableField(kind, field) && !isSameValue(before[field], after[field]),
  );

/** `null` and `undefined` are the same. */
export const isSameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** The fields to send when a record is recreated. */
export const editableFields = (kind: RecordKind, record: Json): Json =>
  pick(record, (field) => isEditableField(kind, field));

/** The same for an activity without a recording. */
export const editableFieldsOfManualActivity = (record: Json): Json =>
  pick(record, (field) => isEditableField("activity", field) || EDITABLE_IF_MANUAL.has(field));

const pick = (record: Json, isPicked: (field: string) => boolean): Json =>
  Object.fromEntries(Object.entries(record).filter(([field, value]) => isPicked(field) && value !== null));
