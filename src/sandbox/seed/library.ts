import { type Fields, withAllKeys } from "../fields.ts";
import { addDays } from "../local-date.ts";
import { FOLDER_KEYS, WORKOUT_KEYS } from "../present/record-keys.ts";
import type { World } from "../state/athlete-state.ts";
import { planStart } from "./calendar.ts";
import type { Profile } from "./profile.ts";
import { plannedSessions, type Season } from "./training-plan.ts";
import { WORKOUTS, type Workout, type WorkoutKey } from "./workouts.ts";

export const PLAN_FOLDER_ID = 3002;
const FOLDERS = [
  { id: 3001, name: "Bike", sport: "Ride" },
  { id: 3003, name: "Run", sport: "Run" },
  { id: 3004, name: "Swim", sport: "Swim" },
] as const;
const PLAN_DAYS = 28;

/** Folders by sport, and the training plan that the athlete is on. */
export function foldersOf({ id, sports, apiKey }: Profile, season: Season): readonly Fields[] {
  const common = { athlete_id: id, visibility: "PRIVATE", canEdit: true, sharedWithCount: 0 };
  const folders = FOLDERS.filter(({ sport }) => sports.includes(sport.toLowerCase())).map(({ id: folder, name }) => ({
    ...common,
    id: folder,
    type: "FOLDER",
    name,
  }));
  const plan = {
    ...common,
    id: PLAN_FOLDER_ID,
    type: "PLAN",
    name: "Olympic triathlon build",
    description: "Four weeks to repeat.",
    start_date_local: planStart(season),
    duration_weeks: PLAN_DAYS / 7,
    hours_per_week_min: 6,
    hours_per_week_max: 10,
    activity_types: ["Ride", "Run", "Swim"],
  };
  return apiKey ? [...folders, plan] : folders;
}

/** Every session once in the folder of its sport, and four weeks of them in the plan. */
export function libraryOf({ id, sports, apiKey }: Profile, season: Season): readonly Fields[] {
  const keys = Object.keys(WORKOUTS).filter((key) => sports.some((sport) => key.startsWith(sport)));
  const entry = (key: string, number: number, folder: number, more: Fields): Fields => {
    // Both sources of keys are WORKOUTS itself.
    const workout: Workout = WORKOUTS[key as WorkoutKey];
    return {
      id: number,
      athlete_id: id,
      folder_id: folder,
      type: workout.sport,
      name: workout.name,
      description: workout.text,
      tags: workout.tags ?? null,
      ...(workout.minutes && { moving_time: workout.minutes * 60 }),
      ...more,
    };
  };
  const single = keys.flatMap((key, i) => {
    const folder = FOLDERS.find(({ sport }) => key.startsWith(sport.toLowerCase()));
    return folder ? [entry(key, 5001 + i, folder.id, {})] : [];
  });
  if (!apiKey) return single;
  const start = planStart(season);
  const planned = Array.from({ length: PLAN_DAYS }, (_, day) =>
    plannedSessions(season, addDays(start, day)).map(({ key, slot }) =>
      entry(key, 5100 + day * 5 + slot, PLAN_FOLDER_ID, { day }),
    ),
  );
  return [...single, ...planned.flat()];
}

/** A workout of the library with its parsed text, as on the calendar. */
export function workoutRecord(world: World, workout: Fields): Fields {
  const { doc, enrichment, totals } = world.plannedWorkout({ fields: workout, enriched: true });
  return withAllKeys(WORKOUT_KEYS, {
    target: "AUTO",
    updated: `${world.season.anchor}T01:00:00.000+00:00`,
    ...workout,
    ...totals,
    workout_doc: { ...doc, ...enrichment },
  });
}

export function folderRecord(world: World, folder: Fields): Fields {
  const children = world.workouts.list().filter(({ folder_id }) => folder_id === folder.id);
  return withAllKeys(FOLDER_KEYS, {
    ...folder,
    num_workouts: children.length,
    children: children.map((workout) => workoutRecord(world, workout)),
  });
}
