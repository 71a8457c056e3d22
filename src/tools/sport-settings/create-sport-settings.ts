import * as z from "zod";
import { isOnFoot, isSwim } from "../../training/pace.ts";
import { formatSportThresholds, SportThresholds, toSportThresholds } from "../../training/sport-settings.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { ToolInputError } from "../kit/input-error.ts";
import { AthleteId } from "../kit/parameters.ts";
import { thresholdFields, toThresholdPatch } from "./threshold-fields.ts";

export const createSportSettings = defineTool({
  name: "icu_create_sport_settings",
  title: "Add a sport",
  description: "CREATES settings for a sport that has none yet: thresholds, and the default zones of Intervals.icu.",
  effect: "write",
  repeat: "replay",
  input: z.object({
    sport_type: z.string().regex(/^[A-Z]\w{1,39}$/, "must be a sport such as Ride, Run, Swim, Rowing"),
    ...thresholdFields,
    athlete_id: AthleteId,
  }),
  output: z.object({ sport: SportThresholds }),

  async run({ sport_type, athlete_id: _, ...fields }, { intervals, units }) {
    const types = [sport_type];
    const patch = toThresholdPatch(fields, { types }, units);
    const existing = (await intervals.listSportSettings()).find((settings) => settings.types?.includes(sport_type));
    if (existing) {
      throw new ToolInputError(
        `sport_type: ${sport_type} already has settings (sport_id ${existing.id}). Change them with icu_update_sport_settings.`,
      );
    }
    const kind = isSwim(sport_type) ? "SWIM" : isOnFoot(sport_type) ? "RUN" : undefined;
    const settings = await intervals.createSportSettings({ ...patch, types, ...(kind && { pace_load_type: kind }) });
    return { sport: toSportThresholds(settings) };
  },

  render: ({ sport }, view) =>
    paragraphs(header("Created sport settings", view), formatSportThresholds(sport, { detailed: true })),
});
