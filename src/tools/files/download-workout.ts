import * as z from "zod";
import { WORKOUT_FORMATS } from "../../intervals/files.ts";
import { quote } from "../../training/quote.ts";
import { defineTool } from "../kit/define-tool.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId, EventId, Inline, WorkoutId } from "../kit/parameters.ts";
import { Download, download, renderDownload } from "./download.ts";

export const downloadWorkout = defineTool({
  name: "icu_download_workout",
  title: "Workout file for a device",
  description:
    "A planned or library WORKOUT as a file for devices: zwo (Zwift), mrc, erg (trainers) or fit (watches). As a download link, or as text.",
  effect: "read",
  input: z.object({
    event_id: EventId.optional().describe("From the calendar"),
    workout_id: WorkoutId.optional().describe("From the library"),
    format: z.enum(WORKOUT_FORMATS),
    inline: Inline,
    athlete_id: AthleteId,
  }),
  output: Download,

  async run({ event_id, workout_id, format, inline }, context) {
    if (inline && format === "fit")
      throw new ToolInputError("inline: a fit file is binary. Leave inline out to get a link.");
    if (event_id !== undefined && workout_id === undefined) {
      const { name, category } = await context.intervals.getEvent(event_id);
      if (category !== "WORKOUT") throw new ToolInputError(`event_id: this event is a ${category}, not a WORKOUT.`);
      const title = `${format.toUpperCase()} file of the planned workout ${quote(name ?? "", 80)}`;
      return download(context, { title, file: { kind: "planned", event_id, format }, inline });
    }
    if (workout_id === undefined || event_id !== undefined) {
      throw new ToolInputError("Give either event_id (calendar) or workout_id (library).");
    }
    const { name } = await context.intervals.getWorkout(workout_id);
    const title = `${format.toUpperCase()} file of the library workout ${quote(name ?? "", 80)}`;
    return download(context, { title, file: { kind: "library", workout_id, format }, inline });
  },

  render: renderDownload,
});
