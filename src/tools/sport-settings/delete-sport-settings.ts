import * as z from "zod";
import { formatSportThresholds, SportThresholds, toSportThresholds } from "../../training/sport-settings.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { SportNumber } from "./threshold-fields.ts";

export const deleteSportSettings = defineTool({
  name: "icu_delete_sport_settings",
  title: "Delete a sport's settings",
  description: "PERMANENTLY DELETES a sport's settings (thresholds and zones), for all sports that share them.",
  effect: "erase",
  idempotent: true,
  input: z.object({ sport_id: SportNumber, athlete_id: AthleteId }),
  output: z.object({ deleted: SportThresholds }),

  plan: async ({ sport_id }, { intervals }) => ({
    deleted: toSportThresholds(await intervals.getSportSettings(String(sport_id))),
  }),

  preview: ({ deleted }) =>
    `This will permanently delete these thresholds and zones:\n${formatSportThresholds(deleted, { detailed: true })}`,

  async run(plan, { intervals }) {
    await intervals.deleteSportSettings(plan.deleted.sport_id);
    return plan;
  },

  render: ({ deleted }, view) =>
    paragraphs(header("Deleted sport settings", view), formatSportThresholds(deleted, { detailed: true })),
});
