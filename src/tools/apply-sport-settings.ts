import * as z from "zod";
import type { Intervals } from "../intervals/client.ts";
import { formatSport, Sport, toSport } from "../training/sport-settings.ts";
import { defineTool } from "./define-tool.ts";
import { header, paragraphs } from "./header.ts";
import { AthleteId } from "./parameters.ts";
import { SportNumber } from "./threshold-fields.ts";

export const applySportSettings = defineTool({
  name: "icu_apply_sport_settings",
  title: "Apply zones to the past",
  description:
    "OVERWRITES the zones of EVERY past activity of a sport with those of now, for good; a new threshold does not need it.",
  effect: "write",
  idempotent: true,
  input: z.object({ sport_id: SportNumber, athlete_id: AthleteId }),
  output: z.object({ sport: Sport, activities: z.number(), oldest: z.string().optional() }),

  async preview({ sport_id }, { intervals }) {
    const { sport, activities, oldest } = await affected(intervals, sport_id);
    const since = oldest ? ` since ${oldest}` : "";
    return `This overwrites the zones of ${activities} past activities${since}. It cannot be undone: Intervals.icu does not keep the zones that they had. The new ones:\n${formatSport(sport, { detailed: true })}`;
  },

  async run({ sport_id }, { intervals }) {
    const changing = await affected(intervals, sport_id);
    await intervals.applySportSettings(sport_id);
    return changing;
  },

  render: ({ sport, activities, oldest }, view) =>
    paragraphs(
      header("Applying zones to the past", view),
      `${activities} activities${oldest ? ` since ${oldest}` : ""} get these zones. Intervals.icu works on it in the background; it may take minutes.`,
      formatSport(sport, { detailed: true }),
    ),
});

async function affected(intervals: Intervals, sportId: number) {
  const settings = await intervals.getSportSettings(String(sportId));
  const matching = await intervals.listMatchingActivities(settings.id);
  const days = matching.flatMap(({ start_date_local }) => start_date_local?.slice(0, 10) ?? []).sort();
  return { sport: toSport(settings), activities: matching.length, oldest: days[0] };
}
