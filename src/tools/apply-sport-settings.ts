import * as z from "zod";
import { formatSport, Sport, toSport } from "../training/sport-settings.ts";
import { defineTool } from "./define-tool.ts";
import { header, paragraphs } from "./header.ts";
import { AthleteId } from "./parameters.ts";
import { SportNumber } from "./threshold-fields.ts";

export const applySportSettings = defineTool({
  name: "icu_apply_sport_settings",
  title: "Apply zones to the past",
  description:
    "OVERWRITES the zones of EVERY past activity of a sport with those of now, for good; a new threshold does not need it. Ask the person first.",
  effect: "write",
  idempotent: true,
  input: z.object({ sport_id: SportNumber, athlete_id: AthleteId }),
  output: z.object({ sport: Sport, activities: z.number(), oldest: z.string().optional() }),

  async run({ sport_id }, { intervals }) {
    const settings = await intervals.getSportSettings(String(sport_id));
    const matching = await intervals.listMatchingActivities(settings.id);
    await intervals.applySportSettings(settings.id);
    const days = matching.flatMap(({ start_date_local }) => start_date_local?.slice(0, 10) ?? []).sort();
    return { sport: toSport(settings), activities: matching.length, oldest: days[0] };
  },

  render: ({ sport, activities, oldest }, view) =>
    paragraphs(
      header("Applying zones to the past", view),
      `${activities} activities${oldest ? ` since ${oldest}` : ""} get these zones. Intervals.icu works on it in the background; it may take minutes.`,
      formatSport(sport, { detailed: true }),
    ),
});
