import { getWorkoutsInFolder } from "../tools/library/get-workouts-in-folder.ts";
import { fromTool } from "./from-tool.ts";

export const libraryFolder = fromTool(getWorkoutsInFolder, {
  uri: "intervals-icu://library/{folder_id}",
  name: "library-folder",
  title: "One folder of the workout library",
  description: "The workouts of one folder or plan.",
  async values(contextFor) {
    const { intervals } = await contextFor();
    return (await intervals.listFolders()).map(({ id }) => String(id));
  },
});
