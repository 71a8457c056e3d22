/** Asks a tool and gives its answer as JSON. */
export type Read = (name: string, args: Record<string, unknown>) => Promise<unknown>;

export type Arguments = Record<string, unknown>;

interface Listed {
  activities: { id: string; type?: string }[];
  events: { event_id: number; category: string }[];
}

const VO2MAX = "- 15m ramp 50-70%\n\n5x\n- 3m 112%\n- 3m 50%\n\n- 10m 50%";

/** Arguments for one call of every tool about the demo athlete: what its documentation shows and the bench asks. */
export async function examplesFor(read: Read): Promise<Record<string, Arguments>> {
  // The tools' own answers, whose shapes their tests hold.
  const { activities } = (await read("icu_get_recent_activities", { limit: 60, days_back: 60 })) as Listed;
  const { events } = (await read("icu_get_calendar_events", { days_ahead: 14 })) as Listed;
  const ride = { activity_id: activities.find(({ type }) => type === "Ride")?.id };
  const run = { activity_id: activities.find(({ type }) => type === "Run")?.id };
  const [first, second, third] = events
    .filter(({ category }) => category === "WORKOUT")
    .map(({ event_id }) => event_id);
  const event = { event_id: first };
  const item = { item_id: 6101 };
  const gear = { gear_id: "b9001" };
  return {
    icu_get_athlete_profile: {},
    icu_get_fitness_summary: {},
    icu_get_fitness_chart: { days_back: 3, days_ahead: 3 },
    icu_list_athletes: {},
    icu_get_athlete_summary: { weeks: 1 },
    icu_get_recent_activities: { limit: 5 },
    icu_get_activities_by_date: { oldest: "-9d", newest: "-7d" },
    icu_search_activities: { query: "run", limit: 3 },
    icu_search_activities_full: { query: "run", limit: 3 },
    icu_get_activities_around: { ...run, count: 3 },
    icu_get_activity_details: run,
    icu_get_activity_intervals: ride,
    icu_get_activity_streams: { ...ride, streams: ["watts", "heartrate"], max_points: 5 },
    icu_get_best_efforts: { ...ride, duration: 300, count: 3 },
    icu_search_intervals: { interval_type: "vo2max", min_duration: 120, max_duration: 300, limit: 3 },
    icu_get_power_histogram: ride,
    icu_get_hr_histogram: run,
    icu_get_pace_histogram: run,
    icu_get_gap_histogram: run,
    icu_update_activity: { ...run, name: "Easy with friends", perceived_exertion: 4, feel: 2 },
    icu_update_activity_streams: { ...ride, payload_string: [{ type: "temp", data: [] }], dry_run: true },
    icu_bulk_create_manual_activities: {
      activities_json: [{ start_date_local: "yesterday", type: "Yoga", name: "Stretching", moving_time: 1800 }],
      dry_run: true,
    },
    icu_delete_activity: { activity_id: activities.at(-1)?.id },
    icu_get_activity_messages: run,
    icu_add_activity_message: { ...run, content: "Strong finish!" },
    icu_download_activity_file: ride,
    icu_download_fit_file: ride,
    icu_download_gpx_file: ride,
    icu_download_csv: { what: "wellness", oldest: "-7d" },
    icu_download_workout: { ...event, format: "zwo", inline: true },
    icu_get_power_curves: {},
    icu_get_hr_curves: {},
    icu_get_pace_curves: {},
    icu_get_wellness_data: { days_back: 3 },
    icu_get_wellness_for_date: { date: "yesterday" },
    icu_update_wellness: { date: "today", weight: 61.4, mood: 1, sleep_secs: 27_000 },
    icu_get_calendar_events: { days_ahead: 3 },
    icu_get_upcoming_workouts: { limit: 3 },
    icu_get_event: event,
    icu_get_annual_training_plan: { days_ahead: 14 },
    icu_create_event: {
      start_date: "+3d",
      name: "VO2max 5 × 3",
      category: "WORKOUT",
      event_type: "Ride",
      description: VO2MAX,
    },
    icu_update_event: { ...event, start_date: "+5d" },
    icu_delete_event: { event_id: second },
    icu_bulk_create_events: {
      events: [
        { start_date: "+8d", name: "Endurance", category: "WORKOUT", event_type: "Ride", description: "- 2h 65%" },
        { start_date: "+9d", name: "Travel", category: "NOTE" },
      ],
    },
    icu_bulk_delete_events: { event_ids: [second, third] },
    icu_duplicate_events: { event_ids: [first], num_copies: 2 },
    icu_apply_training_plan: { folder_id: 3002, start_date_local: "next monday" },
    icu_validate_workout: { sport: "Ride", text: "- 10m 65%\n4x\n- 4min 105%, 3m 55%" },
    icu_get_workout_library: {},
    icu_get_workouts_in_folder: { folder_id: 3001 },
    icu_create_workout: { folder_id: 3001, name: "VO2max 5 × 3", sport: "Ride", description: VO2MAX },
    icu_update_workout: { workout_id: 5001, name: "Easy spin" },
    icu_delete_workout: { workout_id: 5002 },
    icu_create_folder: { name: "Race week" },
    icu_get_sport_settings: {},
    icu_update_sport_settings: { sport_id: "Ride", ftp: 235 },
    icu_create_sport_settings: { sport_type: "Rowing", fthr: 165 },
    icu_delete_sport_settings: { sport_id: 7003 },
    icu_get_gear_list: {},
    icu_create_gear: { name: "Race shoes", gear_type: "Shoes" },
    icu_update_gear: { gear_id: "g9003", active: false },
    icu_delete_gear: { gear_id: "g9005" },
    icu_create_gear_reminder: { ...gear, text: "New tyres", distance_alert: 4000 },
    icu_update_gear_reminder: { ...gear, reminder_id: 12, reset: true },
    icu_get_custom_items: {},
    icu_get_custom_item: item,
    icu_create_custom_item: {
      name: "Coffee",
      item_type: "INPUT_FIELD",
      content: { code: "CoffeeCups", type: "numeric", aggregate: "SUM" },
    },
    icu_update_custom_item: { ...item, description: "Standard drinks" },
    icu_delete_custom_item: { item_id: 6103 },
    search: { query: "long run" },
    fetch: { id: `activity:${run.activity_id}` },
  };
}
