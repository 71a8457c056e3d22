import * as z from "zod";
import { formatSport, Sport, toSport } from "../training/sport-settings.ts";
import { defineTool } from "./define-tool.ts";
import { header, paragraphs } from "./header.ts";
import { AthleteId } from "./parameters.ts";
import { SportId } from "./threshold-fields.ts";

export const deleteSportSettings = defineTool({
  name: "icu_delete_sport_settings",
  title: "Delete a sport's settings",
  description:
    "DELETES thresholds and zones of a sport for good; loads and zones of its activities follow other settings then. Ask the person before you call it.",
  effect: "erase",
  idempotent: true,
  input: z.object({ sport_id: SportId, athlete_id: AthleteId }),
  output: z.object({ deleted: Sport }),

  async run({ sport_id }, { intervals }) {
    const settings = await intervals.getSportSettings(sport_id);
    await intervals.deleteSportSettings(settings.id);
    return { deleted: toSport(settings) };
  },

  render: ({ deleted }, view) =>
    paragraphs(header("Deleted a sport's settings", view), formatSport(deleted, { detailed: true })),
});
