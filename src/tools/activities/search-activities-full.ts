import * as z from "zod";
import { defineTool } from "../kit/define-tool.ts";
import { FoundActivities, renderFoundActivities, searchFields, toFoundActivities } from "./activity-search.ts";

export const searchActivitiesFull = defineTool({
  name: "icu_search_activities_full",
  title: "Search activities, with metrics",
  description:
    "FINDS activities by part of their name or by #tag like icu_search_activities, WITH METRICS: load, intensity, power, heart rate, elevation. For comparing sessions with the same name.",
  effect: "read",
  input: z.object(searchFields),
  output: FoundActivities,

  async run({ query, limit }, { intervals }) {
    return toFoundActivities(await intervals.searchActivitiesFull(query, limit), query, limit);
  },

  render: renderFoundActivities,
});
