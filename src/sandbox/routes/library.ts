import { refusals } from "../api-errors.ts";
import { changed, type Fields } from "../fields.ts";
import { serverStamp } from "../local-date.ts";
import { folderRecord, workoutRecord } from "../present/library.ts";
import { bodyObject, bodyObjects, type Call, del, get, post, put, type Route } from "../router.ts";
import type { World } from "../state/athlete-state.ts";
import { checkedName, copies, numberIn } from "./checks.ts";

function workoutIn({ world, path }: Call): Fields {
  const workout = world.workouts.get(numberIn("workoutId", path.workoutId));
  if (!workout) throw refusals.notFound("Workout");
  return workout;
}

function folderIn(call: Call, id = numberIn("folderId", call.path.folderId)): Fields {
  const folder = call.world.folders.get(id);
  if (!folder) throw refusals.notFound("Folder");
  return folder;
}

function saveWorkout(world: World, workout: Fields): Fields {
  return workoutRecord(
    world,
    world.workouts.put(Number(workout.id), { ...checkedName(workout), updated: serverStamp(world.now()) }),
  );
}

/** A folder is where a workout must go. */
function createWorkout(call: Call, sent: Fields): Fields {
  folderIn(call, Number(sent.folder_id));
  const id = 5500 + call.world.written.nextNumber();
  return saveWorkout(call.world, { ...sent, id, athlete_id: call.world.profile.id });
}

/** With `others`, everything on the plan that was added together with it goes too. */
function deleteWorkout(call: Call): number[] {
  const { world, query } = call;
  const workout = workoutIn(call);
  const together = (other: Fields) =>
    other.folder_id === workout.folder_id && other.plan_applied === workout.plan_applied;
  const doomed = query.flag("others") && workout.plan_applied ? world.workouts.list().filter(together) : [workout];
  for (const { id } of doomed) world.workouts.remove(Number(id));
  return doomed.map(({ id }) => Number(id));
}

/** Folders are flat: a parent is ignored. A copy brings its workouts along. */
async function createFolder(call: Call): Promise<Fields> {
  const { world } = call;
  const { copy_folder_id, parent: _, children: _children, ...sent } = await bodyObject(call);
  const id = 3100 + world.written.nextNumber();
  const folder = {
    type: "FOLDER",
    visibility: "PRIVATE",
    canEdit: true,
    ...checkedName(sent),
    id,
    athlete_id: world.profile.id,
  };
  world.folders.put(id, folder);
  if (copy_folder_id) {
    const copied = world.workouts.list().filter(({ folder_id }) => folder_id === copy_folder_id);
    for (const workout of copied) createWorkout(call, { ...workout, folder_id: id });
  }
  return folderRecord(world, folder);
}

async function updateFolder(call: Call): Promise<Fields> {
  const folder = folderIn(call);
  const { children: _, ...sent } = await bodyObject(call);
  const after = { ...checkedName(changed(folder, sent)), id: folder.id };
  return folderRecord(call.world, call.world.folders.put(Number(folder.id), after));
}

function deleteFolder(call: Call): Fields {
  const { world } = call;
  const { id } = folderIn(call);
  for (const workout of world.workouts.list()) if (workout.folder_id === id) world.workouts.remove(Number(workout.id));
  world.folders.remove(Number(id));
  return {};
}

/** Only whether the athlete sees the workouts of these days of a plan can be changed. */
async function updatePlanWorkouts(call: Call): Promise<Fields[]> {
  const { world, query } = call;
  const { id } = folderIn(call);
  const { hide_from_athlete } = await bodyObject(call);
  query.need("oldest", "int");
  query.need("newest", "int");
  const [oldest, newest] = [query.number("oldest") ?? 0, query.number("newest") ?? 0];
  return world.workouts
    .list()
    .filter(({ folder_id, day }) => folder_id === id && Number(day) >= oldest && Number(day) <= newest)
    .map((workout) => saveWorkout(world, { ...workout, hide_from_athlete }));
}

async function duplicateWorkouts(call: Call): Promise<Fields[]> {
  const { workoutIds, numCopies, weeksBetween } = await bodyObject(call);
  const chosen = call.world.workouts.list().filter(({ id }) => Array.isArray(workoutIds) && workoutIds.includes(id));
  return Array.from({ length: copies(numCopies) }, (_, copy) =>
    chosen.map((workout) =>
      createWorkout(call, { ...workout, day: Number(workout.day ?? 0) + (copy + 1) * Number(weeksBetween ?? 1) * 7 }),
    ),
  ).flat();
}

const tagsIn = ({ tags }: Fields): unknown[] => (Array.isArray(tags) ? tags : []);

const ONE_WORKOUT = "/athlete/{id}/workouts/{workoutId}";
const ONE_FOLDER = "/athlete/{id}/folders/{folderId}";

export const libraryRoutes: readonly Route[] = [
  get("/athlete/{id}/folders", ({ world }) => world.folders.list().map((folder) => folderRecord(world, folder))),
  post("/athlete/{id}/folders", createFolder),
  put(ONE_FOLDER, updateFolder),
  del(ONE_FOLDER, deleteFolder),
  put(`${ONE_FOLDER}/workouts`, updatePlanWorkouts),
  get(`${ONE_FOLDER}/shared-with`, (call) => {
    folderIn(call);
    return [];
  }),
  get("/athlete/{id}/workouts", ({ world }) => world.workouts.list().map((workout) => workoutRecord(world, workout))),
  post("/athlete/{id}/workouts", async (call) => createWorkout(call, await bodyObject(call))),
  post("/athlete/{id}/workouts/bulk", async (call) =>
    (await bodyObjects(call)).map((sent) => createWorkout(call, sent)),
  ),
  post("/athlete/{id}/duplicate-workouts", duplicateWorkouts),
  get(ONE_WORKOUT, (call) => workoutRecord(call.world, workoutIn(call))),
  put(ONE_WORKOUT, async (call) => {
    const workout = workoutIn(call);
    return saveWorkout(call.world, { ...changed(workout, await bodyObject(call)), id: workout.id });
  }),
  del(ONE_WORKOUT, deleteWorkout),
  get("/athlete/{id}/workout-tags", ({ world }) => [...new Set(world.workouts.list().flatMap(tagsIn))].sort()),
];
