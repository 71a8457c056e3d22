import type { Fields } from "../fields.ts";
import { addDays, serverStamp } from "../local-date.ts";
import { hashOf } from "../random.ts";
import { planStart } from "./calendar.ts";
import { FOLDER_ID } from "./ids.ts";
import type { Profile } from "./profile.ts";
import { thresholdsOn } from "./thresholds.ts";
import type { TrainingPlan } from "./training-plan.ts";

/** The athlete's own record. It includes secrets, because the real server shows them to the owner. */
export function athleteFields(profile: Profile, plan: TrainingPlan): Fields {
  const { id, name, units, apiKey } = profile;
  const imperial = units === "imperial";
  const { weight, restingHr } = thresholdsOn(plan, plan.anchor);
  const [firstname, lastname] = [name.split(" ")[0] ?? name, name.split(" ").slice(1).join(" ")];
  return {
    id,
    name,
    firstname,
    lastname,
    email: `${id}@example.test`,
    sex: "F",
    city: "Demo Town",
    country: "New Zealand",
    timezone: profile.timezone,
    locale: "en",
    measurement_preference: imperial ? "feet" : "meters",
    weight_pref_lb: imperial,
    fahrenheit: imperial,
    wind_speed: imperial ? "MPH" : "KMH",
    rain: imperial ? "INCHES" : "MM",
    height: 1.71,
    height_units: imperial ? "FEET" : "CM",
    weight,
    icu_weight: weight,
    icu_resting_hr: restingHr,
    icu_date_of_birth: "1989-04-12",
    icu_coach: apiKey !== undefined,
    icu_activated: `${addDays(plan.anchor, -plan.days)}T08:00:00.000+00:00`,
    icu_last_seen: serverStamp(Date.parse(`${plan.anchor}T06:00:00Z`)),
    icu_form_as_percent: false,
    icu_mmp_days: 42,
    icu_permission: "WRITE",
    icu_type_settings: [{ type: "Ride", ctlFactor: 42, atlFactor: 7 }],
    icu_wellness_keys: [
      "weight",
      "restingHR",
      "hrv",
      "sleepSecs",
      "sleepQuality",
      "soreness",
      "fatigue",
      "AlcoholUnits",
    ],
    icu_garmin_wellness_keys: ["restingHR", "hrv", "sleepSecs", "steps"],
    icu_garmin_sync_activities: true,
    icu_garmin_hr_range: 1.5,
    icu_effort_secs: [5, 60, 300, 1200],
    visibility: "PRIVATE",
    status: "ACTIVE",
    plan: "FREE",
    training_plan_id: apiKey ? FOLDER_ID.plan : null,
    training_plan_start_date: apiKey ? planStart(plan) : null,
    ...(apiKey && { icu_api_key: apiKey, icu_friend_invite_token: `invite-${hashOf("invite", apiKey).toString(16)}` }),
  };
}
