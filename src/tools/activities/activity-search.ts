import * as z from "zod";
import type { Activity } from "../../intervals/activities.ts";
import { activityColumns, STRAVA_EXPLANATION } from "../../training/activities.ts";
import { quote } from "../../training/quote.ts";
import { formatTable } from "../../training/table.ts";
import type { View } from "../kit/define-tool.ts";
import { header, paragraphs } from "../kit/header.ts";
import { AthleteId } from "../kit/parameters.ts";
import { ActivityList, toActivityList } from "./activity-list.ts";

export const searchFields = {
  query: z.string().trim().min(1, "must be part of a name, or # followed by a whole tag").max(200),
  limit: z.int().min(1).max(100).default(30),
  athlete_id: AthleteId,
};

export const FoundActivities = ActivityList.extend({ query: z.string() });
export type FoundActivities = z.output<typeof FoundActivities>;

export function toFoundActivities(activities: readonly Activity[], query: string, limit: number): FoundActivities {
  const list = toActivityList(activities.slice(0, limit), limit);
  return { ...list, query, activities: list.activities.toSorted((a, b) => b.start.localeCompare(a.start)) };
}

export function renderFoundActivities(found: FoundActivities, view: View): string {
  const { query, activities, hidden_by_strava, is_cut } = found;
  const condition = query.startsWith("#") ? "with the tag" : "whose name contains";
  return paragraphs(
    header(`Activities ${condition} ${quote(query, 60)}, newest first`, view),
    activities.length > 0 ? formatTable(activityColumns(view.units), activities) : notFoundText(query),
    hidden_by_strava > 0 && `${hidden_by_strava} more ${STRAVA_EXPLANATION}`,
    is_cut && "There may be more. To see them, use a longer part of the name or a higher limit (at most 100).",
  );
}

function notFoundText(query: string): string {
  return query.startsWith("#")
    ? "None. A tag must match exactly, including upper and lower case."
    : "None. A name must contain the whole query as written. Try a shorter part of the name, or # followed by a tag.";
}
