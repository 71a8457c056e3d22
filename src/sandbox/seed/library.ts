import type { Fields } from "../fields.ts";
import { addDays } from "../local-date.ts";
import { planStart } from "./calendar.ts";
import { FIRST_WORKOUT_ID, FOLDER_ID } from "./ids.ts";
import type { Profile } from "./profile.ts";
import { plannedSessions, type TrainingPlan } from "./training-plan.ts";
import { WORKOUTS, type Workout, type WorkoutKey } from "./workouts.ts";

const FOLDERS = [
  { id: FOLDER_ID.ride, name: "Bike", sport: "Ride" },
  { id: FOLDER_ID.run, name: "Run", sport: "Run" },
  { id: FOLDER_ID.swim, name: "Swim", sport: "Swim" },
] as const;
const PLAN_DAYS = 28;

/** A folder per sport, and the training plan that the athlete follows. */
export function foldersOf({ id, sports, apiKey }: Profile, plan: TrainingPlan): readonly Fields[] {
  const common = { athlete_id: id, visibility: "PRIVATE", canEdit: true, sharedWithCount: 0 };
  const folders = FOLDERS.filter(({ sport }) => sports.includes(sport.toLowerCase())).map(({ id: folder, name }) => ({
    ...common,
    id: folder,
    type: "FOLDER",
    name,
  }));
  const planFolder = {
    ...common,
    id: FOLDER_ID.plan,
    type: "PLAN",
    name: "Olympic triathlon build",
    description: "Four weeks to repeat.",
    start_date_local: planStart(plan),
    duration_weeks: PLAN_DAYS / 7,
    hours_per_week_min: 6,
    hours_per_week_max: 10,
    activity_types: ["Ride", "Run", "Swim"],
  };
  return apiKey ? [...folders, planFolder] : folders;
}

/** Every workout once in the folder of its sport, and four weeks of workouts in the training plan. */
export function libraryOf({ id, sports, apiKey }: Profile, plan: TrainingPlan): readonly Fields[] {
  const keys = Object.keys(WORKOUTS).filter((key) => sports.some((sport) => key.startsWith(sport)));
  const entry = (key: string, place: Fields): Fields => {
    // All keys come from WORKOUTS.
    const workout: Workout = WORKOUTS[key as WorkoutKey];
    return {
      ...place,
      athlete_id: id,
      type: workout.sport,
      name: workout.name,
      description: workout.text,
      tags: workout.tags ?? null,
      ...(workout.minutes && { moving_time: workout.minutes * 60 }),
    };
  };
  const single = keys.flatMap((key, i) => {
    const folder = FOLDERS.find(({ sport }) => key.startsWith(sport.toLowerCase()));
    return folder ? [entry(key, { id: FIRST_WORKOUT_ID.folders + i, folder_id: folder.id })] : [];
  });
  if (!apiKey) return single;
  const start = planStart(plan);
  const planned = Array.from({ length: PLAN_DAYS }, (_, day) =>
    plannedSessions(plan, addDays(start, day)).map(({ key, slot }) =>
      entry(key, { id: FIRST_WORKOUT_ID.plan + day * 5 + slot, folder_id: FOLDER_ID.plan, day }),
    ),
  );
  return [...single, ...planned.flat()];
}
