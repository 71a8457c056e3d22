import * as z from "zod";
import { formatSportThresholds, SportThresholds, toSportThresholds } from "../../training/sport-settings.ts";
import { defineTool } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";

export const getSportSettings = defineTool({
  name: "icu_get_sport_settings",
  title: "Thresholds and zones",
  description:
    "THRESHOLDS AND ZONES per sport, as set by the athlete: FTP, LTHR, threshold pace, W′, power, heart rate and pace zones. Never guess zones.",
  effect: "read",
  input: z.object({ athlete_id: AthleteId }),
  output: z.object({ sports: z.array(SportThresholds) }),

  run: async (_, { intervals }) => ({ sports: (await intervals.listSportSettings()).map(toSportThresholds) }),

  render: ({ sports }, view) =>
    paragraphs(
      header("Thresholds and zones", view),
      sports.length === 0 && "No sport settings yet.",
      ...sports.map((sport) => formatSportThresholds(sport, { detailed: true })),
    ),
});
