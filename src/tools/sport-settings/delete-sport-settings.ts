import * as z from "zod";
import { formatSportThresholds, SportThresholds, toSportThresholds } from "../../training/sport-settings.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { SportNumber } from "./threshold-fields.ts";

export const deleteSportSettings = defineTool({
  name: "icu_delete_sport_settings",
  title: "Delete a sport's settings",
  description: "DELETES the settings of a sport for good, with its thresholds and zones, for all sports of the record.",
  effect: "erase",
  idempotent: true,
  input: z.object({ sport_id: SportNumber, athlete_id: AthleteId }),
  output: z.object({ deleted: SportThresholds }),

  preview: async ({ sport_id }, { intervals }) =>
    `This deletes the thresholds and zones of\n${formatSportThresholds(toSportThresholds(await intervals.getSportSettings(String(sport_id))), { detailed: true })}`,

  async run({ sport_id }, { intervals }) {
    const settings = await intervals.getSportSettings(String(sport_id));
    await intervals.deleteSportSettings(settings.id);
    return { deleted: toSportThresholds(settings) };
  },

  render: ({ deleted }, view) =>
    paragraphs(header("Deleted a sport's settings", view), formatSportThresholds(deleted, { detailed: true })),
});
