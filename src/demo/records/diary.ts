import type { Activity } from "../history/diary.ts";
import type { World } from "../world.ts";

/** Every activity, the newest first. */
export const newestFirst = (world: World): readonly Activity[] =>
  world.derived("newest first", () =>
    world.activities.list().sort((a, b) => (a.start < b.start ? 1 : a.start > b.start ? -1 : 0)),
  );
