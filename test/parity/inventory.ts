/**
 * What people who come from hhopke/intervals-icu-mcp 4.3.2 can call: every tool with every parameter it accepts, in the
 * forms it accepts them (JSON in strings where it takes JSON in strings), every resource and every prompt.
 */

const athlete_id = "i2";
const activity_id = "i140242265";
const output_path = "/tmp/activity.fit";
const curves = { sport_type: "Ride", days_back: 90, time_period: "month" };

const entry = {
  name: "Sweet spot",
  description: "- 10m 88%",
  event_type: "Ride",
  duration_seconds: 3600,
  distance_meters: 30000,
  training_load: 60,
  end_date: "2027-01-05",
  training_availability: "LIMITED",
  color: "blue",
  show_as_note: false,
  not_on_fitness_chart: false,
  show_on_ctl_line: true,
  athlete_id,
};

const thresholds = { ftp: 250, indoor_ftp: 240, fthr: 168 };

/** Every parameter at once, and where two exclude each other, one call with each. */
export const TOOLS: Record<string, Record<string, unknown>[]> = {
  icu_get_recent_activities: [{ limit: 30, days_back: 30, athlete_id }],
  icu_get_activities_by_date: [{ oldest: "2026-10-01", newest: "2026-10-31", limit: 500, athlete_id }],
  icu_get_activity_details: [{ activity_id }],
  icu_search_activities: [{ query: "tempo", limit: 30, athlete_id }],
  icu_search_activities_full: [{ query: "tempo", limit: 30 }],
  icu_get_activities_around: [{ activity_id, count: 5 }],
  icu_update_activity: [
    {
      activity_id,
      name: "Long ride",
      description: "Windy",
      activity_type: "Ride",
      trainer: true,
      commute: false,
      feel: 2,
      perceived_exertion: 6,
    },
  ],
  icu_update_activity_streams: [
    { activity_id, payload_string: '[{"type":"watts","data":[1,2]}]', format: "json" },
    { activity_id, payload_string: "time,watts\n0,100\n1,110\n", format: "csv" },
  ],
  icu_bulk_create_manual_activities: [
    {
      activities_json:
        '[{"name":"Gym","type":"WeightTraining","start_date_local":"2026-10-01T18:00:00","moving_time":3600,"external_id":"gym-1"}]',
      athlete_id,
    },
  ],
  icu_delete_activity: [{ activity_id }],
  icu_download_activity_file: [{ activity_id, output_path }],
  icu_download_fit_file: [{ activity_id, output_path }],
  icu_download_gpx_file: [{ activity_id, output_path }],

  icu_get_activity_streams: [{ activity_id, streams: ["watts", "heartrate"] }],
  icu_get_activity_intervals: [{ activity_id }],
  icu_get_best_efforts: [
    { activity_id, stream: "watts", duration: 300, count: 8 },
    { activity_id, stream: "pace", distance: 1000, count: 8 },
  ],
  icu_search_intervals: [{ interval_type: "WORK", min_duration: 180, max_duration: 300, limit: 30 }],
  icu_get_power_histogram: [{ activity_id }],
  icu_get_hr_histogram: [{ activity_id }],
  icu_get_pace_histogram: [{ activity_id }],
  icu_get_gap_histogram: [{ activity_id }],

  icu_get_activity_messages: [{ activity_id }],
  icu_add_activity_message: [{ activity_id, content: "Strong!" }],

  icu_get_athlete_profile: [{}],
  icu_get_fitness_summary: [{}],
  icu_get_fitness_chart: [{ days_back: 42, days_ahead: 14, athlete_id }],

  icu_get_wellness_data: [{ days_back: 7 }],
  icu_get_wellness_for_date: [{ date: "2026-10-01" }],
  icu_update_wellness: [
    {
      date: "2026-10-01",
      weight: 70.5,
      resting_hr: 48,
      hrv: 72,
      sleep_secs: 27000,
      sleep_quality: 2,
      fatigue: 2,
      soreness: 1,
      stress: 2,
      mood: 1,
      motivation: 1,
      injury: 1,
      readiness: 80,
      body_fat: 14,
      abdomen: 82,
      vo2max: 55,
      systolic: 120,
      diastolic: 75,
      spo2: 98,
      respiration: 14,
      blood_glucose: 5,
      lactate: 1.2,
      menstrual_phase: "FOLLICULAR",
      locked: true,
      calories_consumed: 2500,
      carbohydrates: 300,
      protein: 120,
      fat_total: 80,
      hydration_liters: 2.5,
      comments: "Slept well",
    },
  ],

  icu_get_calendar_events: [{ days_ahead: 7, days_back: 0, athlete_id }],
  icu_get_upcoming_workouts: [{ limit: 7, athlete_id }],
  icu_get_event: [{ event_id: 12345, athlete_id }],
  icu_get_annual_training_plan: [{ days_ahead: 365, days_back: 0, athlete_id }],
  icu_create_event: [
    { start_date: "2027-01-04", category: "WORKOUT", ...entry },
    { start_date: "2027-01-04T07:30:00", category: "RACE", ...entry },
    { start_date: "2027-01-04", category: "GOAL", ...entry },
  ],
  icu_update_event: [{ event_id: 12345, start_date: "2027-01-04", ...entry }],
  icu_delete_event: [{ event_id: 12345, athlete_id }],
  icu_bulk_create_events: [
    {
      events:
        '[{"start_date_local":"2027-01-04T00:00:00","name":"Tempo","category":"WORKOUT","event_type":"Ride","moving_time":3600,"icu_training_load":60}]',
      athlete_id,
    },
  ],
  icu_bulk_delete_events: [{ event_ids: "[12345, 12346]", athlete_id }],
  icu_duplicate_events: [{ event_ids: "[12345]", num_copies: 2, weeks_between: 1, athlete_id }],
  icu_apply_training_plan: [
    { folder_id: 77, start_date_local: "2027-01-04", extra_workouts_json: '[{"workout_id":5,"day":3}]', athlete_id },
  ],

  icu_get_power_curves: [curves],
  icu_get_hr_curves: [curves],
  icu_get_pace_curves: [{ ...curves, sport_type: "Run", use_gap: true }],

  icu_get_workout_library: [{}],
  icu_get_workouts_in_folder: [{ folder_id: 77 }],

  icu_get_gear_list: [{}],
  icu_create_gear: [
    { name: "Gravel bike", gear_type: "Bike", brand: "Brand", model: "One", active: true, primary: false },
  ],
  icu_update_gear: [
    {
      gear_id: "b1",
      name: "Gravel bike",
      gear_type: "Bike",
      brand: "Brand",
      model: "One",
      active: false,
      primary: true,
    },
  ],
  icu_delete_gear: [{ gear_id: "b1" }],
  icu_create_gear_reminder: [{ gear_id: "b1", text: "Chain", distance_alert: 3000, time_alert: 100 }],
  icu_update_gear_reminder: [{ gear_id: "b1", reminder_id: 3, text: "Chain", distance_alert: 3000, time_alert: 100 }],

  icu_get_sport_settings: [{}],
  icu_update_sport_settings: [
    { sport_id: 1, ...thresholds, pace_threshold: 4.5, recalc_hr_zones: true },
    { sport_id: 1, ...thresholds, swim_threshold: 1.5, recalc_hr_zones: false },
  ],
  icu_create_sport_settings: [
    { sport_type: "Run", ...thresholds, pace_threshold: 4.5 },
    { sport_type: "Swim", ...thresholds, swim_threshold: 1.5 },
  ],
  icu_delete_sport_settings: [{ sport_id: 1 }],

  icu_get_custom_items: [{ athlete_id }],
  icu_get_custom_item: [{ item_id: 9 }],
  icu_create_custom_item: [
    {
      name: "Alcohol",
      item_type: "INPUT_FIELD",
      description: "Units a day",
      content: { code: "AlcoholUnits", type: "numeric", aggregate: "SUM" },
      visibility: "PRIVATE",
    },
  ],
  icu_update_custom_item: [
    {
      item_id: 9,
      name: "Alcohol",
      item_type: "INPUT_FIELD",
      description: "Units a day",
      content: { code: "AlcoholUnits", type: "numeric", aggregate: "SUM" },
      visibility: "FOLLOWERS",
    },
  ],
  icu_delete_custom_item: [{ item_id: 9 }],
};

export const RESOURCES = [
  "intervals-icu://athlete/profile",
  "intervals-icu://workout-syntax",
  "intervals-icu://event-categories",
  "intervals-icu://custom-item-schemas",
];

/** With their arguments. The first six are documented with `icu_` before their names. */
export const PROMPTS: Record<string, string[]> = {
  analyze_recent_training: ["days"],
  performance_analysis: ["metric"],
  activity_deep_dive: ["activity_id"],
  recovery_check: [],
  training_plan_review: [],
  plan_training_week: ["goal"],
  generate_workout: ["sport", "workout_type", "duration_minutes"],
  verify_setup: [],
  verify_multi_athlete: ["athlete_id"],
};
export const DOCUMENTED_PROMPTS = Object.keys(PROMPTS)
  .slice(0, 6)
  .map((name) => `icu_${name}`);
