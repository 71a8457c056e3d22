import { apiErrors } from "../api-errors.ts";
import { type Fields, withChanges } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { folderRecord, workoutRecord } from "../present/library.ts";
import { bodyObject, bodyObjects, type Call, del, get, post, put, type Route } from "../router.ts";
import type { AthleteState } from "../state/athlete-state.ts";
import { copyCount, numberParameter, withValidName } from "./validation.ts";

function requireWorkout({ state, path }: Call): Fields {
  const workout = state.workouts.get(numberParameter("workoutId", path.workoutId));
  if (!workout) throw apiErrors.notFound("Workout");
  return workout;
}

function requireFolder(call: Call, id = numberParameter("folderId", call.path.folderId)): Fields {
  const folder = call.state.folders.get(id);
  if (!folder) throw apiErrors.notFound("Folder");
  return folder;
}

function saveWorkout(state: AthleteState, workout: Fields): Fields {
  return workoutRecord(
    state,
    state.workouts.put(Number(workout.id), { ...withValidName(workout), updated: serverStamp(state.now()) }),
  );
}

/** Throws if the folder does not exist. */
function createWorkout(call: Call, sent: Fields): Fields {
  requireFolder(call, Number(sent.folder_id));
  const id = 5500 + call.state.nextNumber();
  return saveWorkout(call.state, { ...sent, id, athlete_id: call.state.profile.id });
}

/** With `others`, also deletes the workouts that were added to the plan together with this one. */
function deleteWorkout(call: Call): number[] {
  const { state, query } = call;
  const workout = requireWorkout(call);
  const wasAddedTogether = (other: Fields) =>
    other.folder_id === workout.folder_id && other.plan_applied === workout.plan_applied;
  const toDelete =
    query.boolean("others") && workout.plan_applied ? state.workouts.list().filter(wasAddedTogether) : [workout];
  for (const { id } of toDelete) state.workouts.remove(Number(id));
  return toDelete.map(({ id }) => Number(id));
}

/** Folders are not nested: `parent` is ignored. `copy_folder_id` also copies the workouts of that folder. */
async function createFolder(call: Call): Promise<Fields> {
  const { state } = call;
  const { copy_folder_id, parent: _, children: _children, ...sent } = await bodyObject(call);
  const id = 3100 + state.nextNumber();
  const folder = {
    type: "FOLDER",
    visibility: "PRIVATE",
    canEdit: true,
    ...withValidName(sent),
    id,
    athlete_id: state.profile.id,
  };
  state.folders.put(id, folder);
  if (copy_folder_id) {
    const copied = state.workouts.list().filter(({ folder_id }) => folder_id === copy_folder_id);
    for (const workout of copied) createWorkout(call, { ...workout, folder_id: id });
  }
  return folderRecord(state, folder);
}

async function updateFolder(call: Call): Promise<Fields> {
  const folder = requireFolder(call);
  const { children: _, ...sent } = await bodyObject(call);
  const after = { ...withValidName(withChanges(folder, sent)), id: folder.id };
  return folderRecord(call.state, call.state.folders.put(Number(folder.id), after));
}

function deleteFolder(call: Call): Fields {
  const { state } = call;
  const { id } = requireFolder(call);
  for (const workout of state.workouts.list()) if (workout.folder_id === id) state.workouts.remove(Number(workout.id));
  state.folders.remove(Number(id));
  return {};
}

/** Updates whether the athlete sees the workouts of these days, which is all that can be changed for a range. */
async function updatePlanWorkouts(call: Call): Promise<Fields[]> {
  const { state, query } = call;
  const { id } = requireFolder(call);
  const { hide_from_athlete } = await bodyObject(call);
  query.require("oldest", "int");
  query.require("newest", "int");
  const [oldest, newest] = [query.number("oldest") ?? 0, query.number("newest") ?? 0];
  return state.workouts
    .list()
    .filter(({ folder_id, day }) => folder_id === id && Number(day) >= oldest && Number(day) <= newest)
    .map((workout) => saveWorkout(state, { ...workout, hide_from_athlete }));
}

async function duplicateWorkouts(call: Call): Promise<Fields[]> {
  const { workoutIds, numCopies, weeksBetween } = await bodyObject(call);
  const chosen = call.state.workouts.list().filter(({ id }) => Array.isArray(workoutIds) && workoutIds.includes(id));
  return Array.from({ length: copyCount(numCopies) }, (_, copy) =>
    chosen.map((workout) =>
      createWorkout(call, { ...workout, day: Number(workout.day ?? 0) + (copy + 1) * Number(weeksBetween ?? 1) * 7 }),
    ),
  ).flat();
}

const tagsIn = ({ tags }: Fields): unknown[] => (Array.isArray(tags) ? tags : []);

const ONE_WORKOUT = "/athlete/{id}/workouts/{workoutId}";
const ONE_FOLDER = "/athlete/{id}/folders/{folderId}";

export const libraryRoutes: readonly Route[] = [
  get("/athlete/{id}/folders", ({ state }) => state.folders.list().map((folder) => folderRecord(state, folder))),
  post("/athlete/{id}/folders", createFolder),
  put(ONE_FOLDER, updateFolder),
  del(ONE_FOLDER, deleteFolder),
  put(`${ONE_FOLDER}/workouts`, updatePlanWorkouts),
  get(`${ONE_FOLDER}/shared-with`, (call) => {
    requireFolder(call);
    return [];
  }),
  get("/athlete/{id}/workouts", ({ state }) => state.workouts.list().map((workout) => workoutRecord(state, workout))),
  post("/athlete/{id}/workouts", async (call) => createWorkout(call, await bodyObject(call))),
  post("/athlete/{id}/workouts/bulk", async (call) =>
    (await bodyObjects(call)).map((sent) => createWorkout(call, sent)),
  ),
  post("/athlete/{id}/duplicate-workouts", duplicateWorkouts),
  get(ONE_WORKOUT, (call) => workoutRecord(call.state, requireWorkout(call))),
  put(ONE_WORKOUT, async (call) => {
    const workout = requireWorkout(call);
    return saveWorkout(call.state, { ...withChanges(workout, await bodyObject(call)), id: workout.id });
  }),
  del(ONE_WORKOUT, deleteWorkout),
  get("/athlete/{id}/workout-tags", ({ state }) => [...new Set(state.workouts.list().flatMap(tagsIn))].sort()),
];
